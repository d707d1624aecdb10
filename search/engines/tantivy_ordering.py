"""Which hits a page shows: in the order that was asked for, equal ones by id, on every page alike.

Tantivy leaves equal ones in the order of its files, and knows no second key: where equal ones run across the
edge of a page, they are asked for again, in the order of their ids. `tantivy_following` continues from a place.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby

from tantivy import DocAddress, FieldType, Occur, Order, Query, Searcher, SearchResult

from search.engines.engine import SearchRequest, Sort
from search.engines.tantivy_queries import Queries
from search.engines.tantivy_schema import SCHEMA

_MOST_EQUAL = 1_000
"""Hits of one score that are put in order; more, which say nothing but the words, stay as the files have them."""

Key = float | None
Ranked = tuple[Key, DocAddress]
Equals = Callable[[Key, int, int], list[DocAddress]]
"""Returns, of the hits with a key, those from one place among them to another, by id."""


@dataclass(frozen=True, slots=True)
class Page:
    """The hits to show by what they are ordered by, the number of all, and whether there are more."""

    total: int
    hits: Sequence[Ranked]
    is_last: bool


class Ordering:
    """Finds one page of what a request asks for."""

    def __init__(self, searcher: Searcher, request: SearchRequest, queries: Queries) -> None:
        self._searcher = searcher
        self._queries = queries
        self._end = request.page * request.size
        self._start = self._end - request.size

    def by_id(self) -> Page:
        """Return the page when nothing makes one hit better than another."""
        hits, total = in_order(self._searcher, self._queries.selecting(), "id", self._end)
        return Page(total, [(0.0, address) for _, address in hits[self._start :]], total <= self._end)

    def by_number(self, sort: Sort) -> Page:
        """Return the page by a number, what has none last in either direction."""
        field, selecting = sort.removeprefix("-"), self._queries.selecting()
        order = Order.Desc if sort.startswith("-") else Order.Asc
        hits, total = in_order(self._searcher, selecting, field, self._end + 1, order)

        def equals(key: Key, start: int, end: int) -> list[DocAddress]:
            same = Query.boolean_query([(Occur.Must, selecting), having(field, key)])
            return [address for _, address in in_order(self._searcher, same, "id", end)[0][start:]]

        return Page(total, self._shown(hits, equals), total <= self._end)

    def by_relevance(self) -> Page:
        """Return the page of what answers best."""
        ranking = self._queries.ranking()
        found = self._searcher.search(ranking, self._end + 1)

        def equals(key: Key, start: int, end: int) -> list[DocAddress]:
            first = [score for score, _ in found.hits].index(key)
            more = self._searcher.search(ranking, first + _MOST_EQUAL + 1).hits[first:]
            same = [address for score, address in more if score == key]
            if len(same) > _MOST_EQUAL:
                return [address for _, address in found.hits[first + start : first + end]]
            return self._sorted(same)[start:end]

        return Page(total_of(found), self._shown(found.hits, equals), total_of(found) <= self._end)

    def _shown(self, hits: list[Ranked], equals: Equals) -> list[Ranked]:
        """Return the hits of the page, out of all up to it and one more."""
        shown: list[Ranked] = []
        keys = [key for key, _ in hits]
        for key, group in groupby(hits[self._start : self._end], key=lambda hit: hit[0]):
            addresses, first = [address for _, address in group], keys.index(key)
            place = self._start + len(shown)
            goes_on = keys[place + len(addresses) :][:1] == [key]
            if first < self._start or goes_on:
                addresses = equals(key, place - first, place - first + len(addresses))
            elif len(addresses) > 1:
                addresses = self._sorted(addresses)
            shown += [(key, address) for address in addresses]
        return shown

    def _sorted(self, addresses: list[DocAddress]) -> list[DocAddress]:
        return sorted(addresses, key=lambda address: id_of(self._searcher, address))


def in_order(
    searcher: Searcher, query: Query, field: str, limit: int, order: Order = Order.Asc
) -> tuple[list[Ranked], int]:
    """Return the first hits by a field, with its values, and the number of all."""
    found = searcher.search(query, limit, order_by_field=field, order=order)
    return found.hits, total_of(found)


def having(field: str, key: Key) -> tuple[Occur, Query]:
    """Return the clause for the documents that have a number, or none."""
    if key is None:
        return Occur.MustNot, Query.exists_query(field)
    return Occur.Must, Query.range_query(SCHEMA, field, FieldType.Integer, key, key)


def id_of(searcher: Searcher, address: DocAddress) -> str:
    """Return the id of a document."""
    return str(searcher.doc(address).get_first("id"))


def total_of(found: SearchResult) -> int:
    """Return how many documents were found."""
    return int(found.count)  # type: ignore[attr-defined] # Tantivy's stubs forget it
