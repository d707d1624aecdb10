"""What a page tells, whatever portal it is of: adverts in full, adverts only listed, and contracts of a register."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Advert:
    """An invitation to tender in full; persons who can be asked about it are not in it."""

    reference: str
    title: str
    buyer: str
    """The buyer's name as written; blank where the page names none."""
    document: str
    """What stands for the page in statements: its address where that is known."""
    described: str = ""
    """Description and categories, which only tell what it is for and are not kept."""
    opens_on: date | None = None
    closes_on: date | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    value_pence: int | None = None
    extension_text: str | None = None
    has_no_extension: bool = False
    as_written: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Listed:
    """A line of an opportunity list: it says no day of a contract, and leads to the advert that may."""

    reference: str
    title: str
    buyer: str
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """A contract as a page lists it, read as a row of a register is."""

    fields: Mapping[str, Any]
    as_written: Mapping[str, str]
    problems: tuple[str, ...]
    document: str


@dataclass(frozen=True, slots=True)
class Told:
    """All that a page tells."""

    layout: str
    """Name of the layout, which is the source of what it says."""
    adverts: tuple[Advert, ...] = ()
    listed: tuple[Listed, ...] = ()
    held: tuple[Held, ...] = ()
    notes: tuple[str, ...] = ()
