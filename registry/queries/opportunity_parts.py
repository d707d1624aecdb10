"""What is asked of opportunities, and the parts that answer: one for each origin, which a list asks for keys only."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, select

from registry.opportunities import Kind, Source
from registry.renewals import LeadTimes


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which opportunities, seen at an instant and on its day. Bounds are inclusive; values in pence."""

    at: datetime
    on: date
    lead_times: LeadTimes
    kind: Sequence[str] | None = None
    authority: Sequence[str] | None = None
    service: Sequence[str] | None = None
    technology: bool | None = None
    closing_after: datetime | None = None
    closing_before: datetime | None = None
    expected_after: date | None = None
    expected_before: date | None = None
    value_min: int | None = None
    value_max: int | None = None
    below_threshold: bool | None = None
    sme: bool | None = None
    reserved: Sequence[str] | None = None

    @property
    def is_of_procurements(self) -> bool:
        """Whether it asks for what only notices tell."""
        return any(each is not None for each in (self.sme, self.reserved, self.closing_after, self.closing_before))

    @property
    def is_of_expected(self) -> bool:
        return self.expected_after is not None or self.expected_before is not None


@dataclass(frozen=True, slots=True)
class Part:
    """Opportunities of one origin: those found, and by what they can be put in order."""

    kind: Kind
    source: Source
    key: Any
    found: Select[Any]
    columns: dict[str, Any]
    """By name; a name that is missing is not known of any of them."""
    known: frozenset[str] = field(default=frozenset())
    """The columns that are known of all of them."""


def linked(key: Any, link: Any, gss: Any, wanted: Wanted) -> list[Any]:
    """Return the condition that `link` has a record for one of the authorities wanted; none when any will do."""
    return [] if wanted.authority is None else [key.in_(select(link).where(gss.in_(wanted.authority)))]
