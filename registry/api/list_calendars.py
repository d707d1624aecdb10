"""Lists as calendars, `.ics` behind their path: what closes, and what ends."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from flask import Response, current_app, request
from flask.views import MethodView
from flask_smorest.pagination import PaginationParameters

from registry.api import opportunities
from registry.api.auth import as_public
from registry.api.blueprint import Blueprint
from registry.api.clock import now, today
from registry.api.list_feeds import KEPT_SECONDS
from registry.api.references import resolved
from registry.api.schemas.contract import ContractFilters
from registry.api.session import session
from registry.exports.calendars import MEDIA_TYPE, Event, calendar
from registry.exports.entries import contract_in_words
from registry.models import Contract, Statement
from registry.ocds.shapes import LONDON
from registry.queries.contracts import contracts_matching, statements_about
from registry.roles import PUBLIC
from registry.visibility import seen_by

blp = Blueprint("calendars", "Lists as calendars to subscribe to: iCalendar")
MOST = 1000
_SHOWN_BACK = timedelta(days=31)
_FILE = {"type": "string"}


@blp.route("/opportunities.ics")
class OpportunityCalendar(MethodView):
    @blp.arguments(opportunities.OpportunityFilters(exclude=("sort", "at", "kind")), location="query")
    @blp.response(200, _FILE, content_type=MEDIA_TYPE)
    def get(self, filters: dict[str, Any]) -> Response:
        """Subscribe to the days on which opportunities close, as a calendar of the next thousand"""
        with as_public():
            found = opportunities.listing("closes_at", kind=["open"], **resolved(filters))
            page = opportunities.OpportunityPage(found, PaginationParameters(1, MOST)).items
            return _calendar("Technology to bid for", _closings(page), "opportunities")


@blp.route("/contracts.ics")
class ContractCalendar(MethodView):
    @blp.arguments(ContractFilters(exclude=("sort",)), location="query")
    @blp.response(200, _FILE, content_type=MEDIA_TYPE)
    def get(self, filters: dict[str, Any]) -> Response:
        """Subscribe to the last days of contracts, as a calendar of the next thousand"""
        with as_public():
            found = contracts_matching(**resolved(filters)).where(Contract.ends_on >= today() - _SHOWN_BACK)
            contracts = session().scalars(found.limit(MOST)).all()
            said = session().scalars(statements_about(*(each.id for each in contracts)))
            return _calendar("Contracts that end", _ends(contracts, seen_by(PUBLIC, said, today())), "contracts")


def _closings(found: Any) -> Iterator[Event]:
    root = current_app.config["PUBLIC_URL"]
    for each in found:
        if each.closes_at and each.closes_at >= now():
            local = each.closes_at.astimezone(LONDON)
            told = f"{each.buyer_name}: answers until {local:%-d %B %Y, %H:%M}."
            yield Event(
                uid=f"{each.key}-closes@thirty3",
                on=local.date(),
                summary=f"Closes {local:%H:%M}: {each.title}",
                description=told,
                url=f"{root}/{each.path}",
                changed_at=each.record.updated_at,
            )


def _ends(found: Any, said: list[Statement]) -> Iterator[Event]:
    root = current_app.config["PUBLIC_URL"]
    told_at = {each.subject_id: each.recorded_at for each in sorted(said, key=lambda each: each.recorded_at)}
    for each in found:
        if each.id in told_at:
            uid, url = f"{each.id}-last-day@thirty3", f"{root}/contracts/{each.id}"
            words = contract_in_words(each)
            yield Event(uid, each.ends_on, f"Ends: {each.title}", words, url, told_at[each.id])


def _calendar(name: str, events: Iterator[Event], file: str) -> Response:
    response = Response(calendar(name, events), content_type=MEDIA_TYPE)
    response.headers["Content-Disposition"] = f'inline; filename="{file}.ics"'
    response.headers["Cache-Control"] = f"public, max-age={KEPT_SECONDS}"
    response.add_etag()
    response.make_conditional(request)
    return response
