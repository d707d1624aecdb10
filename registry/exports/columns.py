"""What an export is made of: named columns of a few kinds, read from rows and from what is linked to them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Select
from sqlalchemy.orm import InstrumentedAttribute, Session

from registry.renewals import LeadTimes


class Kind(StrEnum):
    """What the values of a column are, by their name in a Frictionless Table Schema."""

    text = "string"
    texts = "list"
    """Several texts: joined with `; ` where a cell holds one text."""
    day = "date"
    moment = "datetime"
    """Aware; written as ISO 8601 in UTC."""
    money = "number"
    """Pence, written as a decimal: 3231600 is `32316.00`."""
    number = "integer"
    yes_no = "boolean"


@dataclass(frozen=True, slots=True)
class Edition:
    """When an export is made, by whom, and by which rules."""

    at: datetime
    on: date
    """The day in London: states of renewals are seen from it."""
    public_url: str
    """Where this registry answers, `https://registry.example`: permalinks begin with it."""
    lead_times: LeadTimes


@dataclass(frozen=True, slots=True)
class Linked:
    """What is linked to the rows of a partition: by the link's name, then by the row's key."""

    edition: Edition
    links: Mapping[str, Mapping[Any, Any]]

    def url(self, path: str) -> str:
        """Return the permalink of a path below the API."""
        return f"{self.edition.public_url}/api/v1/{path}"


Link = Callable[[Session, Mapping[str, Any], Edition], Mapping[Any, Any]]
"""Reads what is linked to rows, given them by their keys."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name in files, what its values are, and what they are read from."""

    name: str
    kind: Kind
    read: InstrumentedAttribute[Any] | Callable[[Any, Linked], Any]
    """A column of the table, or a function of a row (its key comes first) and what is linked to it."""
    description: str = ""


@dataclass(frozen=True, slots=True)
class Export:
    """A list that can be had as a file."""

    name: str
    """As in the list's path: `contracts`."""
    key: InstrumentedAttribute[Any]
    """What links are looked up by; the first column of every row that is read."""
    columns: tuple[Column, ...]
    everything: Callable[[Edition], Select[Any]]
    """The whole list, for the bundle."""
    links: Mapping[str, Callable[[], Link]]
    """What makes the readers of each link: a run of the export has its own, which may keep what they read."""
    also: tuple[InstrumentedAttribute[Any], ...] = ()
    """What is read of a row beside the columns that are written."""

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    @property
    def kinds(self) -> tuple[Kind, ...]:
        return tuple(column.kind for column in self.columns)
