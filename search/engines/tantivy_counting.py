"""Facets: values and the documents that have each, counted exactly and in one order whatever the segments."""

from collections.abc import Mapping
from typing import Any

from tantivy import Query, Searcher

from search.engines.engine import SearchRequest
from search.engines.tantivy_queries import Queries

_AT_FIRST = 1_000
_ALL = 60_000
"""Tantivy refuses an answer of more than 65,000 values."""

Counts = tuple[tuple[str, int], ...]


def facets(searcher: Searcher, request: SearchRequest, queries: Queries) -> Mapping[str, Counts]:
    """Return the most frequent values of each field, counted as if its own filter were off."""
    together = [name for name in request.facets if name not in request.filters]
    counted = _counted(searcher, queries.selecting(), together, request.facet_size) if together else {}
    for name in request.facets:
        if name in request.filters:
            counted |= _counted(searcher, queries.selecting(but_for=name), [name], request.facet_size)
    return {name: counted[name] for name in request.facets}


def _counted(searcher: Searcher, query: Query, names: list[str], most: int) -> dict[str, Counts]:
    size = max(_AT_FIRST, 2 * most)
    answer = _ask(searcher, query, names, size)
    if unsure := [name for name in names if _may_be_more(answer[name], size, most)]:
        answer |= _ask(searcher, query, unsure, _ALL)
    return {name: _first(answer[name], most) for name in names}


def _ask(searcher: Searcher, query: Query, names: list[str], size: int) -> dict[str, list[dict[str, Any]]]:
    # Counts are exact only where no segment keeps values back.
    wanted = {name: {"terms": {"field": name, "size": size, "segment_size": _ALL}} for name in names}
    return {name: counted["buckets"] for name, counted in searcher.aggregate(query, wanted).items()}


def _may_be_more(buckets: list[dict[str, Any]], size: int, most: int) -> bool:
    """Tell whether values that were not told may be as frequent as the last one wanted: equal ones go by name."""
    return len(buckets) == size and bool(buckets[most - 1]["doc_count"] == buckets[-1]["doc_count"])


def _first(buckets: list[dict[str, Any]], most: int) -> Counts:
    counts = [(bucket["key"], bucket["doc_count"]) for bucket in buckets if bucket["key"]]
    return tuple(sorted(counts, key=lambda counted: (-counted[1], counted[0]))[:most])
