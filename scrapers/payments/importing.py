"""A payments file taken in: read and matched whole, told row by row, and filed where that is asked.

The file itself is not kept: its rows name whom a council paid, and most have nothing to do with a contract.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sqlalchemy.orm import Session, sessionmaker

from registry.collecting import collecting_later
from registry.db import read_only
from registry.filing.knowledge import load_knowledge
from registry.identities import public_id
from registry.models import Statement
from registry.renewals import LeadTimes
from scrapers.payments.book import contract_book
from scrapers.payments.claiming import Document
from scrapers.payments.filing import Filed, file_payments, payments_said_by
from scrapers.payments.grouping import Claims, claims_of
from scrapers.payments.matching import ContractBook
from scrapers.payments.payment import Outcome
from scrapers.payments.reading import PaymentsFile, read_payments
from scrapers.registers.importing import Upload
from scrapers.registers.locking import importing_for

STATUSES = ("attached", "not_attached", "dropped", "refused", "skipped")


@dataclass(frozen=True, slots=True)
class Taken:
    """A payments file, and what became of it."""

    document: Document
    file: PaymentsFile
    claims: Claims
    filed: Filed | None
    """None when it was only read."""

    @property
    def counts(self) -> dict[str, int]:
        """Rows by status, payments and contracts that these are about, and what happened to the contracts."""
        rows = Counter(each.status for each in self.file.rows)
        told = {name: rows[name] for name in STATUSES}  # type: ignore[index]
        told |= {"payments": sum(map(len, self.claims.values())), "contracts": len(self.claims)}
        return told | ({"changed": self.filed.changed, "unchanged": self.filed.unchanged} if self.filed else {})


def take_in(
    sessions: sessionmaker[Session],
    lead_times: LeadTimes,
    locks: Path,
    upload: Upload,
    at: datetime,
    today: date,
    *,
    is_dry: bool,
) -> Taken:
    """Read a payments file and match its rows to the authority's contracts; file them unless it `is_dry`.

    The same file again changes nothing, but for contracts that became known since. Raises `UnreadableRegister` and
    `ImportBusy`.
    """
    with importing_for(upload.gss, locks), collecting_later():
        with sessions() as session:
            reading = read_only(session)
            document = _document(reading, upload, at, today)
            book = contract_book(reading, upload.gss)
            is_another = _is_another_body(reading, lead_times, upload.gss)
        file = read_payments(upload.data, upload.filename, upload.columns, is_another, today)
        _match(file.rows, book)
        claims = claims_of(file.rows, upload.gss)
        if is_dry:
            return Taken(document, file, claims, None)
        with sessions.begin() as session:
            return Taken(document, file, claims, file_payments(session, lead_times, document, claims, upload.by, at))


def _document(session: Session, upload: Upload, at: datetime, today: date) -> Document:
    """Return the file as it is known; one that was taken in before keeps its day, unless another is said."""
    id_ = public_id("payments", upload.gss, upload.digest)
    new = Document(id_, upload.gss, upload.said_on or today, at)
    known = session.scalar(payments_said_by(upload.gss).where(Statement.reference.in_(new.references)).limit(1))
    if known is None or upload.said_on not in (None, known.said_on):
        return new
    return Document(id_, upload.gss, known.said_on, known.said_at or at)


def _match(rows: Iterable[Outcome], book: ContractBook) -> None:
    for each in rows:
        if each.payment:
            found = book.match(each.payment)
            each.contract_id, each.matched_by, each.why = found.contract_id, found.by, found.why


def _is_another_body(session: Session, lead_times: LeadTimes, gss: str) -> Callable[[str], bool]:
    """Return what tells whether a name is that of a covered authority, and not of this one."""
    matcher = load_knowledge(session, lead_times).matcher

    def is_another(name: str) -> bool:
        found = {each.gss for each in matcher.match(name)} if name else set()
        return bool(found) and gss not in found

    return is_another
