"""Keys issued: what each role needs, and what it may be limited to."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from registry.exceptions import BadKeyRequest
from registry.keys import digest_of, new_key, prefix_of
from registry.models import ApiKey, Authority, Supplier
from registry.roles import ALLOWED, Role


def issue_key(
    session: Session,
    role: Role,
    label: str,
    at: datetime,
    *,
    authority: str | None = None,
    supplier: str | None = None,
    scopes: Iterable[str] = (),
    expires_at: datetime | None = None,
) -> str:
    """Issue a key and return it: it is kept nowhere, only its digest is.

    `authority` and `supplier` are ids or slugs; `scopes` are all of the role's unless given. Raises
    `BadKeyRequest` when the role lacks what it is bound to, or is given more than it may have.
    """
    if role in (Role.officer, Role.viewer) and not authority:
        raise BadKeyRequest(f"A key of the role {role} belongs to an authority: name it.")
    if role is Role.supplier and not supplier:
        raise BadKeyRequest("A supplier's key belongs to a supplier: name it.")
    if not label.strip() or len(label) > 100:
        raise BadKeyRequest("A label of 1 to 100 characters says who holds the key: a team or a role.")
    wanted = set(scopes) or set(ALLOWED[role])
    if wrong := sorted(wanted - set(ALLOWED[role])):
        allowed = ", ".join(sorted(ALLOWED[role])) or "none"
        raise BadKeyRequest(f"{', '.join(wrong)}: the role {role} may have these scopes: {allowed}.")
    key = new_key()
    session.add(
        ApiKey(
            prefix=prefix_of(key),
            digest=digest_of(key),
            label=label.strip(),
            role=role.value,
            scopes=sorted(wanted),
            gss=_authority(session, authority) if authority else None,
            supplier_id=_supplier(session, supplier) if supplier else None,
            issued_at=at,
            expires_at=expires_at,
        )
    )
    return key


def revoke_key(session: Session, prefix: str, at: datetime) -> ApiKey:
    """End a key, by how it begins. Raises `BadKeyRequest` when none does, or it has ended."""
    row = session.scalar(select(ApiKey).where(ApiKey.prefix == prefix_of(prefix)))
    if row is None:
        raise BadKeyRequest(f"No key begins with {prefix!r}: `registry keys` lists them.")
    if row.revoked_at is not None:
        raise BadKeyRequest(f"{row.prefix} was revoked on {row.revoked_at:%Y-%m-%d}.")
    row.revoked_at = at
    return row


def _authority(session: Session, word: str) -> str:
    found = session.scalar(select(Authority.gss).where(or_(Authority.gss == word, Authority.slug == word.lower())))
    if found is None:
        raise BadKeyRequest(f"No authority is called {word!r}: give its GSS code or slug, as in hounslow.")
    return found


def _supplier(session: Session, word: str) -> str:
    found = session.scalar(
        select(Supplier).where(or_(Supplier.id == word, Supplier.slug == word.lower(), Supplier.company_number == word))
    )
    if found is None:
        raise BadKeyRequest(f"No supplier is called {word!r}: give its id, slug or company number.")
    return found.merged_into_id or found.id
