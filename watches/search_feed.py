"""`/search.atom`: what a search finds, latest first, as a feed for everyone."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, time
from typing import Any, cast
from urllib.parse import quote

from flask import Response, current_app
from flask.views import MethodView
from sqlalchemy import select

from registry.api.auth import as_public
from registry.api.blueprint import Blueprint
from registry.api.errors import problem
from registry.api.list_feeds import MOST, feed_response, told_at
from registry.api.session import session
from registry.exports.feeds import MEDIA_TYPE, NEVER, Entry
from registry.models import Plan
from registry.ocds.shapes import LONDON
from search.engines.engine import SearchEngine
from search.exceptions import IndexUnavailable
from search.hits import show
from watches.finding.searches import request_of
from watches.schemas import WatchedSearch
from watches.subjects import search_of

blp = Blueprint("search feed", "What a search finds, as a feed to subscribe to: Atom")
_NEWS = ["notice", "contract", "plan"]
"""What comes and goes: unless asked for, nothing else is news."""


@blp.route("/search.atom")
class SearchFeed(MethodView):
    @blp.arguments(WatchedSearch(), location="query")
    @blp.response(200, {"type": "string"}, content_type=MEDIA_TYPE)
    @blp.alt_response(304, description="It is as you have it.")
    @blp.alt_response(503, description="The index is being built.")
    def get(self, given: dict[str, Any]) -> Response:
        """Subscribe to the latest hundred that a search finds, as an Atom feed"""
        with as_public():
            meant, name = search_of(given, "query")
            engine = cast(SearchEngine, current_app.extensions["search"])
            page = engine.search(request_of(session(), {"kind": _NEWS, **meant}, MOST))
            return feed_response(name, f"/search?q={quote(given['q'])}", list(_entries(show(session(), page.hits))))


@blp.errorhandler(IndexUnavailable)
def _no_index(_error: IndexUnavailable) -> Response:
    response = problem(503, "Service Unavailable", "The search index is being built: try again in a minute.")
    response.headers["Retry-After"] = "60"
    return response


def _entries(hits: Sequence[Mapping[str, Any]]) -> Iterator[Entry]:
    root = current_app.config["PUBLIC_URL"]
    moments = told_at([each["id"] for each in hits if each["kind"] == "contract"], MOST)
    plans = select(Plan.id, Plan.updated_at).where(Plan.id.in_([each["id"] for each in hits if each["kind"] == "plan"]))
    moments |= dict(session().execute(plans).all())
    for hit in hits:
        at = moments.get(hit["id"], NEVER)
        if hit["published_on"]:
            at = datetime.combine(hit["published_on"], time.min, LONDON)
        yield Entry(root + hit["url"], hit["title"], _in_words(hit), root + _page(hit), at)


def _page(hit: Mapping[str, Any]) -> str:
    """Return the page of a hit; a notice is shown with its procurement."""
    if hit["kind"] == "notice":
        return f"/procurements/{quote(hit['ocid'], safe='')}#{hit['id']}"
    return hit["url"].removeprefix("/api/v1")


def _in_words(hit: Mapping[str, Any]) -> str:
    buyers = ", ".join(each.short_name for each in hit["authorities"])
    sellers = ", ".join(each.name for each in hit["suppliers"])
    ends = f"ends on {hit['ends_on']:%-d %B %Y}" if hit["ends_on"] else ""
    closes = f"answers until {hit['closes_at'].astimezone(LONDON):%-d %B %Y, %H:%M}" if hit["closes_at"] else ""
    said = "; ".join(each for each in (buyers, sellers, ends, closes) if each)
    return f"{hit['kind'].capitalize()}{': ' if said else ''}{said}."
