"""Where the headers of a sheet are: below title rows, on one line or on two."""

from __future__ import annotations

from dataclasses import dataclass

from scrapers.registers.cells import text_of
from scrapers.registers.headers import MOST_HEADER, scored
from scrapers.registers.mojibake import repaired
from scrapers.registers.sheets import Row, Sheet

FIRST_ROWS = 40
LEAST_KNOWN = 2
"""Columns that a header row must name, or it may be a row of anything."""


@dataclass(frozen=True, slots=True)
class HeaderRow:
    """The headers found, and the row number of the last line of them, counted from 1."""

    number: int
    lines: int
    headers: tuple[str, ...]
    score: float


def find_header_row(sheet: Sheet) -> HeaderRow | None:
    """Return the row among the first forty that names most columns, alone or together with the next one."""
    best: HeaderRow | None = None
    rows = [[_header(cell) for cell in row] for row in sheet.rows[:FIRST_ROWS]]
    for index, row in enumerate(rows):
        for found in (_one_line(index, row), _two_lines(index, rows, sheet.rows)):
            if found and (best is None or found.score > best.score):
                best = found
    return best


def _header(cell: object) -> str:
    return " ".join(repaired(text_of(cell)).split())


def _one_line(index: int, row: list[str]) -> HeaderRow | None:
    score = _score(row)
    return HeaderRow(index + 1, 1, tuple(row), score) if score >= LEAST_KNOWN else None


def _two_lines(index: int, rows: list[list[str]], cells: list[Row]) -> HeaderRow | None:
    """Join a line of headers to the one above it, where both together name more columns than either."""
    if index == 0:
        return None
    upper, lower = rows[index - 1], rows[index]
    # Values below a header are not a second line of it.
    if sum(map(bool, upper)) < 2 or any(any(map(str.isdigit, text)) and len(text) > 3 for text in lower):
        return None
    if any(not isinstance(cell, str) for cell in cells[index]):
        return None
    width = max(len(upper), len(lower))
    upper, lower = (line + [""] * (width - len(line)) for line in (upper, lower))
    joined = [one if one == other else f"{one} {other}".strip() for one, other in zip(upper, lower, strict=True)]
    score = _score(joined)
    if score < LEAST_KNOWN + 1 or score < _score(upper) + 1 or score < _score(lower) + 0.5:
        return None
    return HeaderRow(index + 1, 2, tuple(joined), score)


def _score(headers: list[str]) -> float:
    """Return how many different roles the headers name; a sure one counts for more than a likely one."""
    best: dict[str, float] = {}
    for header in headers:
        if 0 < len(header) <= MOST_HEADER and not header.isdigit():
            for score, role in scored(header)[:1]:
                best[role] = max(best.get(role, 0), 1.0 if score == 100 else 0.6)
    return sum(best.values()) if len(best) >= LEAST_KNOWN else 0.0
