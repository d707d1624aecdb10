"""Doors as JSON keeps them: what is not said is left out."""

from dataclasses import fields
from datetime import date
from typing import Any

from registry.doors.facts import Door

_DAYS = {"closes", "starts", "ends"}
_NAMES = [field.name for field in fields(Door) if field.name != "ocid"]


def as_json(door: Door) -> dict[str, Any]:
    """Return a door as JSON, the same for the same facts."""
    told: dict[str, Any] = {}
    for name in _NAMES:
        value = getattr(door, name)
        if isinstance(value, frozenset):
            value = sorted(day.isoformat() for day in value) if name in _DAYS else sorted(value)
        if value is not None and value != []:
            told[name] = value.isoformat() if isinstance(value, date) else value
    return told


def from_json(ocid: str, kept: dict[str, Any]) -> Door:
    """Return the door of an OCID from what was kept of it."""
    told: dict[str, Any] = {
        name: frozenset(value) if isinstance(value, list) else value for name, value in kept.items()
    }
    told |= {name: frozenset(map(date.fromisoformat, told[name])) for name in _DAYS & told.keys()}
    if "published_on" in told:
        told["published_on"] = date.fromisoformat(told["published_on"])
    return Door(ocid=ocid, **told)
