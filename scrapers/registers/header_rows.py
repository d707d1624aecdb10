"""Where the headers of a sheet are: below title rows, on one line or on two."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from scrapers.registers.cells import text_of
from scrapers.registers.headers import MOST_HEADER, scored
from scrapers.registers.mojibake import repaired
from scrapers.registers.sheets import Row, Sheet

FIRST_ROWS = 40
LEAST_KNOWN = 2
"""Columns that a header row must name, or it may be a row of anything."""
Scored = Callable[[str], tuple[tuple[float, str], ...]]
"""What a header may mean, best first: scores up to 100, and roles."""


@dataclass(frozen=True, slots=True)
class HeaderRow:
    """The headers found, and the row number of the last line of them, counted from 1."""

    number: int
    lines: int
    headers: tuple[str, ...]
    score: float


def find_header_row(sheet: Sheet, known: Scored = scored) -> HeaderRow | None:
    """Return the row among the first forty that names most columns, alone or together with the next one.

    `known` tells what headers mean: those of registers, unless another file is read.
    """
    best: HeaderRow | None = None
    rows = [[_header(cell) for cell in row] for row in sheet.rows[:FIRST_ROWS]]
    for index, row in enumerate(rows):
        for found in (_one_line(index, row, known), _two_lines(index, rows, sheet.rows, known)):
            if found and (best is None or found.score > best.score):
                best = found
    return best


def _header(cell: object) -> str:
    return " ".join(repaired(text_of(cell)).split())


def _one_line(index: int, row: list[str], known: Scored) -> HeaderRow | None:
    score = _score(row, known)
    return HeaderRow(index + 1, 1, tuple(row), score) if score >= LEAST_KNOWN else None


def _two_lines(index: int, rows: list[list[str]], cells: list[Row], known: Scored) -> HeaderRow | None:
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
    score = _score(joined, known)
    if score < LEAST_KNOWN + 1 or score < _score(upper, known) + 1 or score < _score(lower, known) + 0.5:
        return None
    return HeaderRow(index + 1, 2, tuple(joined), score)


def _score(headers: list[str], known: Scored) -> float:
    """Return how many different roles the headers name; a sure one counts for more than a likely one."""
    best: dict[str, float] = {}
    for header in headers:
        if 0 < len(header) <= MOST_HEADER and not header.isdigit():
            for score, role in known(header)[:1]:
                best[role] = max(best.get(role, 0), 1.0 if score == 100 else 0.6)
    return sum(best.values()) if len(best) >= LEAST_KNOWN else 0.0
