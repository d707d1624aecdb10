"""A sheet of cells, whatever file it came from, and how large it may be."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from scrapers.registers.exceptions import UnreadableRegister

MOST_BYTES = 20 * 1024 * 1024
MOST_ROWS = 100_000
MOST_COLUMNS = 200
MOST_CELLS = 6_000_000
MOST_CHARACTERS = 32_767
"""In a cell, as in Excel."""

Row = list[Any]


@dataclass(slots=True)
class Sheet:
    """Rows of cells from the top left corner, so that the first row is number 1."""

    name: str | None
    rows: list[Row]
    notes: list[str] = field(default_factory=list)
    formula: str | None = None
    """The first cell that holds a formula, such as "B7"."""


def check_size(rows: Iterable[Row], name: str | None) -> None:
    """Raise `UnreadableRegister` where a row is too wide or a cell too long."""
    where = f"The sheet {name!r}" if name else "The file"
    for number, row in enumerate(rows, 1):
        if len(row) > MOST_COLUMNS:
            raise UnreadableRegister(f"{where} has more than {MOST_COLUMNS} columns in row {number}.")
        for cell in row:
            if isinstance(cell, str) and len(cell) > MOST_CHARACTERS:
                raise UnreadableRegister(
                    f"{where} has a cell of more than {MOST_CHARACTERS:,} characters in row {number}."
                )


def too_many_rows(name: str | None) -> UnreadableRegister:
    """Return the error for a sheet that is too long."""
    where = f"The sheet {name!r}" if name else "The file"
    return UnreadableRegister(f"{where} has more than {MOST_ROWS:,} rows. Send it in parts.")
