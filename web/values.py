"""Claimed values in words: options, money, decisions, and what the ids in them stand for."""

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from registry import inbox_words
from registry.options import Option, read_options
from web.words import AGREEMENTS, DECISIONS, SYSTEM_STATUSES, day

_CHOICES = {"agreement": AGREEMENTS, "decision": DECISIONS}


def in_words(name: str, value: Any, called: Mapping[str, str] = MappingProxyType({})) -> str:
    """Return the value of a field, as statements and changes hold it, as people read it.

    `called` are the names of authorities by code.
    """
    if value is None or value == [] or value == {}:
        return "none"
    if name == "authorities":
        return ", ".join(called.get(each, each) for each in value)
    if name == "options":
        return options_in_words(value)
    if name == "decision" and isinstance(value, Mapping):
        return decision_in_words(value)
    if name in _CHOICES and value in _CHOICES[name]:
        return _CHOICES[name][value]
    if name == "status" and value in SYSTEM_STATUSES:
        return SYSTEM_STATUSES[value][0]
    if name.endswith("_pence") and isinstance(value, int):
        return f"£{value / 100:,.2f}".removesuffix(".00")
    if name.endswith("_on") and isinstance(value, str):
        return _day(value)
    return inbox_words.in_words(value)


def options_in_words(kept: Iterable[Mapping[str, Any]]) -> str:
    """Return options: `2 × 12 months, 1 taken, 90 days’ notice`."""
    return "; ".join(map(_option, read_options(kept)))


def decision_in_words(value: Mapping[str, Any]) -> str:
    """Return a decision: `extend it, decided on 9 May 2027: the service changes`."""
    told = DECISIONS.get(value.get("decision") or "undecided", "")
    decided_on = f", decided on {_day(value['decided_on'])}" if value.get("decided_on") else ""
    return told + decided_on + (f": {value['reason']}" if value.get("reason") else "")


def _option(option: Option) -> str:
    told = [f"{option.number} × {option.months} month{'' if option.months == 1 else 's'}"]
    if option.taken:
        told.append(f"{option.taken} taken")
    if option.notice_days:
        told.append("1 day’s notice" if option.notice_days == 1 else f"{option.notice_days} days’ notice")
    return ", ".join(told)


def _day(text: str) -> str:
    try:
        return day(date.fromisoformat(text))
    except ValueError:
        return text
