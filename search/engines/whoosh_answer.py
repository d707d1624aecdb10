"""Answering a request from a snapshot: what is found, in which order, counted how, and why."""

import heapq
from collections import Counter
from collections.abc import Iterator, Set
from dataclasses import dataclass

from search.engines.engine import Hit, Range, SearchPage, SearchRequest, Sort
from search.engines.explaining import NAME_BOOST, PRODUCT_BOOST, Explainer, corrections
from search.engines.texts import name_key
from search.engines.whoosh_schema import SEPARATOR, UNKNOWN
from search.engines.whoosh_segment import Segment
from search.engines.whoosh_snapshot import Leaf, Snapshot
from search.language import as_typed, words_in

_LAST = float("inf")


@dataclass(frozen=True, slots=True)
class Selection:
    """What a request selects in one leaf: before its filters, by each filter, and after all."""

    leaf: Leaf
    unfiltered: Set[int]
    passing: dict[str, Set[int]]

    def documents(self, but_for: str = "") -> Set[int]:
        """Return the documents that pass every filter, or every one but that of a field."""
        found = self.unfiltered
        for name, passing in self.passing.items():
            if name != but_for:
                found = found & passing
        return found


@dataclass(frozen=True, slots=True, order=True)
class Found:
    """A document with its place in the order: lowest key first, equal ones by id."""

    key: float
    id: str
    position: int
    """Of its leaf."""
    document: int


def answer(snapshot: Snapshot, request: SearchRequest) -> SearchPage:
    """Answer a request."""
    selections = [_select(snapshot, leaf, request) for leaf in snapshot.leaves]
    chosen = [selection.documents() for selection in selections]
    wanted = request.page * request.size
    found: list[Found] = []
    for position, documents in enumerate(chosen):
        found += _first(snapshot, position, documents, request, wanted)
    page = heapq.nsmallest(wanted, found)[wanted - request.size :]
    total = sum(map(len, chosen))
    return SearchPage(
        total=total,
        hits=tuple(_hits(snapshot, page, request)),
        facets={name: _count(selections, name, request.facet_size) for name in request.facets},
        corrections=dict(corrections(snapshot, request.tree, total)),
    )


def _select(snapshot: Snapshot, leaf: Leaf, request: SearchRequest) -> Selection:
    found = snapshot.matcher(leaf, request.titles_only).find(request.tree) - leaf.deleted
    for name, limits in request.ranges.items():
        found = _within(leaf.segment, name, limits, request.known, found)
    passing = {name: _passing(leaf.segment, name, values, found) for name, values in request.filters.items()}
    return Selection(leaf, found, passing)


def _within(segment: Segment, name: str, limits: Range, known: bool, documents: Set[int]) -> Set[int]:
    low = UNKNOWN + 1 if limits[0] is None else max(limits[0], UNKNOWN + 1)
    high = _LAST if limits[1] is None else limits[1]
    numbers = segment.numbers[name]
    return {
        document
        for document in documents
        if low <= (number := numbers[document]) <= high or (number == UNKNOWN and not known)
    }


def _passing(segment: Segment, name: str, wanted: frozenset[str], documents: Set[int]) -> Set[int]:
    kept = {joined for joined in segment.facet_values[name] if not wanted.isdisjoint(joined.split(SEPARATOR))}
    column = segment.facets[name]
    return {document for document in documents if column[document] in kept}


def _count(selections: list[Selection], name: str, most: int) -> tuple[tuple[str, int], ...]:
    joined: Counter[str] = Counter()
    for selection in selections:
        joined.update(map(selection.leaf.segment.facets[name].__getitem__, selection.documents(but_for=name)))
    counts: Counter[str] = Counter()
    for values, times in joined.items():
        for value in values.split(SEPARATOR):
            counts[value] += times
    del counts[""]
    return tuple(heapq.nsmallest(most, counts.items(), key=lambda counted: (-counted[1], counted[0])))


def _first(
    snapshot: Snapshot, position: int, documents: Set[int], request: SearchRequest, wanted: int
) -> Iterator[Found]:
    """Yield the documents of a leaf that may be among the first `wanted`."""
    leaf, numbered = snapshot.leaves[position], list(documents)
    if request.sort == "relevance":
        keys = _by_relevance(snapshot, leaf, numbered, request)
    else:
        keys = _by_number(leaf.segment, request.sort, numbered)
    last = heapq.nsmallest(wanted, keys)[-1] if len(keys) > wanted else _LAST
    for key, document in zip(keys, numbered, strict=True):
        if key <= last:
            yield Found(key, leaf.segment.ids[document], position, document)


def _by_relevance(snapshot: Snapshot, leaf: Leaf, documents: list[int], request: SearchRequest) -> list[float]:
    scores = snapshot.matcher(leaf, request.titles_only).score(request.tree, documents)
    name = name_key(words_in(as_typed(request.tree)))
    called, with_product = leaf.segment.called(name), leaf.segment.called(name, "product_called")
    boosts = {**dict.fromkeys(with_product, PRODUCT_BOOST), **dict.fromkeys(called, NAME_BOOST)}
    return [-(score + boosts.get(document, 0.0)) for score, document in zip(scores, documents, strict=True)]


def _by_number(segment: Segment, sort: Sort, documents: list[int]) -> list[float]:
    """Return keys by which what has no number, or an unknown one, comes last in either direction."""
    numbers, sign = segment.numbers[sort.removeprefix("-")], -1 if sort.startswith("-") else 1
    return [sign * number if (number := numbers[document]) > UNKNOWN else _LAST for document in documents]


def _hits(snapshot: Snapshot, page: list[Found], request: SearchRequest) -> Iterator[Hit]:
    explainer = Explainer(request)
    for found in page:
        segment = snapshot.leaves[found.position].segment
        parts = segment.parts(found.document) if request.explained else {}
        yield explainer.hit(found.id, -found.key if request.sort == "relevance" else 0.0, parts)
