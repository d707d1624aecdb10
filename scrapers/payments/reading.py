"""Read a payments file as a council publishes it: CSV, XLSX or ODS."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from scrapers.payments.columns import Column, assign
from scrapers.payments.headers import scored
from scrapers.payments.payment import Outcome
from scrapers.payments.rows import RowReader
from scrapers.registers.cells import text_of
from scrapers.registers.dates import Order, maybe_swapped, order_of
from scrapers.registers.exceptions import UnreadableRegister
from scrapers.registers.header_rows import HeaderRow, find_header_row
from scrapers.registers.reading import body_below, headers_over, sheets_in
from scrapers.registers.sheets import Row, Sheet

NO_HEADERS = (
    "No header row was found: one row must name the columns, such as Supplier name, Payment date, Net amount, "
    "Transaction number, Contract reference."
)


@dataclass(frozen=True, slots=True)
class PaymentsFile:
    """A whole file: its columns, and what each row tells."""

    sheet: str | None
    header_row: int
    """Counted from 1."""
    columns: tuple[Column, ...]
    rows: tuple[Outcome, ...]
    notes: tuple[str, ...]


def read_payments(
    data: bytes,
    filename: str,
    said: Mapping[str, str | None] | None,
    is_another_body: Callable[[str], bool],
    today: date,
) -> PaymentsFile:
    """Return the payments in a file; every row below the header is in it, understood or not.

    `said` is what columns feed, by their headers. A row whose organisation `is_another_body` is no payment of the
    authority, nor is one after `today`. Raises `UnreadableRegister` with a sentence for the person who sent the file.
    """
    sheets, notes = sheets_in(data, filename)
    sheet, header, chosen = _chosen(sheets)
    body = body_below(sheet, header)
    headers = headers_over(header, body)
    filled = [any(len(row) > at and text_of(row[at]).strip() for row in body) for at in range(len(headers))]
    columns = assign(headers, filled, said or {})
    days = list(_cells(body, next(each.position for each in columns if each.field == "paid_on")))
    order = order_of(each for each in days if isinstance(each, str)) or Order.day_first
    reader = RowReader(columns, order, is_swapped=maybe_swapped(days), is_another_body=is_another_body, today=today)
    rows = tuple(reader.read(header.number + index, row) for index, row in enumerate(body, 1))
    return PaymentsFile(
        sheet.name, header.number, tuple(columns), rows, (*notes, *chosen, *sheet.notes, *_notes(order))
    )


def _chosen(sheets: list[Sheet]) -> tuple[Sheet, HeaderRow, list[str]]:
    """Return the sheet that looks most like payments: most columns known, then most rows."""
    found = [(sheet, header) for sheet in sheets if (header := find_header_row(sheet, scored))]
    if not found:
        raise UnreadableRegister(NO_HEADERS)
    sheet, header = max(found, key=lambda pair: (pair[1].score, len(pair[0].rows)))
    others = ", ".join(repr(each.name) for each in sheets if each is not sheet)
    return sheet, header, [f"The sheet {sheet.name!r} was read. Not read: {others}."] if others else []


def _cells(body: list[Row], at: int) -> Iterator[object]:
    return (row[at] for row in body if len(row) > at)


def _notes(order: Order) -> list[str]:
    if order is Order.unsure:
        return ["Some dates may be month first: those that could be read either way were not read."]
    return ["The dates are month first, as they prove themselves."] if order is Order.month_first else []
