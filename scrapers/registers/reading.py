"""Read a council's contracts register as the council publishes it: CSV, XLSX or ODS."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from scrapers.registers.cells import text_of
from scrapers.registers.columns import Assigned, assign, described
from scrapers.registers.dates import Order, maybe_swapped, order_of
from scrapers.registers.delimited import read_delimited
from scrapers.registers.exceptions import UnreadableRegister
from scrapers.registers.header_rows import HeaderRow, find_header_row
from scrapers.registers.mojibake import repaired
from scrapers.registers.register import Column, Register, RegisterRow
from scrapers.registers.rows import RowReader
from scrapers.registers.sheets import MOST_BYTES, MOST_ROWS, Row, Sheet, too_many_rows
from scrapers.registers.workbook_parts import letters
from scrapers.registers.workbooks import OLD_OFFICE, read_workbook, refuse_old_office

__all__ = ["Column", "Register", "RegisterRow", "read_register"]

SAMPLED = 300
"""Rows from which a column's nature is told."""


def read_register(data: bytes, filename: str, columns: Mapping[str, str | None] | None = None) -> Register:
    """Return the register in a file; every row below the header is in it, understood or not.

    `columns` says what a column feeds, by its header: {"Start Date": "starts_on", "Notes": None}. Raises
    `UnreadableRegister` with a sentence for the person who sent the file. The contents tell the format; `filename`
    only helps to say what is wrong.
    """
    sheets, notes = sheets_in(data, filename)
    sheet, header, chosen = _chosen(sheets)
    body = body_below(sheet, header)
    headers = headers_over(header, body)
    texts = _sampled(body, len(headers))
    assigned = assign(headers, texts, columns or {})
    reader = RowReader(assigned, _raw_names(headers), _orders(assigned, body), _swapped(assigned, body))
    rows = tuple(reader.read(header.number + index, row) for index, row in enumerate(_drained(body), 1))
    notes += [*chosen, *sheet.notes, *_notes(header, reader)]
    shown = tuple(described(column, texts[column.position]) for column in assigned)
    return Register(sheet.name, header.number, shown, rows, tuple(notes))


def sheets_in(data: bytes, filename: str) -> tuple[list[Sheet], list[str]]:
    """Return the sheets of a file, and notes on those left out; raise `UnreadableRegister` where there are none."""
    if not data.strip(b"\x00 \r\n\t"):
        raise UnreadableRegister("The file is empty.")
    if len(data) > MOST_BYTES:
        raise UnreadableRegister(f"The file is larger than {MOST_BYTES // 1024 // 1024} MB. Send it in parts.")
    if data.startswith(OLD_OFFICE):
        refuse_old_office(data)
    if data.startswith(b"PK"):
        return read_workbook(data)
    if data.startswith((b"%PDF", b"\x89PNG", b"{\\rtf", b"\xff\xd8\xff")) or data[:1000].lstrip().lower().startswith(
        (b"<!doctype", b"<html", b"<?xml")
    ):
        raise UnreadableRegister(
            f"{filename[-100:] or 'The file'} is not a spreadsheet: send the register as CSV, XLSX or ODS."
        )
    return [read_delimited(data)], []


def _chosen(sheets: list[Sheet]) -> tuple[Sheet, HeaderRow, list[str]]:
    """Return the sheet that looks most like a register: most columns known, then most rows."""
    found = [(sheet, header) for sheet in sheets if (header := find_header_row(sheet))]
    if not found:
        raise UnreadableRegister(
            "No header row was found: one row must name the columns, such as Title, Supplier, Start date, End date."
        )
    sheet, header = max(found, key=lambda pair: (pair[1].score, len(pair[0].rows)))
    others = [repr(each.name) for each in sheets if each is not sheet]
    why = "its columns look most like a register's"
    notes = [f"The sheet {sheet.name!r} was read: {why}. Not read: {', '.join(others)}."] if others else []
    return sheet, header, notes


def body_below(sheet: Sheet, header: HeaderRow) -> list[Row]:
    """Take the rows below the header out of a sheet; raise `UnreadableRegister` where a formula is in it."""
    if sheet.formula:
        raise UnreadableRegister(
            f"The sheet {sheet.name!r} holds a formula in cell {sheet.formula}. Save it with values in their place."
        )
    body = sheet.rows[header.number :]
    sheet.rows.clear()
    while body and not any(text_of(cell).strip() for cell in body[-1]):
        body.pop()
    if len(body) > MOST_ROWS:
        raise too_many_rows(sheet.name)
    return body


def _drained(body: list[Row]) -> Iterator[Row]:
    """Yield the rows and let go of each, so that a large register is not held twice."""
    body.reverse()
    while body:
        yield body.pop()


def headers_over(header: HeaderRow, body: Sequence[Row]) -> list[str]:
    """Return the headers, and an empty one for each column that most rows fill without a header."""
    widths = Counter(len(row) for row in body)
    usual = widths.most_common(1)[0][0] if widths else 0
    headers = list(header.headers) + [""] * (usual - len(header.headers))
    while (
        headers
        and not headers[-1]
        and not any(len(row) >= len(headers) and text_of(row[len(headers) - 1]).strip() for row in body)
    ):
        headers.pop()
    return headers


def _sampled(body: Sequence[Row], width: int) -> list[list[str]]:
    columns: list[list[str]] = [[] for _ in range(width)]
    step = max(1, len(body) // SAMPLED)
    for row in islice(body, 0, None, step):
        for column, cell in zip(columns, row, strict=False):
            text = text_of(cell).strip()
            if text:
                column.append(repaired(text[:500]))
    return columns


def _raw_names(headers: Sequence[str]) -> list[str]:
    """Return a name for each column, no two the same."""
    names: list[str] = []
    seen: set[str] = set()
    for position, header in enumerate(headers):
        plain = header or f"Column {letters(position + 1)}"
        name, count = plain, 1
        while name in seen:
            count += 1
            name = f"{plain} ({count})"
        seen.add(name)
        names.append(name)
    return names


def _orders(assigned: Sequence[Assigned], body: Sequence[Row]) -> dict[int, Order]:
    """Return which part of its dates each column writes first; one column's proof makes the others unsure."""
    dated = [column.position for column in assigned if column.role and column.role.kind == "date"]
    proofs = {
        position: order_of(text for row in body if len(row) > position and isinstance(text := row[position], str))
        for position in dated
    }
    doubtful = any(order in (Order.month_first, Order.unsure) for order in proofs.values())
    return {position: order or (Order.unsure if doubtful else Order.day_first) for position, order in proofs.items()}


def _swapped(assigned: Sequence[Assigned], body: Sequence[Row]) -> frozenset[int]:
    """Return the columns whose days a spreadsheet may have made of months."""
    dated = [column.position for column in assigned if column.role and column.role.kind == "date"]
    return frozenset(at for at in dated if maybe_swapped(row[at] for row in body if len(row) > at))


def _notes(header: HeaderRow, reader: RowReader) -> list[str]:
    notes = []
    above = header.number - header.lines
    if above:
        notes.append(
            f"{above} row{'' if above == 1 else 's'} above the header were not read."
            if above > 1
            else "1 row above the header was not read."
        )
    if header.lines > 1:
        notes.append("The headers stand on two lines.")
    if reader.repairs:
        notes.append("Letters that went through a wrong encoding were put right.")
    if Order.unsure in reader.orders.values():
        notes.append("Some dates may be month first: those that could be read either way were not read.")
    if Order.month_first in reader.orders.values():
        notes.append("A column of dates is month first, as its own dates prove.")
    return notes
