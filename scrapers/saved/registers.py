"""Tables of contracts in a page, read by the same rules as a contracts register."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from scrapers.registers.exceptions import UnreadableRegister
from scrapers.registers.reading import read_register
from scrapers.registers.register import RegisterRow
from scrapers.saved.building import Element
from scrapers.saved.elements import MOST_ROWS, rows_of, words
from scrapers.saved.page import SavedPage
from scrapers.saved.told import Held

LEAST_ROWS = 2
MOST_TABLES = 50


def held_in(
    tables: Iterable[Element], page: SavedPage, document: Callable[[str], str]
) -> tuple[tuple[Held, ...], tuple[str, ...]]:
    """Return the contracts that tables of a page list, and what was odd; `document` names the page by a reference."""
    held: list[Held] = []
    notes: list[str] = []
    for table in islice(tables, MOST_TABLES):
        try:
            rows = _rows(table, page.name)
        except UnreadableRegister:
            continue  # a table of something else: a menu, a calendar
        for row in rows:
            if row.status in ("understood", "partly") and _is_contract(row):
                reference = str(row.fields.get("reference") or row.fields.get("title"))
                held.append(Held(row.fields, row.as_written, _problems(row), document(reference)))
            elif row.status == "refused":
                notes.append(f"Row {row.number} of a table is refused: {row.why or 'nothing in it is understood'}.")
        if len(held) >= MOST_ROWS:
            notes.append(f"It lists more than {MOST_ROWS:,} contracts: export them as a register.")
            break
    return tuple(held[:MOST_ROWS]), tuple(notes)


def _rows(table: Element, name: str) -> Iterable[RegisterRow]:
    rows = [[words(cell, 5000) for cell in row] for row in rows_of(table)]
    if len(rows) < LEAST_ROWS:
        return ()
    width = max(map(len, rows))
    out = io.StringIO()
    csv.writer(out).writerows([*row, *[""] * (width - len(row))] for row in rows)
    return read_register(out.getvalue().encode(), name).rows


def _is_contract(row: RegisterRow) -> bool:
    """Whether a row tells a contract: what it is, and a day or a supplier of it."""
    return bool(row.fields.get("title")) and any(
        row.fields.get(name) for name in ("starts_on", "ends_on", "max_ends_on", "suppliers")
    )


def _problems(row: RegisterRow) -> tuple[str, ...]:
    return tuple(_sentences(row))


def _sentences(row: RegisterRow) -> Iterator[str]:
    for name, sentence in row.problems.items():
        yield f"{name}: {sentence}"
