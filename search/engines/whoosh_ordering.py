"""Which hits a page shows: in the order that was asked for, equal ones by id, on every page alike."""

import heapq
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from search.engines.boosting import boosts, strength
from search.engines.engine import Place, SearchRequest, Sort
from search.engines.explaining import NAME_BOOST, PRODUCT_BOOST
from search.engines.texts import name_key
from search.engines.whoosh_schema import UNKNOWN
from search.engines.whoosh_segment import Segment
from search.engines.whoosh_snapshot import Leaf, Snapshot
from search.language import as_typed, says_something, words_in

_LAST = float("inf")

Ranked = list[tuple[float, int]]
"""Documents of a leaf, each behind the key that it is ordered by."""


@dataclass(frozen=True, slots=True, order=True)
class Found:
    """A document with its place in the order: lowest key first, equal ones by id."""

    key: float
    id: str
    position: int
    """Of its leaf."""
    document: int


@dataclass(frozen=True, slots=True)
class Page:
    """The documents to show, and where those behind them begin."""

    shown: Sequence[Found]
    following: Place | None


def page(snapshot: Snapshot, chosen: Sequence[Set[int]], request: SearchRequest) -> Page:
    """Return the page asked for, of the documents chosen in each leaf."""
    before = 0 if request.after else (request.page - 1) * request.size
    # One more than is shown: it tells whether there are more.
    wanted = before + request.size + 1
    ranked = [_ranked(snapshot, leaf, list(each), request) for leaf, each in zip(snapshot.leaves, chosen, strict=True)]
    if request.after:
        ranked = _behind(snapshot, ranked, request.after, request.sort)
    found: list[Found] = []
    for position, each in enumerate(ranked):
        found += _first(snapshot.leaves[position], position, each, wanted)
    first = heapq.nsmallest(wanted, found)[before:]
    shown = first[: request.size]
    if len(first) <= request.size:
        return Page(shown, None)
    seen = (request.after.seen if request.after else before) + request.size
    return Page(shown, Place(_told(shown[-1].key, request.sort), shown[-1].id, seen))


def score_of(found: Found, request: SearchRequest) -> float:
    """Return how well a document answers; 0 where that is not what it is ordered by."""
    return -found.key if request.sort == "relevance" else 0.0


def _ranked(snapshot: Snapshot, leaf: Leaf, documents: list[int], request: SearchRequest) -> Ranked:
    """Return the documents of a leaf, each behind its key."""
    if request.sort == "relevance":
        keys = _by_relevance(snapshot, leaf, documents, request)
    else:
        keys = _by_number(leaf.segment, request.sort, documents)
    return list(zip(keys, documents, strict=True))


def _behind(snapshot: Snapshot, ranked: list[Ranked], place: Place, sort: Sort) -> list[Ranked]:
    """Return the documents behind a place.

    That is the place of its document as it scores now: what comes or goes changes how rare words are, and so
    every score a little.
    """
    key = _key(place.key, sort)
    columns = [leaf.segment.ids for leaf in snapshot.leaves]
    if sort == "relevance":
        now = (key for ids, pairs in zip(columns, ranked, strict=True) for key, each in pairs if ids[each] == place.id)
        key = next(now, key)
    return [
        [pair for pair in pairs if pair[0] > key or (pair[0] == key and ids[pair[1]] > place.id)]
        for ids, pairs in zip(columns, ranked, strict=True)
    ]


def _first(leaf: Leaf, position: int, ranked: Ranked, wanted: int) -> Iterator[Found]:
    """Yield the documents of a leaf that may be among the first `wanted`."""
    last = heapq.nsmallest(wanted, (key for key, _ in ranked))[-1] if len(ranked) > wanted else _LAST
    for key, document in ranked:
        if key <= last:
            yield Found(key, leaf.segment.ids[document], position, document)


def _by_relevance(snapshot: Snapshot, leaf: Leaf, documents: list[int], request: SearchRequest) -> list[float]:
    if not says_something(request.tree):
        return [0.0] * len(documents)
    scores = snapshot.matcher(leaf, request.titles_only).score(request.tree, documents)
    words = set(words_in(as_typed(request.tree)))
    for boost in boosts(
        request.on, strength(words, snapshot.frequency, snapshot.size) if request.on is not None else 1.0
    ):
        numbers = leaf.segment.numbers[boost.number]
        scores = [
            score + boost.worth if numbers[document] >= boost.lowest else score
            for score, document in zip(scores, documents, strict=True)
        ]
    name = name_key(words_in(as_typed(request.tree)))
    called, with_product = leaf.segment.called(name), leaf.segment.called(name, "product_called")
    names = {**dict.fromkeys(with_product, PRODUCT_BOOST), **dict.fromkeys(called, NAME_BOOST)}
    return [-(score + names.get(document, 0.0)) for score, document in zip(scores, documents, strict=True)]


def _by_number(segment: Segment, sort: Sort, documents: list[int]) -> list[float]:
    """Return keys by which what has no number, or an unknown one, comes last in either direction."""
    numbers, sign = segment.numbers[sort.removeprefix("-")], -1 if sort.startswith("-") else 1
    return [sign * number if (number := numbers[document]) > UNKNOWN else _LAST for document in documents]


def _key(told: float | None, sort: Sort) -> float:
    if told is None:
        return _LAST
    return -told if sort == "relevance" or sort.startswith("-") else told


def _told(key: float, sort: Sort) -> float | None:
    """Return what others know a key as: a score or a number."""
    return None if key == _LAST else _key(key, sort)
