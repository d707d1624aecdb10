"""A register beside those before and after it: ids that stay, and contracts that vanished."""

from __future__ import annotations

from itertools import pairwise

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.models import RegisterImport, RegisterRow
from registry.queries.imports import applied_imports, contracts_in
from scrapers.registers.grouping import Group, Known, group_of

LOOKED_BACK = 4
"""How many earlier registers are asked for ids: a year of quarters."""


def known_groups(session: Session, gss: str, import_id: str) -> dict[Group, Known]:
    """Return the ids that the latest other registers of an authority gave to groups of rows."""
    known: dict[Group, Known] = {}
    others = [each for each in session.scalars(applied_imports(gss)) if each.id != import_id]
    for recency, each in enumerate(others[-LOOKED_BACK:]):
        rows = select(RegisterRow.fields, RegisterRow.contract_id).where(
            RegisterRow.import_id == each.id, RegisterRow.contract_id.is_not(None)
        )
        for fields, contract_id in session.execute(rows.execution_options(yield_per=1000)):
            known[group_of(fields)] = Known(contract_id, recency)
    return known


def vanished_before(session: Session, row: RegisterImport, ids: set[str]) -> list[str]:
    """Return the contracts that the applied register before this one has, and this one, which has `ids`, has not."""
    before = [each for each in session.scalars(applied_imports(row.gss)) if _speaks_before(each, row)]
    return sorted(contracts_of(session, before[-1].id) - ids) if before else []


def settle_vanished(session: Session, row: RegisterImport) -> None:
    """Set what vanished from the register before an applied one to it, and from it to the one after."""
    applied = list(session.scalars(applied_imports(row.gss)))
    at = applied.index(row)
    if at == 0:
        _set(row, [])
    for before, after in pairwise(applied[max(at - 1, 0) : at + 2]):
        _set(after, sorted(contracts_of(session, before.id) - contracts_of(session, after.id)))


def contracts_of(session: Session, import_id: str) -> set[str]:
    """Return the contracts that an import speaks about."""
    return {contract_id for contract_id, _ in session.execute(contracts_in(import_id))}


def _speaks_before(one: RegisterImport, other: RegisterImport) -> bool:
    return one.id != other.id and one.said_on <= other.said_on


def _set(row: RegisterImport, vanished: list[str]) -> None:
    if row.vanished != vanished:
        row.vanished = vanished
