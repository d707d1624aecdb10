"""`/joint-opportunities`: contracts that several authorities could replace together, and what if."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import abort, current_app
from flask.views import MethodView
from flask_smorest import Page
from webargs.flaskparser import abort as refuse

from registry.api.blueprint import Blueprint
from registry.api.clock import today
from registry.api.joint_reading import candidates, opportunities
from registry.api.joint_shown import carried, shown_left_out, shown_many, shown_one
from registry.api.references import resolved
from registry.api.schemas.joint_filters import JointOpportunityFilters, Supposed, UncountedFilters
from registry.api.schemas.joint_opportunity import (
    JointOpportunityDetailSchema,
    JointOpportunitySchema,
    UncountedSchema,
)
from registry.api.session import session
from registry.joint.candidates import WhatIf
from registry.joint.members import replaced_on
from registry.joint.replacement_windows import Candidate, Uncounted
from registry.joint_procurement import JointOpportunity, windows_of
from registry.queries.joint_procurement import contracts_titled

blp = Blueprint("joint-opportunities", "Contracts that several authorities could replace together")
_SORTS: dict[str, Any] = {
    "score": lambda each: each.score,
    "best_on": lambda each: each.best_on,
    "authorities": lambda each: each.facts.authorities,
    "annual_value": lambda each: each.facts.annual_pence,
    "bridging_days": lambda each: each.facts.bridging_days,
}


@dataclass(frozen=True, slots=True)
class _Found:
    """Opportunities to show a page of, and what they suppose."""

    opportunities: list[JointOpportunity]
    on: date
    asked: str


class _JointPage(Page):
    """A page of joint opportunities: only what is on it is named."""

    collection: _Found

    @property
    def item_count(self) -> int:
        return len(self.collection.opportunities)

    @property
    def items(self) -> list[Any]:
        first, size = self.page_params.first_item, self.page_params.page_size
        return shown_many(
            self.collection.opportunities[first : first + size], self.collection.on, self.collection.asked
        )


@dataclass(frozen=True, slots=True)
class _LeftOut:
    """Contracts that take part in nothing, with why, and the day that they are seen from."""

    contracts: list[tuple[Candidate, Uncounted]]
    on: date


class _UncountedPage(Page):
    """A page of contracts that take part in nothing."""

    collection: _LeftOut

    @property
    def item_count(self) -> int:
        return len(self.collection.contracts)

    @property
    def items(self) -> list[Any]:
        first, size = self.page_params.first_item, self.page_params.page_size
        return shown_left_out(self.collection.contracts[first : first + size], self.collection.on)


@blp.route("/joint-opportunities")
class JointOpportunities(MethodView):
    @blp.arguments(JointOpportunityFilters(), location="query")
    @blp.response(200, JointOpportunitySchema(many=True))
    @blp.paginate(_JointPage)
    def get(self, filters: dict[str, Any]) -> _Found:
        """List contracts that could be replaced together, the most promising first"""
        asked = resolved(filters)
        on, what_if, day = _supposed(asked)
        found = [each for each in opportunities(on, what_if, asked.get("service")) if _meets(each, asked)]
        if day:
            found = [replaced_on(each, day) for each in found if each.first_on <= day <= each.last_on]
        found = [each for each in found if _is_between(each, asked)]
        sort = asked["sort"]
        if day or sort != "-score":
            found = sorted(found, key=_SORTS[sort.removeprefix("-")], reverse=sort.startswith("-"))
        return _Found(found, on, carried(on, what_if, day))


@blp.route("/joint-opportunities/<opportunity_id>")
class JointOpportunityById(MethodView):
    @blp.arguments(Supposed(), location="query")
    @blp.response(200, JointOpportunityDetailSchema())
    @blp.alt_response(404, description="Seen from that day, no such contracts can be replaced together.")
    def get(self, asked: dict[str, Any], opportunity_id: str) -> dict[str, Any]:
        """Show what each contract needs, how the score is made up, and the days of the procurement"""
        on, what_if, day = _supposed(asked)
        service_id = opportunity_id.rpartition("-")[0]
        found = opportunities(on, what_if, [service_id])
        one = next((each for each in found if each.id == opportunity_id), None) or _gone(on)
        counted = candidates(on, what_if, [service_id])
        one = replaced_on(one, day) if day else one
        return shown_one(one, counted, on, carried(on, what_if, day), with_others=day is not None)


@blp.route("/joint-opportunities/uncounted")
class Uncounteds(MethodView):
    @blp.arguments(UncountedFilters(), location="query")
    @blp.response(200, UncountedSchema(many=True))
    @blp.paginate(_UncountedPage)
    def get(self, filters: dict[str, Any]) -> _LeftOut:
        """List contracts that take part in no joint opportunity, and why"""
        asked = resolved(filters)
        on = asked.get("on") or today()
        _, left_out = windows_of(candidates(on, WhatIf(), asked.get("service")), on, current_app.config["LEAD_TIMES"])
        return _LeftOut([each for each in left_out if _is_wanted(*each, asked)], on)


def _supposed(asked: dict[str, Any]) -> tuple[date, WhatIf, date | None]:
    """Return the day to see from, what to suppose, and the day to replace on; contracts that nobody knows are a 422."""
    what_if = WhatIf(asked.get("move", ()), frozenset(asked.get("leave_out", ())), asked.get("lead_months"))
    if what_if.contracts:
        known = {id_ for id_, _ in session().execute(contracts_titled(sorted(what_if.contracts)))}
        named = {"move": {id_ for id_, _ in what_if.moved}, "leave_out": what_if.left_out}
        wrong = {name: sorted(ids - known) for name, ids in named.items() if ids - known}
        if wrong:
            said = {name: [f"No contract has the id {id_}." for id_ in ids] for name, ids in wrong.items()}
            refuse(422, messages={"query": said})
    return asked.get("on") or today(), what_if, asked.get("day")


def _meets(each: JointOpportunity, asked: dict[str, Any]) -> bool:
    authority = asked.get("authority")
    return each.facts.authorities >= asked["min_authorities"] and (
        authority is None or not each.authorities.isdisjoint(authority)
    )


def _is_between(each: JointOpportunity, asked: dict[str, Any]) -> bool:
    return asked.get("from", date.min) <= each.best_on <= asked.get("until", date.max)


def _gone(on: date) -> Any:
    abort(404, f"Its contracts have changed since, or cannot be replaced together any more, as seen from {on}.")


def _is_wanted(candidate: Candidate, why: Uncounted, asked: dict[str, Any]) -> bool:
    authority = asked.get("authority")
    return ("why" not in asked or why in asked["why"]) and (
        authority is None or not set(authority).isdisjoint(candidate.authorities)
    )
