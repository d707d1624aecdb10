"""Days as registers write them: day first unless the column proves otherwise, and never a guess."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from enum import Enum

from scrapers.registers.cells import UNKNOWN, Reading, is_placeholder, not_understood, text_of

LONGEST = 100
EARLIEST_YEAR, LATEST_YEAR = 1990, 2100
FIRST_SERIAL, LAST_SERIAL = 32874, 73415
"""1 January 1990 and 31 December 2100 as Excel counts days."""

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = (
    r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
TIME = r"(?:[T\s]+(\d{1,2}:\d{2})(?::\d{2}(?:\.\d+)?)?\s*(?:[ap]m)?\s*(z|[+-]\d{2}:?\d{2})?)?"
NUMERIC = re.compile(rf"{WEEKDAY}(\d{{1,2}})\s?([/.\-])\s?(\d{{1,2}})\s?\2\s?(\d{{4}}|\d{{2}}){TIME}", re.IGNORECASE)
COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
# "until 31/03/2025 (extended)": words that take nothing from the day.
AROUND = re.compile(
    r"^(?:until|to|from|by|ends?|ending|expires?|starts?)\s+(?=\S*\d)|\s*\([a-z ,]{3,40}\)$|\*+$", re.IGNORECASE
)
YEAR_FIRST = re.compile(rf"(\d{{4}})([/.\-])(\d{{1,2}})\2(\d{{1,2}}){TIME}", re.IGNORECASE)
NAMED = re.compile(
    rf"{WEEKDAY}(\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?[\s/.\-]*{MONTH}[\s/.,\-]*(\d{{4}}|'?\d{{2}}){TIME}", re.IGNORECASE
)
MONTH_NAMED_FIRST = re.compile(rf"{WEEKDAY}{MONTH}\s*(\d{{1,2}})(?:st|nd|rd|th)?\s*,?\s+(\d{{4}}){TIME}", re.IGNORECASE)
MONTH_ONLY = re.compile(rf"{MONTH}[\s/\-,']*(\d{{4}}|\d{{2}})|\d{{1,2}}[/-]\d{{4}}|\d{{4}}-\d{{1,2}}", re.IGNORECASE)
YEAR_ONLY = re.compile(r"\d{4}(?:\s?[/-]\s?\d{2,4})?")
SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
# "no end date" in one register is "rolling" in the next.
OPEN_ENDED = re.compile(
    r"\b(?:rolling|on\s?-?going|open[\s-]?ended|perpetual|perpetuity|evergreen|indefinite(?:ly)?|continuous)\b"
    r"|until (?:further notice|terminated|cancelled|termination)"
    r"|no (?:fixed )?(?:end|expiry)(?: date)?\b|no fixed term",
    re.IGNORECASE,
)


class Order(Enum):
    """Which part of 03/04/2025 a column writes first."""

    day_first = "day first"
    month_first = "month first"
    unsure = "unsure"


def order_of(texts: Iterable[str]) -> Order | None:
    """Return the order that a column's own dates prove, or None when they prove none.

    A part above 12 cannot be a month. One slip among a hundred does not overturn the rest; more than that do.
    """
    firsts = seconds = 0
    for text in texts:
        found = NUMERIC.fullmatch(text.strip())
        if found:
            firsts += int(found[1]) > 12 >= int(found[3])
            seconds += int(found[3]) > 12 >= int(found[1])
    if not firsts and not seconds:
        return None
    if seconds * 50 < firsts:
        return Order.day_first
    return Order.unsure if firsts else Order.month_first


def maybe_swapped(cells: Iterable[object]) -> bool:
    """Tell whether a spreadsheet may have taken a column's days for months.

    It then made days of what fits, 3/4 as 4 March, and left the rest as text: no day made is past the 12th, and no
    text could be month first.
    """
    days: list[int] = []
    texts: list[tuple[int, int]] = []
    for cell in cells:
        if isinstance(cell, date):
            days.append(cell.day)
        elif isinstance(cell, str) and (found := NUMERIC.fullmatch(cell.strip())):
            texts.append((int(found[1]), int(found[3])))
    return len(days) > 4 and len(texts) > 2 and max(days) <= 12 and all(first > 12 >= second for first, second in texts)


def read_date(cell: object, order: Order = Order.day_first) -> Reading:
    """Return the day of a cell in ISO form."""
    if isinstance(cell, datetime | date):
        return _plausible(cell.year, cell.month, cell.day)
    text = " ".join(text_of(cell).split()).strip(" ,;")
    if len(text) > LONGEST:
        return not_understood("it is too long for a date")
    if is_placeholder(text) or OPEN_ENDED.search(text):
        return UNKNOWN
    reading = _read(text, order)
    if reading is None and (bare := AROUND.sub("", AROUND.sub("", text))) != text:
        reading = _read(bare, order)
        reading = reading and replace(reading, interpreted=True)
    return reading or not_understood(_why_not(text))


def open_ended(text: str) -> bool:
    """Tell whether the text says that there is no end: "rolling", "until terminated"."""
    return OPEN_ENDED.search(text) is not None


def _read(text: str, order: Order) -> Reading | None:
    for read in (_year_first, _named, _month_named_first, _compact):
        reading = read(text)
        if reading:
            return reading
    return _numeric(text, order) or _serial(text)


def _compact(text: str) -> Reading | None:
    found = COMPACT.fullmatch(text)
    return _plausible(int(found[1]), int(found[2]), int(found[3])) if found else None


def _year_first(text: str) -> Reading | None:
    found = YEAR_FIRST.fullmatch(text)
    if not found:
        return None
    return _plausible(int(found[1]), int(found[3]), int(found[4]), time=found[5], zone=found[6])


def _named(text: str) -> Reading | None:
    found = NAMED.fullmatch(text)
    if not found:
        return None
    return _plausible(_year(found[3]), _month(found[2]), int(found[1]), time=found[4], zone=found[5])


def _month_named_first(text: str) -> Reading | None:
    found = MONTH_NAMED_FIRST.fullmatch(text)
    if not found:
        return None
    return _plausible(int(found[3]), _month(found[1]), int(found[2]), time=found[4], zone=found[5])


def _numeric(text: str, order: Order) -> Reading | None:
    found = NUMERIC.fullmatch(text)
    if not found:
        return None
    first, second, year = int(found[1]), int(found[3]), _year(found[4])
    if order is Order.unsure and first <= 12 and second <= 12 and first != second:
        return not_understood("the column mixes day-first and month-first dates; write it as 31 March 2025")
    day, month = (second, first) if order is Order.month_first else (first, second)
    if order is Order.unsure and second > 12 >= first:
        day, month = second, first
    reading = _plausible(year, month, day, time=found[5], zone=found[6])
    swapped = (day, month) != (first, second)
    return Reading(reading.value, reading.problem, interpreted=swapped) if reading.value else reading


def _serial(text: str) -> Reading | None:
    """Read the number that Excel shows of a day when the column lost its format."""
    if not SERIAL.fullmatch(text) or not FIRST_SERIAL <= float(text) < LAST_SERIAL + 1:
        return None
    return Reading((date(1899, 12, 30) + timedelta(days=int(float(text)))).isoformat(), interpreted=True)


def _plausible(year: int, month: int, day: int, *, time: str | None = None, zone: str | None = None) -> Reading:
    if zone and time in ("22:00", "23:00"):
        return not_understood("it is an hour before midnight in another time zone, so the day is not sure")
    try:
        found = date(year, month, day)
    except ValueError:
        return not_understood("there is no such day; write it as 31/03/2025")
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        return not_understood(f"the year {year} is not between {EARLIEST_YEAR} and {LATEST_YEAR}")
    return Reading(found.isoformat())


def _year(written: str) -> int:
    number = int(written.strip("'"))
    if len(written.strip("'")) == 4:
        return number
    return 2000 + number if number < 70 else 1900 + number


def _month(name: str) -> int:
    return MONTHS.index(name[:3].lower()) + 1


def _why_not(text: str) -> str:
    if MONTH_ONLY.fullmatch(text):
        return "it names a month and not a day; write it as 31/03/2025"
    if YEAR_ONLY.fullmatch(text):
        return "it names a year and not a day; write it as 31/03/2025"
    return "it is not a date that can be read; write it as 31/03/2025"
