"""What a page is asked for: arguments of its address, made safe to look for."""

from collections.abc import Collection

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
