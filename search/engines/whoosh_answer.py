"""Answering a request from a snapshot: what is found, in which order, counted how, and why."""

import heapq
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from search.engines.engine import Hit, Range, SearchPage, SearchRequest
from search.engines.explaining import Explainer, corrections
from search.engines.whoosh_ordering import Found, page, score_of
from search.engines.whoosh_schema import SEPARATOR, UNKNOWN
from search.engines.whoosh_segment import Segment
from search.engines.whoosh_snapshot import Leaf, Snapshot

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


def answer(snapshot: Snapshot, request: SearchRequest) -> SearchPage:
    """Answer a request."""
    selections = [_select(snapshot, leaf, request) for leaf in snapshot.leaves]
    chosen = [selection.documents() for selection in selections]
    shown = page(snapshot, chosen, request)
    total = sum(map(len, chosen))
    return SearchPage(
        total=total,
        hits=tuple(_hits(snapshot, shown.shown, request)),
        facets={name: _count(selections, name, request.facet_size) for name in request.facets},
        corrections=dict(corrections(snapshot, request.tree, total)),
        following=shown.following,
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


def _hits(snapshot: Snapshot, shown: Sequence[Found], request: SearchRequest) -> Iterator[Hit]:
    explainer = Explainer(request)
    for found in shown:
        segment = snapshot.leaves[found.position].segment
        parts = segment.parts(found.document) if request.explained else {}
        numbers = {name: numbers[found.document] for name, numbers in segment.numbers.items()}
        yield explainer.hit(found.id, score_of(found, request), parts, numbers)
