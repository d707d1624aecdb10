"""`/renewals.ics`: days to act, to take options and of ends, as a calendar to subscribe to."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from typing import Any

from flask import Response, abort, current_app
from flask.views import MethodView
from sqlalchemy import Select, func
from webargs.flaskparser import abort as refuse

from registry.api.blueprint import Blueprint
from registry.api.clock import today
from registry.api.renewals import Renewals, asked, renewal_of
from registry.api.schemas.renewal_filters import RenewalFilters
from registry.api.session import session
from registry.exports.calendars import MEDIA_TYPE, Event, calendar
from registry.models import Contract, Statement
from registry.provenance import believed
from registry.queries.authorities import authority_by_code
from registry.queries.contracts import statements_about
from registry.renewing.flags import MAY_EXTEND
from registry.roles import PUBLIC
from registry.visibility import seen_by

blp = Blueprint("renewal calendars", "Days to act as calendars to subscribe to: iCalendar")
MOST_CONTRACTS = 2000
_SHOWN_BACK = timedelta(days=366)
"""Days long gone are of no use in a calendar; those that were missed lately are."""
_DAYS = {
    "act_by_on": ("act-by", "Start to replace"),
    "option_notice_on": ("option-notice", "Last day to take the option of"),
    "committed_ends_on": ("ends", "Ends"),
}
"""What of a renewal is a day of its own: in its event's id, and in words."""
_FILE = {"type": "string"}
_NEVER = datetime(1900, 1, 1, tzinfo=UTC)


@blp.route("/renewals.ics")
class RenewalCalendar(MethodView):
    @blp.arguments(RenewalFilters(exclude=("on", "sort")), location="query")
    @blp.response(200, _FILE, content_type=MEDIA_TYPE)
    def get(self, filters: dict[str, Any]) -> Response:
        """Subscribe to days to act, to take options and of ends, as a calendar of at most 2,000 contracts"""
        return _calendar("Technology contracts to replace", asked(filters))


@blp.route("/authorities/<code>/renewals.ics")
class AuthorityCalendar(MethodView):
    @blp.response(200, _FILE, content_type=MEDIA_TYPE)
    @blp.alt_response(404, description="No authority has this GSS code or slug.")
    def get(self, code: str) -> Response:
        """Subscribe to an authority's days to act, to take options and of ends, as a calendar"""
        authority = session().scalar(authority_by_code(code)) or abort(404)
        return _calendar(f"{authority.short_name}: technology contracts", asked({"authority": authority.gss}))


def _calendar(name: str, found: Renewals) -> Response:
    _refuse_too_many(found.contracts)
    contracts = session().scalars(found.contracts).all()
    response = Response(calendar(name, _events(contracts, found.on)), content_type=MEDIA_TYPE)
    response.headers["Content-Disposition"] = 'inline; filename="renewals.ics"'
    return response


def _refuse_too_many(query: Select[Any]) -> None:
    counted = query.with_only_columns(func.count(), maintain_column_froms=True).order_by(None)
    if (session().scalar(counted) or 0) > MOST_CONTRACTS:
        told = f"A calendar holds {MOST_CONTRACTS:,} contracts: narrow the filters, to an authority or by `within`."
        refuse(422, messages={"query": {"authority": [told]}})


def _events(contracts: Sequence[Contract], on: date) -> Iterator[Event]:
    said = session().scalars(statements_about(*(each.id for each in contracts)))
    public = {id_: list(of) for id_, of in groupby(seen_by(PUBLIC, said, today()), lambda each: each.subject_id)}
    for contract in contracts:
        yield from _of(contract, public.get(contract.id, []), on)


def _of(contract: Contract, said: Sequence[Statement], on: date) -> Iterator[Event]:
    found = renewal_of(contract, on, believed(said))
    buyers = ", ".join(each.short_name for each in contract.authorities)
    for name, (key, words) in _DAYS.items():
        is_moot = name == "option_notice_on" and contract.decision not in MAY_EXTEND
        if found[name] and found[name] >= on - _SHOWN_BACK and not is_moot:
            yield Event(
                uid=f"{contract.id}-{key}@thirty3",
                on=found[name],
                summary=f"{words}: {contract.title}" + (f" ({buyers})" if buyers else ""),
                description=found["reason"],
                url=f"{current_app.config['PUBLIC_URL']}/contracts/{contract.id}",
                changed_at=max((each.recorded_at for each in said), default=_NEVER),
            )
