"""Which imports, and which of their rows, to read."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, or_, select

from registry.models import RegisterImport, RegisterRow, Statement
from registry.roles import Actor, Role


def imports_seen_by(
    actor: Actor,
    *,
    id_: str | None = None,
    authority: Sequence[str] | None = None,
    state: Sequence[str] | None = None,
) -> Select[RegisterImport]:
    """Return imports that the actor may see, newest first: its authority's own, for admins all.

    The rows of a register as it was sent may hold more than is public.
    """
    query = select(RegisterImport)
    if actor.role is not Role.admin:
        query = query.where(RegisterImport.gss == (actor.gss if actor.is_borough else None))
    if id_ is not None:
        query = query.where(RegisterImport.id == id_)
    if authority is not None:
        query = query.where(RegisterImport.gss.in_(authority))
    if state is not None:
        query = query.where(RegisterImport.state.in_(state))
    return query.order_by(RegisterImport.said_on.desc(), RegisterImport.read_at.desc(), RegisterImport.id)


def applied_imports(gss: str) -> Select[RegisterImport]:
    """Return an authority's applied imports, in the order of the days as of which they speak."""
    order = (RegisterImport.said_on, RegisterImport.applied_at, RegisterImport.id)
    return select(RegisterImport).where(RegisterImport.gss == gss, RegisterImport.state == "applied").order_by(*order)


def applied_since(gss: str, moment: datetime) -> Select[str]:
    """Return the ids of an authority's imports that were applied at a moment or later."""
    applied = (RegisterImport.gss == gss, RegisterImport.state == "applied", RegisterImport.applied_at >= moment)
    return select(RegisterImport.id).where(*applied)


def rows_matching(import_id: str, *, status: Sequence[str] | None = None) -> Select[RegisterRow]:
    """Return the rows of an import, as they stand in the register."""
    query = select(RegisterRow).where(RegisterRow.import_id == import_id)
    if status is not None:
        query = query.where(RegisterRow.status.in_(status))
    return query.order_by(RegisterRow.number)


def contracts_in(import_id: str) -> Select[str, int]:
    """Return the contracts that an import speaks about, each with its first row, in the register's order."""
    first = func.min(RegisterRow.number)
    of_import = (RegisterRow.import_id == import_id, RegisterRow.contract_id.is_not(None))
    found = select(RegisterRow.contract_id, first).where(*of_import)
    return found.group_by(RegisterRow.contract_id).order_by(first)  # type: ignore[return-value]


def subjects_of(import_id: str, gss: str) -> Select[Any]:
    """Return the contracts about which statements of an import are on file."""
    said_in = or_(Statement.source == "register", Statement.source == "classification")
    references = Statement.reference.startswith(f"{import_id}:", autoescape=True)  # whatever the collation
    return select(Statement.subject_id).where(Statement.gss == gss, said_in, references).distinct()
