"""What the XML of a workbook holds, seen before it is opened: how far it reaches, formulas, merged cells.

A library that opens a workbook lays out every cell up to the last one, and repeats a text wherever it is used; a
few bytes can so ask for all the memory there is. https://ecma-international.org/publications-and-standards/standards/ecma-376/
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from xml.parsers import expat

from scrapers.registers.archives import Archive
from scrapers.registers.exceptions import UnreadableRegister
from scrapers.registers.sheets import MOST_CELLS, MOST_COLUMNS, MOST_ROWS

MOST_TEXT = 300_000_000
MOST_SHEETS = 100
ROWS_WITH_HEADER = MOST_ROWS + 1
Attributes = dict[str, str]


@dataclass(slots=True)
class Extent:
    """How far a sheet's valued cells reach, and what else its XML says. Rows and columns count from 1."""

    name: str
    formula: str | None = None
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    """First row, first column, last row, last column."""
    rows: int = 0
    columns: int = 0

    def reach(self, row: int, column: int) -> None:
        """Note a valued cell, or raise when it lies beyond what is read."""
        self.rows, self.columns = max(self.rows, row), max(self.columns, column)
        if self.rows > ROWS_WITH_HEADER:
            raise UnreadableRegister(f"The sheet {self.name!r} has more than {MOST_ROWS:,} rows. Send it in parts.")
        if self.columns > MOST_COLUMNS:
            raise UnreadableRegister(f"The sheet {self.name!r} has more than {MOST_COLUMNS} columns.")
        if self.rows * self.columns > MOST_CELLS:
            raise UnreadableRegister(f"The sheet {self.name!r} has more than {MOST_CELLS:,} cells. Send it in parts.")


def parse(
    archive: Archive, part: str, start: Callable, end: Callable | None = None, text: Callable | None = None
) -> None:
    """Run the handlers over a part's XML, elements by their local names; entities are refused."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.EntityDeclHandler = _refuse_entities
    try:
        for chunk in archive.chunks(part):
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise UnreadableRegister("The file is damaged: its XML cannot be read.") from error


def _refuse_entities(*_: object) -> None:
    raise UnreadableRegister("The file defines XML entities, which no spreadsheet needs.")


@lru_cache(1024)
def local(name: str) -> str:
    """Return an element's or attribute's name without its prefix."""
    return name.rpartition(":")[2]


def attributes_of(attributes: Attributes) -> Attributes:
    """Return the attributes by their local names."""
    return {local(name): value for name, value in attributes.items()}


def letters(column: int) -> str:
    """Return the letters of a column counted from 1: 28 is "AB"."""
    name = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name
