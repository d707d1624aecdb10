"""A register applied: the rows about each contract become statements, a batch of contracts in a transaction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from pathlib import Path
from typing import Any

from sqlalchemy import Row, func, select, update
from sqlalchemy.orm import Session, sessionmaker

from registry.collecting import collecting_later
from registry.db import read_only
from registry.filing.contracts import file_contracts
from registry.filing.knowledge import Knowledge, load_knowledge
from registry.filing.suppliers import file_suppliers
from registry.models import Change, Contract, RegisterImport, RegisterRow
from registry.queries.imports import applied_since, contracts_in, subjects_of
from registry.renewals import LeadTimes
from scrapers.registers.chunks import chunked
from scrapers.registers.claims import sightings
from scrapers.registers.grouping import contract_ids
from scrapers.registers.history import known_groups, settle_vanished
from scrapers.registers.locking import importing_for
from scrapers.registers.statements import SPEAKING, statements_about

BATCH = 500
"""Contracts in a transaction."""
Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Applying:
    """What every batch needs."""

    import_id: str
    gss: str
    said_on: date
    references: frozenset[str]
    """Those of all statements that this import can make."""
    knowledge: Knowledge
    at: datetime


def apply_import(
    sessions: sessionmaker[Session],
    lead_times: LeadTimes,
    locks: Path,
    import_id: str,
    by: str,
    at: datetime,
    progress: Progress = lambda _done: None,
) -> bool:
    """Make contracts of an import's rows; return whether there was anything to do.

    Killed at any moment, what was filed is whole, and applying again goes on from there. `progress` is told how
    many contracts are done. Raises `ImportBusy`.
    """
    with sessions() as session:
        gss = read_only(session).get_one(RegisterImport, import_id).gss
    with importing_for(gss, locks):
        with sessions.begin() as session:
            if session.get_one(RegisterImport, import_id).state == "applied":
                return False
            run, ids, done = _begun(session, import_id, lead_times, at)
        for batch in chunked(ids[done:], BATCH):
            with collecting_later(), sessions.begin() as session:
                _file(session, run, batch)
            done += len(batch)
            progress(done)
        with sessions.begin() as session:
            _finish(session, run, set(ids), by)
        return True


def _begun(session: Session, import_id: str, lead_times: LeadTimes, at: datetime) -> tuple[Applying, list[str], int]:
    """Return what batches need, the contracts in the register's order, and how many of them are filed already."""
    row = session.get_one(RegisterImport, import_id)
    if row.state == "read":
        if session.scalar(select(func.count()).select_from(applied_since(row.gss, row.read_at).subquery())):
            _settle_ids(session, row)
        row.state = "applying"
        row.counts = {**row.counts, "filed": 0, "new": 0, "changed": 0, "unchanged": 0}
    last = session.scalar(select(func.max(RegisterRow.number)).where(RegisterRow.import_id == import_id)) or 0
    references = frozenset(f"{import_id}:{number}" for number in range(1, last + 1))
    run = Applying(row.id, row.gss, row.said_on, references, load_knowledge(session, lead_times), at)
    return run, [id_ for id_, _ in session.execute(contracts_in(import_id))], row.counts["filed"]


def _settle_ids(session: Session, row: RegisterImport) -> None:
    """Give rows their contracts once more: the registers applied since it was read may know them by other ids."""
    query = select(RegisterRow.number, RegisterRow.fields, RegisterRow.contract_id).where(
        RegisterRow.import_id == row.id, RegisterRow.contract_id.is_not(None)
    )
    streamed = query.order_by(RegisterRow.number).execution_options(yield_per=1000)
    numbers: list[tuple[int, str]] = []

    def noted() -> Any:
        for number, fields, contract_id in session.execute(streamed):
            numbers.append((number, contract_id))
            yield number, fields

    found = contract_ids(noted(), row.gss, known_groups(session, row.gss, row.id))
    moved = [
        {"import_id": row.id, "number": number, "contract_id": new}
        for (number, old), new in zip(numbers, found, strict=True)
        if new != old
    ]
    if moved:
        session.execute(update(RegisterRow), moved)
        row.counts = {**row.counts, "contracts": len(set(found))}


def _file(session: Session, run: Applying, ids: Sequence[str]) -> None:
    """File a batch of contracts, and note in the import what that did."""
    columns = (RegisterRow.contract_id, RegisterRow.number, RegisterRow.fields, RegisterRow.as_written)
    query = select(*columns).where(RegisterRow.import_id == run.import_id, RegisterRow.contract_id.in_(ids))
    rows = session.execute(query.order_by(RegisterRow.contract_id, RegisterRow.number)).all()
    file_suppliers(session, sightings(fields for _, _, fields, _ in rows))
    before = _versions(session, ids)
    grouped = groupby(rows, key=lambda each: each.contract_id)
    files = [_contract_file(run, contract_id, list(of)) for contract_id, of in grouped]
    file_contracts(session, run.knowledge, files, (), SPEAKING, run.at, run.references)
    session.flush()
    after = _versions(session, ids)
    row = session.get_one(RegisterImport, run.import_id)
    counts = Counter(row.counts)
    counts.update("new" if id_ not in before else _what_happened(before[id_], after.get(id_)) for id_ in ids)
    counts["filed"] += len(ids)
    row.counts = dict(counts)


def _contract_file(run: Applying, contract_id: str, rows: Sequence[Row[Any]]) -> Any:
    return statements_about(
        contract_id,
        [each.fields for each in rows],
        [each.as_written for each in rows],
        f"{run.import_id}:{rows[0].number}",
        run.gss,
        run.said_on,
        run.knowledge,
    )


def _versions(session: Session, ids: Sequence[str]) -> dict[str, int]:
    return dict(session.execute(select(Contract.id, Contract.version).where(Contract.id.in_(ids))).all())


def _what_happened(before: int, after: int | None) -> str:
    return "unchanged" if before == after else "changed"


def _finish(session: Session, run: Applying, ids: set[str], by: str) -> None:
    """Take back what an earlier reading of the same file said, and put the import on record."""
    stale = set(session.scalars(subjects_of(run.import_id, run.gss))) - ids
    for chunk in chunked(sorted(stale), BATCH):
        file_contracts(session, run.knowledge, (), chunk, SPEAKING, run.at, run.references)
    row = session.get_one(RegisterImport, run.import_id)
    row.state, row.applied_at = "applied", run.at
    row.counts = {name: count for name, count in row.counts.items() if name != "filed"}
    session.flush()
    settle_vanished(session, row)
    session.add(_change(row, by, run.at))


def _change(row: RegisterImport, by: str, at: datetime) -> Change:
    after = {"state": "applied", "said_on": row.said_on.isoformat(), **row.counts, "vanished": len(row.vanished)}
    return Change(
        at=at,
        by=by,
        gss=row.gss,
        action="import",
        subject_kind="import",
        subject_id=row.id,
        before=dict.fromkeys(after),
        after=after,
        audience="public",
    )
