"""`/renewals/timeline`: renewals as a chart needs them, and as a picture."""

from datetime import date
from typing import Any

from flask import Response
from flask.views import MethodView
from sqlalchemy import func

from registry.api import timeline_pictures
from registry.api.blueprint import Blueprint
from registry.api.joint_reading import opportunities
from registry.api.joint_shown import carried
from registry.api.negotiation import SVG, answer
from registry.api.references import resolved
from registry.api.renewals import asked, renewal_of
from registry.api.schemas.timeline import TimelineFilters, TimelineSchema
from registry.api.session import session
from registry.joint.candidates import WhatIf
from registry.models import Contract
from registry.renewing.term_ends import natural_ends

blp = Blueprint("timelines", "Renewals on a line of time")
MOST_BARS = 100
MOST_WINDOWS = 5


@blp.route("/renewals/timeline")
class Timeline(MethodView):
    @blp.arguments(TimelineFilters(), location="query")
    @blp.response(200, TimelineSchema())
    @blp.alt_response(200, schema={"type": "string"}, content_type=SVG, success=True)
    @blp.alt_response(406, description="It comes as JSON or SVG only.")
    def get(self, filters: dict[str, Any]) -> Response:
        """Show renewals on a line of time, as data or as a picture

        A picture (`Accept: image/svg+xml`, or `format=svg`) has a bar for each contract, by authority: from its start
        to its end, and hatched on to the last day that its options allow; with the day to act by, and where one
        `service` is asked for the days on which contracts of several authorities could be replaced together.
        """
        form = filters.pop("format", None)
        found = timeline(filters)
        return answer(form, TimelineSchema().dump(found), "timeline.svg", lambda: timeline_pictures.picture(found))


def timeline(filters: dict[str, Any]) -> dict[str, Any]:
    """Return what a chart needs of the renewals that `RenewalFilters` ask for."""
    renewals = asked(filters)
    counted = renewals.contracts.with_only_columns(func.count(), maintain_column_froms=True).order_by(None)
    contracts = session().scalars(renewals.contracts.limit(MOST_BARS)).all()
    bars = sorted((_bar(each, renewals.on) for each in contracts), key=_by_authority)
    windows = _windows(renewals.on, resolved(filters)["service"]) if filters.get("service") else []
    not_shown = (session().scalar(counted) or 0) - len(bars)
    return {"on": renewals.on, "bars": bars, "not_shown": not_shown, "windows": windows}


def _bar(contract: Contract, on: date) -> dict[str, Any]:
    renewal = renewal_of(contract, on, {})
    url = f"/api/v1/contracts/{contract.id}"
    return {
        "contract": {"id": contract.id, "url": url, "title": contract.title},
        "authorities": contract.authorities,
        "suppliers": contract.suppliers,
        "starts_on": contract.starts_on,
        "natural_ends": natural_ends(contract),
        **{name: renewal[name] for name in ("ends_on", "latest_ends_on", "act_by_on", "state")},
    }


def _by_authority(bar: dict[str, Any]) -> tuple[Any, ...]:
    names = [each.short_name for each in bar["authorities"]]
    return names, bar["ends_on"] is None, bar["ends_on"] or date.max, bar["contract"]["id"]


def _windows(on: date, services: list[str]) -> list[dict[str, Any]]:
    """Return the most promising shared windows of a service; of several services none, which share no contract."""
    if len(services) > 1:
        return []
    asked_for = carried(on, WhatIf(), None)
    return [
        {
            "id": each.id,
            "url": f"/api/v1/joint-opportunities/{each.id}?{asked_for}",
            "first_on": each.first_on,
            "last_on": None if each.last_on == date.max else each.last_on,
            "best_on": each.best_on,
            "authorities": sorted(each.authorities),
        }
        for each in opportunities(on, WhatIf(), services)[:MOST_WINDOWS]
    ]
