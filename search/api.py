"""`/search`: one search over notices, contracts, plans, systems, products, suppliers, authorities and services."""

import logging
from dataclasses import replace
from typing import Any, cast

from flask import Response, current_app
from flask.views import MethodView
from flask_smorest.pagination import PaginationParameters
from webargs.flaskparser import abort

from registry.api.blueprint import Blueprint
from registry.api.errors import problem
from registry.api.references import resolved
from registry.api.session import session
from search.engines.engine import Hit, Range, SearchEngine, SearchRequest, Sort
from search.exceptions import IndexUnavailable
from search.hits import counts, show, suggest
from search.language import Node, corrected, prefixes_in, read, words_in
from search.reading import reading
from search.schemas import FACETS, SearchAnswer, SearchFilters, SuggestionFilters, SuggestionSchema
from search.synonyms import widen

_log = logging.getLogger(__name__)

DEEPEST = 10_000
"""The last hit that can be paged to."""

blp = Blueprint("search", "One search over everything")

_FILTERS = ("kind", "authority", "service", "supplier", "product", "stage", "status")
_SUGGESTED = (
    frozenset(("authority", "service", "supplier", "product")),
    frozenset(("contract", "notice", "plan")),
    # Last: most are called like their product or their contract, and are not suggested twice.
    frozenset(("system",)),
)


@blp.route("/search")
class Search(MethodView):
    @blp.arguments(SearchFilters(), location="query")
    @blp.response(200, SearchAnswer())
    @blp.alt_response(503, description="The index is being built.")
    @blp.paginate()
    def get(self, filters: dict[str, Any], pagination_parameters: PaginationParameters) -> dict[str, Any]:
        """Find anything by its words, with counts, and why it was found"""
        question = read(filters["q"])
        question = replace(question, tree=widen(question.tree))
        page = _engine().search(_request(question.tree, resolved(filters), pagination_parameters))
        pagination_parameters.item_count = min(page.total, DEEPEST)
        return {
            "total": page.total,
            "hits": show(session(), page.hits),
            "facets": counts(session(), page.facets),
            "did_you_mean": corrected(filters["q"], page.corrections),
            "reading": reading(question),
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


def _request(tree: Node, filters: dict[str, Any], page: PaginationParameters) -> SearchRequest:
    if page.last_item >= DEEPEST:
        message = f"Only the first {DEEPEST:,} can be paged through: filter more."
        abort(422, messages={"query": {"page": [message]}})
    chosen = {name: frozenset(filters[name]) for name in _FILTERS if name in filters}
    return SearchRequest(
        tree=tree,
        filters=chosen,
        ranges={name: limits for name in ("closing", "ending") if any(limits := _limits(filters, name))},
        known=filters["known"],
        facets=FACETS,
        sort=sorted_by(tree, filters["sort"]),
        page=page.page,
        size=page.page_size,
    )


def sorted_by(tree: Node, asked: Sort = "relevance") -> Sort:
    """Return the order to show hits in: without words to be relevant to, the latest published first."""
    has_words = any(words_in(tree)) or any(prefixes_in(tree))
    return "-published" if asked == "relevance" and not has_words else asked


def _limits(filters: dict[str, Any], name: str) -> Range:
    low, high = filters.get(f"{name}_after"), filters.get(f"{name}_before")
    return low and low.toordinal(), high and high.toordinal()
