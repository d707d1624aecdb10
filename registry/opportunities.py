"""Opportunities: what a supplier can answer now, what is planned, and what is to be expected, each with its doubts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, Literal
from urllib.parse import quote

from registry import opportunity_doubts as doubts
from registry.months import add_months
from registry.ocds.shapes import LONDON
from registry.opportunity_doubts import Coming, is_planned
from registry.planning.readers import SHOWN_TO_ALL
from registry.plans import Stage
from registry.renewing.dates import committed_on
from registry.thresholds import Position, threshold_position, with_vat

PLANNED_FOR = timedelta(days=730)
"""A notice of a plan older than this is no plan any more: pipeline notices look 18 months ahead."""
EXPECTED_WITHIN_MONTHS = 24
"""How far ahead a replacement must start for it to be expected."""
EXPECTED_STAGES = (Stage.forming, Stage.agreed)
"""The stages in which a joint plan has not gone out to tender."""


class Kind(StrEnum):
    """How near an opportunity is, nearest first."""

    open = "open"
    """A procurement that can be answered."""
    planned = "planned"
    """A procurement of which a pipeline, engagement or planned procurement notice tells (UK1 to UK3)."""
    expected = "expected"
    """What follows from a public joint plan, or from the end of a contract that runs."""


Source = Literal["procurement", "plan", "contract"]


@dataclass(frozen=True, slots=True)
class Opportunity:
    """One row of the list. None is unknown; `record` is the row that it is read from."""

    kind: Kind
    source: Source
    key: str
    record: Any
    title: str
    buyer_name: str
    authorities: Sequence[Any]
    service: Any
    incumbents: Sequence[Any]
    position: Position
    """On which side of the threshold it is."""
    published_at: datetime | None
    closes_at: datetime | None
    expected_on: date | None
    starts_on: date | None
    uncertain: tuple[str, ...]
    doors: Sequence[Any] = ()
    """Where the same procurement is published too: it is listed once."""

    @property
    def value_pence(self) -> int | None:
        """What it is worth over its whole life; of what is expected, what the contract that runs is worth."""
        found: int | None = self.record.value_pence
        return found

    @property
    def value_with_vat_pence(self) -> int | None:
        return self.record.value_pence if self.source == "plan" else getattr(self.record, "value_with_vat_pence", None)

    @property
    def currency(self) -> str | None:
        return "GBP" if self.source == "plan" else self.record.currency

    @property
    def vat(self) -> str | None:
        return "included" if self.source == "plan" else self.record.vat

    @property
    def path(self) -> str:
        """The permalink of its record below the API."""
        return f"{self.source}s/{quote(self.key)}"


def of_procurement(
    row: Any, incumbents: Sequence[Any], coming: Coming, on: date, doors: Sequence[Any] = ()
) -> Opportunity:
    """Return the opportunity of a procurement, seen from a day; `doors` are its other ones."""
    kind = Kind.planned if is_planned(row) else Kind.open
    return Opportunity(
        kind=kind,
        source="procurement",
        key=row.ocid,
        record=row,
        title=row.title,
        buyer_name=row.buyer_name,
        authorities=row.authorities,
        service=row.service,
        incumbents=incumbents,
        position=_position_of_procurement(row),
        published_at=row.first_published_at,
        closes_at=row.closes_at,
        expected_on=coming.notice_on if kind is Kind.planned else None,
        starts_on=coming.starts_on,
        uncertain=tuple(doubts.of_procurement(row, incumbents, coming, on)),
        doors=doors,
    )


def of_plan(row: Any, incumbents: Sequence[Any], lead_months: int, on: date) -> Opportunity:
    """Return the opportunity of a public joint plan; it takes `lead_months`, unless its members say otherwise."""
    authorities = [each.authority for each in row.members if each.state in SHOWN_TO_ALL]
    return Opportunity(
        kind=Kind.expected,
        source="plan",
        key=row.id,
        record=row,
        title=row.title,
        buyer_name=_names(authorities),
        authorities=authorities,
        service=row.service,
        incumbents=incumbents,
        position=threshold_position(row.value_pence, on).position,
        published_at=None,
        closes_at=None,
        expected_on=add_months(row.starts_on, -(row.lead_months or lead_months)),
        starts_on=row.starts_on,
        uncertain=tuple(doubts.of_plan(row)),
    )


def of_contract(row: Any, on: date) -> Opportunity:
    """Return the opportunity that the end of a running contract is, seen from a day."""
    ends_on = committed_on(row)
    return Opportunity(
        kind=Kind.expected,
        source="contract",
        key=row.id,
        record=row,
        title=row.title,
        buyer_name=_names(row.authorities),
        authorities=row.authorities,
        service=row.service,
        incumbents=row.suppliers,
        position=_position(row, on),
        published_at=None,
        closes_at=None,
        expected_on=row.act_by_on,
        starts_on=ends_on + timedelta(days=1) if ends_on and ends_on >= on else None,
        uncertain=tuple(doubts.of_contract(row, on)),
    )


def _position_of_procurement(row: Any) -> Position:
    if row.above_threshold is not None:
        return "above" if row.above_threshold else "below"
    return _position(row, row.first_published_at.astimezone(LONDON).date())


def _position(row: Any, commenced_on: date) -> Position:
    is_known = row.value_pence is not None and row.currency in (None, "GBP")
    return threshold_position(with_vat(row.value_pence, row.vat) if is_known else None, commenced_on).position


def _names(authorities: Iterable[Any]) -> str:
    return ", ".join(each.short_name for each in authorities)
