"""What a page is asked for: arguments of its address, made safe to look for."""

from collections.abc import Collection
from datetime import date

from flask import request

from registry.api.parser import UNKEEPABLE

LONGEST = 200
"""How many characters of an argument are read."""


def asked_text(name: str) -> str:
    """Return the words of an argument; an empty text where there are none."""
    return UNKEEPABLE.sub("", request.args.get(name, ""))[:LONGEST].strip()


def asked_choice(name: str, choices: Collection[str]) -> str | None:
    """Return the value of an argument where it is one of the choices; else the page shows all."""
    given = request.args.get(name)
    return given if given in choices else None


def asked_day(name: str) -> date | None:
    """Return the day of an argument, of this or the next century; None where it is none."""
    try:
        day = date.fromisoformat(request.args.get(name, "")[:10])
    except ValueError:
        return None
    return day if 2000 <= day.year <= 2200 else None


def asked_number(name: str, least: int, most: int) -> int | None:
    """Return the whole number of an argument; None where it is none, or out of bounds."""
    given = request.args.get(name, type=int)
    return given if given is not None and least <= given <= most else None
