"""Saved pages and exports imported: file by file, with a report on each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sqlalchemy.orm import Session, sessionmaker

from registry.db import read_only
from registry.filing.knowledge import load_knowledge
from registry.models import Change
from registry.ocds.shapes import LONDON
from registry.renewals import LeadTimes
from scrapers.registers.exceptions import UnreadableRegister
from scrapers.registers.locking import importing_for
from scrapers.registers.sheets import MOST_BYTES as LARGEST_SHEET
from scrapers.saved.exceptions import UnreadablePage
from scrapers.saved.exports import BY, SUFFIXES, import_export
from scrapers.saved.filing import Filing, file_page
from scrapers.saved.national import NationalNotices
from scrapers.saved.outcomes import PageReport, refused
from scrapers.saved.page import MOST_BYTES, SavedPage
from scrapers.saved.reading import read_page

PAGES = frozenset({".html", ".htm"})
Tell = Callable[[PageReport], object]


@dataclass(frozen=True, slots=True)
class Import:
    """Whose files are imported, and how."""

    sessions: sessionmaker[Session]
    lead_times: LeadTimes
    locks: Path
    gss: str
    at: datetime
    platform: str | None = None
    """Name of the layout, where somebody says it; else the marks of each page tell."""
    said_on: date | None = None
    by: str = BY
    note: str | None = None
    """Why we may, for the record."""

    @contextmanager
    def filing(self) -> Iterator[Filing]:
        """Keep other imports of the authority out; raises `ImportBusy`."""
        with importing_for(self.gss, self.locks):
            with self.sessions() as session:
                read_only(session)
                knowledge = load_knowledge(session, self.lead_times)
                national = NationalNotices(session, self.gss)
            yield Filing(self.gss, self.at, knowledge, national)

    def page(self, filing: Filing, page: SavedPage) -> PageReport:
        """Read and file one page."""
        try:
            return file_page(self.sessions, filing, page.name, read_page(page, self.platform), page.said_on)
        except UnreadablePage as error:
            return refused(page.name, str(error))


def import_files(run: Import, paths: Sequence[Path], tell: Tell) -> list[PageReport]:
    """Import saved pages and exports; return what became of each, in the order in which it was done.

    Each is one transaction (an export, several): stopped at any moment, importing all again goes on from there.
    Raises `ImportBusy`.
    """
    reports: list[PageReport] = []

    def told(report: PageReport) -> None:
        reports.append(report)
        tell(report)

    exports = [path for path in paths if path.suffix.lower() in SUFFIXES]
    for path in exports:
        told(_export(run, path))
    with run.filing() as filing:
        for path in (path for path in paths if path not in exports):
            told(_page(run, filing, path))
    record(run, reports)
    return reports


def record(run: Import, reports: Sequence[PageReport]) -> None:
    """Put an import on record; one that changed nothing only where there is a permission to tell."""
    counts = {name: sum(getattr(each, name) for each in reports) for name in ("new", "changed")}
    if not any(counts.values()) and not run.note:
        return
    after = {"pages": len(reports), "refused": sum(each.status == "refused" for each in reports), **counts}
    with run.sessions.begin() as session:
        session.add(
            Change(
                at=run.at,
                by=run.by,
                gss=run.gss,
                action="import",
                subject_kind="authority",
                subject_id=run.gss,
                before=dict.fromkeys(after),
                after=after,
                note=run.note,
                audience="public",
            )
        )


def _export(run: Import, path: Path) -> PageReport:
    today = run.at.astimezone(LONDON).date()
    if (why := _unfit(path, LARGEST_SHEET)) is not None:
        return refused(path.name, why)
    try:
        return import_export(run.sessions, run.lead_times, run.locks, path, run.gss, run.said_on, today, run.at)
    except UnreadableRegister as error:
        return refused(path.name, str(error))


def _page(run: Import, filing: Filing, path: Path) -> PageReport:
    if path.suffix.lower() not in PAGES:
        return refused(path.name, "It is neither a saved page (.html) nor an export (.csv, .xlsx, .ods).")
    if (why := _unfit(path, MOST_BYTES)) is not None:
        return refused(path.name, why)
    return run.page(filing, SavedPage(path.read_bytes(), path.name, said_on=run.said_on))


def _unfit(path: Path, most: int) -> str | None:
    """Return why a file is not even opened; None when it can be."""
    if not path.is_file():
        return "It is no file."
    if path.stat().st_size > most:
        return f"It is larger than {most // 1024 // 1024} MB: no page or register of a portal is."
    return None
