"""Reading values out of JSON that may hold anything: a wrong shape reads as absent, never as an error."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from html import unescape
from typing import Any
from zoneinfo import ZoneInfo

_BREAK = re.compile(r"<\s*/?\s*(?:br|p)\s*/?\s*>", re.IGNORECASE)
LONDON = ZoneInfo("Europe/London")
EARLIEST, LATEST = date(1900, 1, 1), date(2200, 12, 31)
MOST_PENCE = 10**17  # a thousand million million pounds: beyond it a number is a slip, and no database holds it

Json = dict[str, Any]
CONTAINERS = (dict, list)
"""What holds other values; `dict | list` would be built anew for every value that is looked at."""


def clean(value: Any) -> Any:
    """Return `value` without nulls and empty lists, at every depth.

    Portals written in PHP publish `[]` where they mean an absent object, and in an OCDS merge a null would
    delete what an earlier release said.
    """
    if isinstance(value, dict):
        cleaned = {}
        for key, inner in value.items():
            if isinstance(inner, CONTAINERS):
                inner = _one(clean(inner)) if key in _SINGLE else clean(inner)
            if inner is not None and inner != []:
                cleaned[key] = inner
        return cleaned
    if isinstance(value, list):
        return [inner for inner in map(clean, value) if inner is not None and inner != []]
    return value


# Objects of which some notices give a list, the newest first: the rules of merging allow one.
_SINGLE = {"standstillPeriod", "period", "contractPeriod", "tenderPeriod", "value", "buyer", "identifier"}


def _one(value: Any) -> Any:
    while isinstance(value, list) and value:
        value = value[0]
    return value


def object_at(parent: Json, *path: str) -> Json:
    """Return the object at `path`, or an empty one."""
    for key in path:
        inner = parent.get(key)
        if not isinstance(inner, dict):
            return {}
        parent = inner
    return parent


def objects(parent: Json, key: str) -> Iterator[Json]:
    """Yield the objects of the list at `key`."""
    inner = parent.get(key)
    return (each for each in inner if isinstance(each, dict)) if isinstance(inner, list) else iter(())


def text(parent: Json, key: str, limit: int = 20_000) -> str:
    """Return the text at `key`, trimmed, without NULs and lone surrogates; '' when there is none."""
    value = parent.get(key)
    if not isinstance(value, str):
        if isinstance(value, bool) or not isinstance(value, int | float):
            return ""
        value = str(value)  # a title of 20535 is published as a number
    if not value.isascii():
        value = value.encode("utf-8", "ignore").decode()
    return value.replace("\x00", "").strip()[:limit]


def wording(parent: Json, key: str, limit: int = 20_000) -> str:
    """Return the text at `key` for people: entities and line breaks of the HTML that some portals publish are read."""
    return _BREAK.sub("\n", unescape(text(parent, key, limit)))


def flag(parent: Json, key: str) -> bool | None:
    """Return the boolean at `key`, or None."""
    value = parent.get(key)
    return value if isinstance(value, bool) else None


def day(parent: Json, key: str) -> date | None:
    """Return the calendar day written at `key`.

    Days are published as London midnights or last seconds with whatever offset the portal had at hand, so the
    day is the one that is written: converting `2028-07-05T23:59:59Z` to London would make it the 6th.
    """
    try:
        found = date.fromisoformat(text(parent, key)[:10])
    except ValueError:
        return None
    return found if EARLIEST <= found <= LATEST else None


def moment(parent: Json, key: str) -> datetime | None:
    """Return the instant at `key` in UTC; one without an offset is London time."""
    try:
        found = datetime.fromisoformat(text(parent, key))
        if found.tzinfo is None:
            found = found.replace(tzinfo=LONDON)
        found = found.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return found if EARLIEST <= found.date() <= LATEST else None


def pence(parent: Json, key: str) -> int | None:
    """Return the amount at `key` in pence (hundredths of its currency)."""
    value = parent.get(key)
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        hundredths = Decimal(str(value)) * 100
        return int(hundredths.to_integral_value()) if abs(hundredths) < MOST_PENCE else None
    except (ArithmeticError, ValueError):  # not a number, or "1e999999", which no Decimal holds
        return None
