"""The page behind a place: what comes after a hit that was seen, however many come before it.

Tantivy can skip a number of hits, and no more. So the numbers behind the place's own are asked for as such, and
of what equals the place, or is ranked by words, all is fetched up to it and passed over by id: right whatever has
come or gone meanwhile, at a few milliseconds for each ten thousand hits seen.
"""

from itertools import groupby

from tantivy import DocAddress, FieldType, Occur, Order, Query, Searcher

from search.engines.engine import Place, SearchRequest, Sort
from search.engines.tantivy_ordering import Key, Page, Ranked, having, id_of, in_order, total_of
from search.engines.tantivy_queries import Queries, term_query
from search.engines.tantivy_schema import SCHEMA, within

_SLACK = 200


class Following:
    """Finds the page behind a place."""

    def __init__(self, searcher: Searcher, request: SearchRequest, queries: Queries, place: Place) -> None:
        self._searcher = searcher
        self._queries = queries
        self._place = place
        self._wanted = request.size + 1
        """One more than is shown: it tells whether there are more."""

    def by_id(self) -> Page:
        """Return the page when nothing makes one hit better than another."""
        selecting = self._queries.selecting()
        hits: list[Ranked] = [(0.0, address) for address in self._behind_id(selecting, self._place.seen)]
        return self._page(self._total(selecting), hits)

    def by_number(self, sort: Sort) -> Page:
        """Return the page by a number, what has none last in either direction."""
        field, selecting, key = sort.removeprefix("-"), self._queries.selecting(), self._key()
        equal = Query.boolean_query([(Occur.Must, selecting), having(field, key)])
        hits: list[Ranked] = [(key, address) for address in self._behind_id(equal, 0)]
        if key is not None and len(hits) < self._wanted:
            hits += self._beyond(field, key, selecting, is_falling=sort.startswith("-"))
        return self._page(self._total(selecting), hits)

    def by_relevance(self) -> Page:
        """Return the page of what answers best.

        It begins behind the document of the place as it scores now: what comes or goes changes how rare words are,
        and so every score a little.
        """
        ranking, limit = self._queries.ranking(), self._place.seen + self._wanted + _SLACK
        there = self._searcher.search(term_query("id", self._place.id), 1).hits
        while True:
            found = self._searcher.search(ranking, limit)
            is_all = len(found.hits) < limit
            now = [score for score, address in found.hits if there and address == there[0][1]]
            if now or is_all or not there:
                behind = self._behind_score(found.hits, now[0] if now else self._place.key, is_all=is_all)
                if len(behind) >= self._wanted or is_all:
                    return self._page(total_of(found), behind)
            limit *= 2

    def _behind_score(self, hits: list[Ranked], last: Key, *, is_all: bool) -> list[Ranked]:
        """Return the hits behind the place, without those at the end of which there may be more equal ones."""
        behind: list[Ranked] = []
        seen, lowest = last or 0.0, hits[-1][0] if hits else None
        for score, group in groupby(hits, key=lambda hit: hit[0] or 0.0):
            if score > seen or (score == lowest and not is_all) or len(behind) >= self._wanted:
                continue
            ids = sorted((id_of(self._searcher, address), address) for _, address in group)
            behind += [(score, each) for id_, each in ids if score < seen or id_ > self._place.id]
        return behind

    def _behind_id(self, query: Query, seen: int) -> list[DocAddress]:
        """Return the first documents whose id is behind that of the place."""
        limit = seen + self._wanted + _SLACK
        while True:
            hits, total = in_order(self._searcher, query, "id", limit)
            behind = [address for id_, address in hits if str(id_) > self._place.id]
            if len(behind) >= self._wanted or total <= limit:
                return behind
            limit *= 2

    def _beyond(self, field: str, key: int, selecting: Query, *, is_falling: bool) -> list[Ranked]:
        """Return the first documents beyond a number, and then those that have none, each equal ones by id."""
        limits = (None, key, True, False) if is_falling else (key, None, False, True)
        beyond = Query.range_query(SCHEMA, field, FieldType.Integer, *limits)
        rest = Query.boolean_query([(Occur.Must, selecting), (Occur.Must, beyond)])
        hits, _ = in_order(self._searcher, rest, field, self._wanted, Order.Desc if is_falling else Order.Asc)
        found: list[Ranked] = []
        for value, _ in groupby(hits, key=lambda hit: hit[0]):
            found += self._equal(field, value, selecting)
        return found if len(found) >= self._wanted else [*found, *self._equal(field, None, selecting)]

    def _equal(self, field: str, value: float | None, selecting: Query) -> list[Ranked]:
        same = Query.boolean_query([(Occur.Must, selecting), having(field, value)])
        return [(value, address) for _, address in in_order(self._searcher, same, "id", self._wanted)[0]]

    def _page(self, total: int, hits: list[Ranked]) -> Page:
        return Page(total, hits[: self._wanted - 1], len(hits) < self._wanted)

    def _total(self, query: Query) -> int:
        return total_of(self._searcher.search(query, 1))

    def _key(self) -> int | None:
        return None if self._place.key is None else within(int(self._place.key))
