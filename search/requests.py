"""From the arguments of a search to what an engine is asked."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from search.engines.engine import Range, SearchEngine, SearchRequest, Sort
from search.language import EVERYTHING, Node, says_something

FILTERS = (
    *("kind", "authority", "service", "supplier", "product", "stage", "status"),
    *("value_band", "closing_month", "ending_month"),
)
"""The arguments that each take several values of a facet."""
RANGES = {
    "closing": ("closing_after", "closing_before"),
    "ending": ("ending_after", "ending_before"),
    "value": ("value_min", "value_max"),
}
"""For each number that can be limited: the arguments that do it."""
FACETS = FILTERS
MOST_COUNTED = 240
"""Values of a facet: twenty years of months."""


def narrowed(filters: Mapping[str, Any], tree: Node = EVERYTHING) -> SearchRequest:
    """Return a request for what passes `filters`, loaded by `SearchFilters`, with names resolved into ids."""
    return SearchRequest(
        tree=tree,
        filters={name: frozenset(filters[name]) for name in FILTERS if name in filters},
        ranges={name: limits for name in RANGES if (limits := _limits(filters, name)) != (None, None)},
        known=filters.get("known", False),
    )


def sorted_by(tree: Node, asked: Sort = "relevance") -> Sort:
    """Return the order to show hits in: without words to be relevant to, the latest published first."""
    return asked if asked != "relevance" or says_something(tree) else "-published"


def loosened(engine: SearchEngine, request: SearchRequest) -> list[tuple[tuple[str, ...], int]]:
    """Return, for each filter and for all at once, the arguments that make it and how many are found without."""
    count = replace(request, facets=(), page=1, size=1, after=None, explained=False)
    looser: list[tuple[tuple[str, ...], SearchRequest]]
    looser = [((name,), replace(count, filters=_without(count.filters, name))) for name in request.filters]
    looser += [(RANGES[name], replace(count, ranges=_without(count.ranges, name))) for name in request.ranges]
    if request.known and request.ranges:
        looser.append((("known",), replace(count, known=False)))
    if len(looser) > 1:
        everything = tuple(argument for arguments, _ in looser for argument in arguments)
        looser.append((everything, replace(count, filters={}, ranges={})))
    found = [(arguments, engine.search(each).total) for arguments, each in looser]
    return sorted(found, key=lambda each: (-each[1], len(each[0])))


def _without(given: Mapping[str, Any], name: str) -> dict[str, Any]:
    return {each: value for each, value in given.items() if each != name}


def _limits(filters: Mapping[str, Any], name: str) -> Range:
    low, high = (filters.get(argument) for argument in RANGES[name])
    return _number(low), _number(high)


def _number(given: Any) -> int | None:
    return given.toordinal() if hasattr(given, "toordinal") else given
