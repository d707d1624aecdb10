"""One row of a payments file: the payment that it tells, or why it tells none."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from scrapers.payments.amounts import read_amount
from scrapers.payments.columns import Column
from scrapers.payments.payees import why_dropped
from scrapers.payments.payment import Outcome, Payment
from scrapers.registers.cells import is_placeholder, text_of, without_contacts
from scrapers.registers.company_numbers import read_company_number
from scrapers.registers.dates import Order, read_date
from scrapers.registers.mojibake import repaired
from scrapers.registers.sheets import Row
from scrapers.registers.skipping import why_skipped

OCID = re.compile(r"ocds-[a-z0-9]{6}-[a-z0-9_.-]{1,100}", re.IGNORECASE)
NOTICE = re.compile(r"\b(\d{6}-20\d\d)\b|\b(20\d\d)/S\s?\d{3}-(\d{6})\b", re.IGNORECASE)
"""A notice of Find a Tender by its number, or as the journal wrote it: 2026/S 000-041267."""
LONGEST = 300
SWAPPED = "the spreadsheet may have swapped day and month, as it left later days of the column as text"


class RowReader:
    """Reads the rows of one sheet."""

    def __init__(
        self,
        columns: Sequence[Column],
        order: Order,
        *,
        is_swapped: bool,
        is_another_body: Callable[[str], bool],
        today: date,
    ) -> None:
        self._headers = [column.header for column in columns]
        self._at = {column.field: column.position for column in columns if column.field}
        self._vat = {column.field: column.header for column in columns if column.field}
        self._order, self._is_swapped, self._today = order, is_swapped, today
        self._is_another_body = is_another_body
        self._seen: dict[tuple[str, ...], int] = {}

    def read(self, number: int, row: Row) -> Outcome:
        """Return what the row tells; one that may be matched to a contract is `not_attached` so far."""
        texts = [_tidy(cell) for cell in row] + [""] * (len(self._headers) - len(row))
        named = [self._at[name] for name in ("reference", "ocid", "transaction") if name in self._at]
        why = why_skipped(texts, self._headers, named, [self._at["supplier"]] if "supplier" in self._at else [])
        why = why or self._repeated(number, texts)
        if why:
            return Outcome(number, "skipped", why)
        if any(texts[len(self._headers) :]):
            return Outcome(number, "refused", "it has more cells than there are headers")
        told = {name: texts[at] for name, at in self._at.items()}
        if dropped := why_dropped(told.get("supplier", "")):
            return Outcome(number, "dropped", dropped)
        if self._is_another_body(told.get("organisation", "")):
            return Outcome(number, "not_attached", "it is a payment of another organisation")
        return self._payment(number, row, told)

    def _payment(self, number: int, row: Row, told: Mapping[str, str]) -> Outcome:
        paid_on, why = self._day(row, told["paid_on"])
        if paid_on is None:
            return Outcome(number, "refused", f"The day: {why}.")
        cells = {name: row[self._at[name]] if self._at[name] < len(row) else "" for name in told}
        amount, why = read_amount(cells, self._vat)
        if amount is None:
            return Outcome(number, "refused", f"The amount: {why}.")
        naming = {name: "" if is_placeholder(told.get(name, "")) else told.get(name, "") for name in told}
        anywhere = " ".join(naming.get(name, "") for name in ("ocid", "notice", "reference"))
        payment = Payment(
            number=number,
            paid_on=paid_on,
            amount=amount,
            id=without_contacts(naming.get("transaction", ""))[:100],
            ocids=tuple(dict.fromkeys(each.lower().rstrip(".-") for each in OCID.findall(anywhere))),
            notices=tuple(dict.fromkeys(_notices(anywhere))) or _other(naming.get("notice", "")),
            reference=naming.get("reference", "")[:LONGEST],
            payee=naming.get("supplier", "")[:LONGEST],
            company_number=read_company_number(naming.get("company_number", ""), naming.get("supplier", "")).value,
        )
        return Outcome(number, "not_attached", None, payment)

    def _day(self, row: Row, text: str) -> tuple[str | None, str]:
        cell = row[self._at["paid_on"]] if text else ""
        if self._is_swapped and isinstance(cell, date) and cell.day != cell.month:
            return None, SWAPPED
        reading = read_date(cell if isinstance(cell, date) else text, self._order)
        if reading.value is None:
            return None, reading.problem or "it is not given"
        if reading.value > self._today.isoformat():
            return None, f"{reading.value} has not come yet"
        return reading.value, ""

    def _repeated(self, number: int, texts: Sequence[str]) -> str | None:
        """Return which row has the same cells, where a number tells that it is the same payment."""
        if not texts[self._at["transaction"]] if "transaction" in self._at else True:
            return None
        before = self._seen.setdefault(tuple(texts), number)
        return None if before == number else f"it repeats row {before}"


def _tidy(cell: object) -> str:
    text = text_of(cell)
    if not text.isascii():
        text = repaired(text).replace("\xa0", " ")
    return " ".join(text.replace("\x00", "").split())


def _notices(text: str) -> list[str]:
    return [number or f"{later}-{year}" for number, year, later in NOTICE.findall(text)]


def _other(notice: str) -> tuple[str, ...]:
    """Return the number of a notice that is not Find a Tender's, as it stands."""
    return (notice[:200],) if notice and not OCID.search(notice) else ()
