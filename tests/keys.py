"""Keys for tests: a row in the database, and the header that its holder sends."""

from datetime import UTC, datetime

from registry.keys import digest_of, new_key, prefix_of
from registry.models import ApiKey
from registry.roles import ALLOWED, Role


def key(session, role, gss=None, supplier_id=None, scopes=None, label=None):
    """Return the header of a new key; it may do all that its role may, unless `scopes` say less."""
    role, given = Role(role), new_key()
    allowed = sorted(ALLOWED[role]) if scopes is None else scopes
    session.add(
        ApiKey(
            prefix=prefix_of(given),
            digest=digest_of(given),
            label=label or f"{role} for tests",
            role=role,
            scopes=list(map(str, allowed)),
            gss=gss,
            supplier_id=supplier_id,
            issued_at=datetime(2026, 9, 1, tzinfo=UTC),
        )
    )
    session.commit()
    return {"Authorization": f"Bearer {given}"}
