"""Spreadsheets that a borough exported from its portal: contracts registers, and lists of opportunities."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

from sqlalchemy.orm import Session, sessionmaker

from registry.db import read_only
from registry.models import RegisterImport
from registry.renewals import LeadTimes
from scrapers.registers.filing import apply_import
from scrapers.registers.headers import folded
from scrapers.registers.importing import Upload, take_in
from scrapers.registers.reading import read_register
from scrapers.registers.register import Register
from scrapers.saved.outcomes import PageReport, refused

BY = "import-pages"
SUFFIXES = frozenset({".csv", ".xlsx", ".ods"})
_OF_LISTS = ("listing deadline", "expression of interest", "expression start", "expression end", "closing date")
_OF_CONTRACTS = {"ends_on", "max_ends_on", "supplier", "starts_on"}


def import_export(
    sessions: sessionmaker[Session],
    lead_times: LeadTimes,
    locks: Path,
    path: Path,
    gss: str,
    given: date | None,
    today: date,
    at: datetime,
) -> PageReport:
    """Import an exported contracts register as any register; an export of opportunities is told apart and left alone.

    Raises `UnreadableRegister` and `ImportBusy`.
    """
    data = path.read_bytes()
    if is_list(read_register(data, path.name)):
        return refused(path.name, "It lists opportunities, and says no day of a contract: save the adverts' own pages.")
    upload = Upload(data, path.name, gss, BY, given, None)
    take_in(sessions, upload, locks, today, at)
    applied = apply_import(sessions, lead_times, locks, upload.import_id, BY, at)
    with sessions() as session:
        row = read_only(session).get_one(RegisterImport, upload.import_id)
        return _report(path.name, row.counts, applied)


def is_list(register: Register) -> bool:
    """Whether columns are those of an opportunity list, and none tells of a contract."""
    headers = [folded(column.header) for column in register.columns]
    fed = {column.field for column in register.columns}
    return any(mark in header for header in headers for mark in _OF_LISTS) and not fed & _OF_CONTRACTS


def _report(name: str, counts: Mapping[str, int], applied: bool) -> PageReport:
    rows = ", ".join(f"{counts[status]} {status}" for status in ("understood", "partly", "refused", "skipped"))
    status = "partly" if counts["partly"] or counts["refused"] else "understood"
    did = {key: counts.get(key, 0) for key in ("new", "changed", "unchanged")} if applied else {}
    why = f"Rows of a register: {rows}."
    return PageReport(name, "register", status, why, **did)  # type: ignore[arg-type]
