"""Who a row buys from: names and company numbers, several only where the cell leaves no doubt."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from scrapers.registers.cells import is_placeholder
from scrapers.registers.company_numbers import LEGAL_ENDING, read_company_number

BREAK = re.compile(r"\r?\n|\\n|\r")
POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b")
LISTED = re.compile(r"^\s*(?:\(?\d{1,2}[.)]|[•·*–-])\s+")
SPLIT_NUMBERS = re.compile(r"\s*(?:\r?\n|\\n|;|,|/|&|\band\b)\s*")
ENDS_LEGALLY = re.compile(r"(?:\b(?:ltd|limited|plc|llp|cic|cyf|inc|gmbh)\b|p\.l\.c)\.?\)?$", re.IGNORECASE)
MOST_SUPPLIERS = 500


@dataclass(slots=True)
class Suppliers:
    """What the supplier and number cells of a row say together."""

    listed: list[dict[str, Any]] = field(default_factory=list)
    name_note: str | None = None
    number_problem: str | None = None
    number_interpreted: bool = False
    charity: str | None = None


def read_suppliers(name_cell: str, number_cell: str) -> Suppliers:
    """Return the suppliers of a row; `name_note` says when the cell may name more of them than were told apart."""
    names, note = split_names(name_cell)
    found = Suppliers(name_note=note)
    numbers: list[str | None] = [None] * len(names)
    if number_cell and not is_placeholder(number_cell):
        parts = [part for part in SPLIT_NUMBERS.split(re.sub(r"[ \t]+", " ", number_cell)) if part]
        if len(names) > 1 or (len(parts) > 1 and not re.search(r"charit", number_cell, re.IGNORECASE)):
            numbers = _paired(names, parts, found)
        else:
            numbers = [_number(number_cell, names[0] if names else "", found)]
    found.listed = [{"name": name, "company_number": number} for name, number in zip(names, numbers, strict=False)]
    if not names and numbers and numbers[0] and found.number_problem is None:
        found.number_problem = "there is no supplier's name to go with it"
    return found


def split_names(cell: str) -> tuple[list[str], str | None]:
    """Return the names in a cell, and a sentence where it may hold more than were told apart."""
    lines = [line for part in BREAK.split(cell) if (line := " ".join(part.split()))]
    text = " ".join(lines)
    if not text or is_placeholder(text):
        return [], None
    parts = _parts(lines, text)
    if parts:
        return list(dict.fromkeys(parts))[:MOST_SUPPLIERS], None
    trimmed = _without_address(text)
    if trimmed:
        return [trimmed], "the address after the name is left out"
    return [text], _doubt(lines, text)


def _parts(lines: list[str], text: str) -> list[str] | None:
    if POSTCODE.search(text):
        return None  # a name and its address
    pieces = [piece for piece in re.split(r"\s*(?:;|\|)\s*", text) if piece]
    if len(pieces) > 1:
        return pieces
    if len(lines) > 1 and all(LISTED.match(line) for line in lines):
        return [LISTED.sub("", line) for line in lines]
    for candidates in (lines, re.split(r"\s*/\s*(?!a\b|A\b)", text), re.split(r"\s*,\s*", text)):
        names = [piece.strip(" ,") for piece in candidates if piece.strip(" ,")]
        if len(names) > 1 and all(ENDS_LEGALLY.search(name) and len(name.split()) > 1 for name in names):
            return names
    return None


def _without_address(text: str) -> str | None:
    head, _, rest = text.partition(",")
    return head.strip() if POSTCODE.search(rest) and ENDS_LEGALLY.search(head.strip()) else None


def _doubt(lines: list[str], text: str) -> str | None:
    slash = re.search(r"(?<!\bt)(?<!\bT)\s?/(?!\s?[aA]s?\b)", text)
    if (
        (len(lines) > 1 and ENDS_LEGALLY.search(lines[0]))
        or slash
        or ("," in text and not re.search(r",\s*(?:LLP|Inc|Ltd|Limited|plc|and|&)\b", text))
    ):
        return "it may name more than one supplier, and is kept whole; put a semicolon between names"
    return None


def _number(cell: str, name: str, found: Suppliers) -> str | None:
    reading = read_company_number(cell, name)
    found.number_problem = found.number_problem or reading.problem
    found.number_interpreted = found.number_interpreted or reading.interpreted
    found.charity = found.charity or dict(reading.aside).get("registration_charity")
    return reading.value


def _paired(names: list[str], parts: list[str], found: Suppliers) -> list[str | None]:
    if is_placeholder(" ".join(parts)):
        return [None] * len(names)
    if len(parts) != len(names):
        found.number_problem = f"{_count(parts, 'number')} for {_count(names, 'supplier')}: whose is whose is not said"
        return [None] * len(names)
    return [_number(part, name, found) for name, part in zip(names, parts, strict=True)]


def _count(things: list[str], noun: str) -> str:
    return f"{len(things) or 'no'} {noun}{'' if len(things) == 1 else 's'}"


def is_company(name: str) -> bool:
    """Tell whether a name ends as a company's does."""
    return LEGAL_ENDING.search(name) is not None
