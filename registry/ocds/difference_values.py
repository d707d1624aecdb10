"""Values of a release in words: days, money, codes, and what holds them."""

import re
from datetime import datetime
from typing import Any

from registry.ocds.shapes import LONDON

LONGEST = 200
"""How much of a text is quoted; the change has it whole."""
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9:.]+(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?\Z")
_CODE = re.compile(r"[a-z]+(?:[A-Z][a-z]+)+\Z")
_CAPITAL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_MOST = 12


def in_words(value: Any) -> str:
    """Return any JSON in a few words."""
    if isinstance(value, dict):
        return money(value) or _short("; ".join(_pair(key, inner) for key, inner in list(value.items())[:_MOST]))
    if isinstance(value, list):
        more = [f"and {len(value) - _MOST} more"] if len(value) > _MOST else []
        return _short(", ".join([*map(in_words, value[:_MOST]), *more]))
    if isinstance(value, bool):
        return "yes" if value else "no"
    if at := instant(value):
        return _moment(at)
    text = " ".join(str(value).split())
    return spaced(text) if _CODE.match(text) else _short(text)


def moved(before: str, after: str) -> str | None:
    """Return two instants as `from 3 May to 17 May 2026`, with their times where these differ; None for others."""
    old, new = instant(before), instant(after)
    if old is None or new is None or _moment(old) == _moment(new):
        return None
    if old.time() != new.time() and not (_is_edge(old) and _is_edge(new)):
        return f"from {_moment(old)} to {_moment(new)}"
    year = "" if old.year == new.year else f" {old.year}"
    return f"from {old.day} {old:%B}{year} to {_day(new)}"


def instant(value: Any) -> datetime | None:
    """Return what a text that is a day or an instant means, in London's time; a day's edge stays as it is written."""
    if not isinstance(value, str) or not _DAY.match(value):
        return None
    try:
        found = datetime.fromisoformat(value)
        return found if found.tzinfo is None or _is_edge(found) else found.astimezone(LONDON)
    except (ValueError, OverflowError):
        return None


def money(value: dict[str, Any]) -> str:
    """Return an amount of OCDS as `£100,000.00 (£120,000.00 with VAT)`; nothing for another object."""
    net, gross = _amount(value, "amount"), _amount(value, "amountGross")
    if net and gross:
        return f"{net} ({gross} with VAT)"
    return net or (f"{gross} with VAT" if gross else "")


def spaced(name: str) -> str:
    """Return `mainProcurementCategory` as `main procurement category`."""
    return " ".join(word if word.isupper() else word.lower() for word in _CAPITAL.split(name))


def _amount(value: dict[str, Any], key: str) -> str:
    amount, currency = value.get(key), str(value.get("currency") or "GBP")
    if isinstance(amount, bool) or not isinstance(amount, int | float):
        return ""
    return f"£{amount:,.2f}" if currency == "GBP" else f"{currency[:3]} {amount:,.2f}"


def _pair(key: str, inner: Any) -> str:
    return f"{spaced(key)}: {in_words(inner)}"


def _moment(at: datetime) -> str:
    return _day(at) if _is_edge(at) else f"{_day(at)}, {at:%H:%M}"


def _day(at: datetime) -> str:
    return f"{at.day} {at:%B} {at.year}"


def _is_edge(at: datetime) -> bool:
    """Whether a time is only there because a day had to have one."""
    return (at.hour, at.minute) in ((0, 0), (23, 59))


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"
