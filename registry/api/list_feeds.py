"""Lists as feeds, `.atom` behind their path: the latest hundred of what the filters find, as everyone sees it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from inspect import unwrap
from typing import Any

from flask import Response, current_app, request
from flask.views import MethodView
from flask_smorest.pagination import PaginationParameters
from marshmallow import Schema
from sqlalchemy import Select, func, select

from registry.api import changes, contracts, notices, opportunities, procurements, renewals
from registry.api.auth import as_public
from registry.api.blueprint import Blueprint
from registry.api.schemas.contract import ContractFilters
from registry.api.schemas.notice import NoticeFilters, ProcurementFilters
from registry.api.session import session
from registry.exports import entries
from registry.exports.feeds import MEDIA_TYPE, Entry, feed
from registry.models import Change, Contract, Notice, Procurement, Statement

blp = Blueprint("feeds", "Lists as feeds to subscribe to: Atom")
MOST = 100
KEPT_SECONDS = 300
"""How long a cache may keep a feed: readers ask more often than anything moves."""
_FILE = {"type": "string"}
_LATEST_NOTICES = (Notice.published_at.desc(), Notice.id)
_LATEST_PROCUREMENTS = (Procurement.updated_at.desc(), Procurement.ocid)


@dataclass(frozen=True, slots=True)
class ListFeed:
    """A list that can be had as a feed."""

    name: str
    """As in the list's path."""
    view: type[MethodView]
    filters: type[Schema]
    read: Callable[[Any, str], Iterator[Entry]]
    """Makes entries of all that the list's view answers, given the registry's address."""
    given: Mapping[str, Any] = field(default_factory=dict)
    """Arguments of the list that a feed does not take, and what they are for it."""


def feed_response(title: str, page: str, found: Sequence[Entry]) -> Response:
    """Return entries as the feed at the address that was asked for; 304 to who has it already."""
    root = current_app.config["PUBLIC_URL"]
    own = f"{root}{request.full_path.rstrip('?')}"
    response = Response(feed(title, f"{root}{page}", own, found), content_type=MEDIA_TYPE)
    response.headers["Cache-Control"] = f"public, max-age={KEPT_SECONDS}"
    response.add_etag()
    response.make_conditional(request)
    return response


def _notices(found: Select[Notice], root: str) -> Iterator[Entry]:
    latest = found.order_by(None).order_by(*_LATEST_NOTICES).limit(MOST)
    return entries.notice_entries(session().scalars(latest), root)


def _procurements(found: Select[Procurement], root: str) -> Iterator[Entry]:
    latest = found.order_by(None).order_by(*_LATEST_PROCUREMENTS).limit(MOST)
    return entries.procurement_entries(session().scalars(latest), root)


def _contracts(found: Select[Contract], root: str) -> Iterator[Entry]:
    ids = found.with_only_columns(Contract.id).order_by(None)
    moments = told_at(ids, MOST)
    rows = {each.id: each for each in session().scalars(found.where(Contract.id.in_(moments)))}
    return entries.contract_entries([rows[id_] for id_ in moments if id_ in rows], moments, root)


def _renewals(found: renewals.Renewals, root: str) -> Iterator[Entry]:
    page = renewals.RenewalPage(found, PaginationParameters(1, MOST)).items
    moments = told_at([each["contract"].id for each in page], MOST)
    return entries.renewal_entries(page, moments, root)


def _opportunities(found: opportunities.Listing, root: str) -> Iterator[Entry]:
    page = opportunities.OpportunityPage(found, PaginationParameters(1, MOST)).items
    moments = told_at([each.key for each in page if each.source == "contract"], MOST)
    return entries.opportunity_entries(page, moments, root)


def _changes(found: Select[Change], root: str) -> Iterator[Entry]:
    return entries.change_entries(session().scalars(found.limit(MOST)), root)


def told_at(ids: Any, most: int) -> dict[str, datetime]:
    """Return when sources last spoke in public of contracts, those of which they spoke last first."""
    latest = func.max(Statement.recorded_at)
    about = select(Statement.subject_id, latest).where(
        Statement.subject_kind == "contract", Statement.audience == "public", Statement.subject_id.in_(ids)
    )
    grouped = about.group_by(Statement.subject_id).order_by(latest.desc(), Statement.subject_id)
    return dict(session().execute(grouped.limit(most)).all())


FEEDS = (
    ListFeed("notices", notices.Notices, NoticeFilters, _notices),
    ListFeed("procurements", procurements.Procurements, ProcurementFilters, _procurements),
    ListFeed(
        "opportunities",
        opportunities.Opportunities,
        opportunities.OpportunityFilters,
        _opportunities,
        {"sort": "-updated_at"},
    ),
    ListFeed("contracts", contracts.Contracts, ContractFilters, _contracts, {"sort": "ends_on"}),
    ListFeed("renewals", renewals.RenewalList, renewals.RenewalFilters, _renewals),
    ListFeed("changes", changes.Changes, changes.ChangeFilters, _changes),
)


def _add(of: ListFeed) -> None:
    asked: Any = unwrap(of.view.get)  # type: ignore[attr-defined]
    taken = of.filters(exclude=tuple({"sort"} & of.filters().fields.keys()))

    @blp.route(f"/{of.name}.atom", endpoint=of.name)
    class ListAsFeed(MethodView):
        @blp.doc(summary=f"Subscribe to {of.name} as an Atom feed of the latest hundred")
        @blp.arguments(taken, location="query")
        @blp.response(200, _FILE, content_type=MEDIA_TYPE)
        @blp.alt_response(304, description="It is as you have it.")
        def get(self, filters: dict[str, Any]) -> Response:
            with as_public():
                found = asked(None, {**filters, **of.given})
                root = current_app.config["PUBLIC_URL"]
                return feed_response(f"Thirty3: {of.name}", "/", list(of.read(found, root)))


for each in FEEDS:
    _add(each)
