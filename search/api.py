"""`/search`: one search over notices, contracts, plans, systems, products, suppliers, authorities and services."""

import logging
from dataclasses import replace
from typing import Any, cast

from flask import Response, current_app
from flask.views import MethodView
from flask_smorest.pagination import PaginationParameters
from webargs.flaskparser import abort

from registry.api.clock import today
from registry.api.errors import problem
from registry.api.references import resolved
from registry.api.session import session
from search.answers import SearchAnswer, SuggestionSchema
from search.asking import asked
from search.cursors import Cursor, cursor
from search.engines.engine import Hit, SearchEngine, SearchPage, SearchRequest
from search.exceptions import CursorUnreadable, IndexUnavailable
from search.hits import counts, show, suggest
from search.language import corrected, read
from search.paging import DEEPEST, SearchBlueprint
from search.reading import reading
from search.relaxing import fullest
from search.requests import FACETS, MOST_COUNTED, loosened, narrowed, sorted_by
from search.schemas import SearchArguments, SuggestionFilters

__all__ = ["DEEPEST", "blp", "sorted_by"]

_log = logging.getLogger(__name__)

blp = SearchBlueprint("search", "One search over everything")

_SUGGESTED = (
    frozenset(("authority", "service", "supplier", "product")),
    frozenset(("contract", "notice", "plan")),
    # Last: most are called like their product or their contract, and are not suggested twice.
    frozenset(("system",)),
)


@blp.route("/search")
class Search(MethodView):
    @blp.arguments(SearchArguments(), location="query")
    @blp.response(200, SearchAnswer())
    @blp.alt_response(503, description="The index is being built.")
    @blp.paginate()
    def get(self, filters: dict[str, Any], pagination_parameters: PaginationParameters) -> dict[str, Any]:
        """Find anything by its words, with counts, and why it was found"""
        question = asked(session(), filters["q"])
        wanted = replace(
            narrowed(resolved(filters), question.tree),
            facets=FACETS,
            facet_size=MOST_COUNTED,
            sort=sorted_by(question.tree, filters["sort"]),
            on=today().toordinal() if filters["boost"] else None,
        )
        wanted = _paged(wanted, filters, pagination_parameters)
        answered = fullest(_engine(), session(), wanted, filters["q"])
        page, wanted = answered.page, answered.request
        pagination_parameters.item_count = page.total if "cursor" in filters else min(page.total, DEEPEST)
        return {
            "total": page.total,
            "hits": show(session(), page.hits),
            "facets": counts(session(), page.facets),
            "did_you_mean": corrected(filters["q"], page.corrections),
            "reading": reading(replace(question, tree=wanted.tree)),
            "loosen": _loosen(wanted, page),
            "next_cursor": Cursor(page.following, wanted.on).told(_same(filters)) if page.following else None,
        }


@blp.route("/search/suggest")
class Suggestions(MethodView):
    @blp.arguments(SuggestionFilters(), location="query")
    @blp.response(200, SuggestionSchema(many=True))
    @blp.alt_response(503, description="The index is being built.")
    def get(self, filters: dict[str, Any]) -> list[dict[str, Any]]:
        """Complete a title or a name: authorities, services, suppliers and products first"""
        tree = read(f"{filters['q'].strip()}*").tree
        hits: list[Hit] = []
        for kinds in _SUGGESTED:
            request = SearchRequest(tree, {"kind": kinds}, size=2 * filters["size"], titles_only=True, explained=False)
            hits += _engine().search(request).hits
        return suggest(session(), hits)[: filters["size"]]


@blp.errorhandler(IndexUnavailable)
def _no_index(error: IndexUnavailable) -> Response:
    _log.warning("nothing can be searched: %s", error)
    response = problem(503, "Service Unavailable", "The search index is being built: try again in a minute.")
    response.headers["Retry-After"] = "60"
    return response


def _engine() -> SearchEngine:
    return cast(SearchEngine, current_app.extensions["search"])


def _paged(wanted: SearchRequest, filters: dict[str, Any], page: PaginationParameters) -> SearchRequest:
    """Return the request for a page by its number, or for the one behind a cursor."""
    if "cursor" in filters and page.page > 1:
        abort(422, messages={"query": {"page": ["Give `page` or `cursor`, not both."]}})
    if text := filters.get("cursor"):
        try:
            found = cursor(text, _same(filters))
        except CursorUnreadable as error:
            abort(422, messages={"query": {"cursor": [str(error)]}})
        return replace(wanted, size=page.page_size, after=found.place, on=found.on)
    if page.last_item >= DEEPEST:
        message = f"Only the first {DEEPEST:,} can be paged through: filter more, or use `cursor`."
        abort(422, messages={"query": {"page": [message]}})
    return replace(wanted, page=page.page, size=page.page_size)


def _same(filters: dict[str, Any]) -> dict[str, Any]:
    """Return what makes two pages those of one search."""
    return {name: value for name, value in filters.items() if name != "cursor"}


def _loosen(wanted: SearchRequest, page: SearchPage) -> list[dict[str, Any]]:
    if page.total:
        return []
    return [{"without": names, "total": total} for names, total in loosened(_engine(), wanted)]
