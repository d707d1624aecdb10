"""`/opportunities`: what a supplier can still answer, what is planned, and what is to be expected."""

import re
from dataclasses import dataclass
from typing import Any

from flask import current_app
from flask.views import MethodView
from flask_smorest import Page
from marshmallow import ValidationError, fields, post_load, validate
from sqlalchemy import select

from registry.api.blueprint import Blueprint
from registry.api.clock import now
from registry.api.fields import Choice, Day, MomentFilter
from registry.api.references import authority_filter, resolved, service_filter
from registry.api.schemas.opportunity import KINDS, OpportunitySchema
from registry.api.schemas.value_filters import ValueFilters
from registry.api.session import session
from registry.exports.opportunity_rows import read_opportunities
from registry.models import Authority
from registry.ocds.shapes import LONDON
from registry.opportunities import Kind, Opportunity
from registry.queries.opportunities import parts_of
from registry.queries.opportunity_filters import ANY, LOCAL
from registry.queries.opportunity_pages import NEAREST, SORTS, counted, in_turn, keys_of
from registry.queries.opportunity_parts import Wanted

blp = Blueprint("opportunities", "What a supplier can answer now, what is planned, and what is to be expected")
_NOTICED = "Only notices tell, so nothing expected is shown with it."
_SORTS = [NEAREST, *(sign + name for name in SORTS for sign in ("", "-"))]


class ReservedTo(fields.Str):
    """Areas that procurements are reserved to; loads as words for `registry.queries.opportunity_filters`."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **options: Any) -> Any:
        given = [each.strip() for each in super()._deserialize(value, attr, data, **options).split(",")]
        return [each if each in (ANY, LOCAL) else _area(each) for each in given]


class OpportunityFilters(ValueFilters):
    """Which opportunities, in which order."""

    at = MomentFilter("Seen at this instant; now unless given.")
    kind = Choice(KINDS, "How near it is.")
    authority = authority_filter()
    service = service_filter()
    technology = fields.Bool(
        metadata={"description": "Only technology, or only the rest. What is expected is technology always."}
    )
    closing_after = MomentFilter(f"Open until this instant or later. {_NOTICED}")
    closing_before = MomentFilter(f"Open until this instant or earlier. {_NOTICED}", end_of_day=True)
    expected_after = Day("Expected on this day or later: what is open or planned by notice is not shown with it.")
    expected_before = Day("Expected on this day or earlier: what is open or planned by notice is not shown with it.")
    below_threshold = fields.Bool(
        metadata={
            "description": "Below the threshold of the Procurement Act, or not: as its notice says, else by its value "
            "with VAT. What has neither is not shown with it."
        }
    )
    above_threshold = fields.Bool(metadata={"description": "The opposite of `below_threshold`."})
    sme = fields.Bool(
        metadata={
            "description": "Said to suit small and medium-sized companies, or reserved to them; or said not to. "
            + _NOTICED
        }
    )
    reserved = ReservedTo(
        validate=validate.Length(1, 20),
        metadata={
            "description": "Reserved to suppliers of an area: `any`; `local` (smaller than the United Kingdom); ONS "
            f"codes or authorities (`E09000018`, `hounslow`, `K02000001`); several with commas. {_NOTICED}",
            "example": "local",
        },
    )
    sort = fields.Str(
        load_default=NEAREST,
        validate=validate.OneOf(_SORTS),
        metadata={
            "description": "`nearest`: open ones by the day they close, then planned ones by their last notice, then "
            "expected ones by the day expected. Else by one fact; `-` turns it round. What is unknown comes last."
        },
    )

    @post_load
    def as_one(self, filters: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Read `above_threshold` as the opposite of `below_threshold`."""
        above = filters.pop("above_threshold", None)
        if above is not None and filters.setdefault("below_threshold", not above) is above:
            raise ValidationError("It cannot be both, or neither.", "above_threshold")
        return filters


@dataclass(frozen=True, slots=True)
class Listing:
    """Opportunities to list, in an order."""

    wanted: Wanted
    sort: str


class OpportunityPage(Page):
    """One page of opportunities: counted by origin, their keys put in order, and only its rows read."""

    collection: Listing

    def __init__(self, collection: Listing, page_params: Any) -> None:
        self.parts = parts_of(collection.wanted)
        self.counts = list(session().execute(counted(self.parts)).one()) if self.parts else []
        super().__init__(collection, page_params)

    @property
    def item_count(self) -> int:
        return sum(self.counts)

    @property
    def items(self) -> list[Opportunity]:
        wanted, first, size = self.collection.wanted, self.page_params.first_item, self.page_params.page_size
        keys = self._keys(first, min(size, max(0, self.item_count - first)))
        return list(read_opportunities(session(), keys, wanted.on, wanted.lead_times).values())

    def of_kind(self, kind: Kind) -> int:
        """Return how many there are of a kind."""
        return sum(count for part, count in zip(self.parts, self.counts, strict=True) if part.kind is kind)

    def _keys(self, first: int, size: int) -> list[tuple[Any, str]]:
        """Return (source, key) of the rows on the page; groups that are wholly on other pages are not asked."""
        held = {part: count for part, count in zip(map(id, self.parts), self.counts, strict=True) if count}
        keys: list[tuple[Any, str]] = []
        for group in in_turn([part for part in self.parts if id(part) in held], self.collection.sort):
            number = sum(held[id(part)] for part in group)
            if first < number and len(keys) < size:
                found = session().execute(keys_of(group, self.collection.sort, first, size - len(keys)))
                keys += [(source, key) for _rank, source, key, *_ in found]
            first = max(0, first - number)
        return keys


@blp.route("/opportunities")
class Opportunities(MethodView):
    @blp.arguments(OpportunityFilters(), location="query")
    @blp.response(200, OpportunitySchema(many=True))
    @blp.paginate(OpportunityPage)
    def get(self, filters: dict[str, Any]) -> Listing:
        """List what is open for answers, what is planned, and what is to be expected

        Expected are the replacements of technology contracts that run and must be started within 24 months, or that
        their authority says it will buy again; not those that it gives up, those past their end, those whose buyer has
        a procurement open for the same service, nor those that a public joint plan stands for, which is listed itself.
        Values that are not known stay under `value_min` and `value_max`.
        """
        found = resolved(filters)
        return listing(sort=found.pop("sort"), **found)


def listing(sort: str = NEAREST, **filters: Any) -> Listing:
    """Return the opportunities that meet filters, as `Wanted` has them, seen now unless `at` is given."""
    at = filters.pop("at", None) or now()
    return Listing(Wanted(at, at.astimezone(LONDON).date(), current_app.config["LEAD_TIMES"], **filters), sort)


def _area(word: str) -> str:
    """Return the ONS code of an area, from the code or from the slug of an authority."""
    if re.fullmatch(r"[A-Z][0-9]{8}", word, re.ASCII):
        return word
    found: str | None = session().scalar(select(Authority.gss).where(Authority.slug == word.lower()))
    if found is None:
        raise ValidationError(f"No area is called {word[:100]!r}: give any, local, an ONS code or an authority's slug.")
    return found
