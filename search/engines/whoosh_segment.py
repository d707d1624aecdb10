"""One segment of a Whoosh index, decoded: its columns when it is opened, its postings when first asked for.

A segment never changes once written, so what is decoded stays true; only deletions come later. Matching
decoded postings with sets is several times faster than Whoosh's own matchers (`bench/search.py`), and right
where they are not: its collectors lose top hits of nested searches (whoosh-community/whoosh#413).
"""

import weakref
from collections.abc import Iterator, Sequence, Set
from functools import cached_property
from threading import Lock

from whoosh.reading import SegmentReader

from search.documents import ALL_FACETS, NUMBERS

Postings = dict[int, float]
"""By document number, how strongly a term speaks for the document."""

# BM25, with fixed instead of average lengths: what a document scores does not change when others come.
_K1, _B = 1.2, 0.75
_USUAL_LENGTH = {"text": 120, "title": 8, "fielded": 120}

# About 50 MB in a process, for each large segment.
_MOST_DECODED = 1_000_000


class Segment:
    """The decoded contents of one segment."""

    def __init__(self, reader: SegmentReader) -> None:
        self._reader = reader
        # Closed when the last search in it is over, which no thread can know.
        weakref.finalize(self, reader.close)
        self.key: str = reader.segment().segment_id()
        # Whoosh seeks and reads one shared file handle.
        self._reading = Lock()
        self._decoded: dict[tuple[str, ...], Postings] = {}
        self._held = 0
        self.size: int = reader.doc_count_all()
        # Every number and every weight is one object, however many postings hold it: half the memory.
        self._documents = list(range(self.size))
        self._weights: dict[tuple[str, float, int], float] = {}
        # All columns and one document are read now: a file may be merged away by the time it is asked for.
        self.ids = _strings(reader, "id")
        self.facets = {name: _strings(reader, name) for name in ALL_FACETS}
        self.numbers: dict[str, Sequence[int]] = {name: reader.column_reader(name).load() for name in NUMBERS}
        self.versions: Sequence[int] = reader.column_reader("version").load()
        self._lengths: dict[str, Sequence[int]] = {
            "text": reader.column_reader("length").load(),
            "title": reader.column_reader("title_length").load(),
        }
        self._lengths["fielded"] = self._lengths["text"]  # found in, and never scored by
        self.parts(0)

    @cached_property
    def everything(self) -> frozenset[int]:
        """Every document number, deleted ones included."""
        return frozenset(range(self.size))

    @cached_property
    def facet_values(self) -> dict[str, frozenset[str]]:
        """The different values of each facet, as kept: several of one document joined."""
        return {name: frozenset(values) for name, values in self.facets.items()}

    def parts(self, document: int) -> dict[str, str]:
        """Return the texts of a document."""
        with self._reading:
            stored: dict[str, dict[str, str]] = self._reader.stored_fields(document)
        return stored["parts"]

    def called(self, name: str, field: str = "called") -> Set[int]:
        """Return the documents of which something has exactly this name (`whoosh_schema.name_key`)."""
        with self._reading:
            if (field, name) not in self._reader:
                return frozenset()
            return frozenset(self._reader.postings(field, name).all_ids())

    def terms_beginning_with(self, prefix: str, field: str = "text") -> Iterator[str]:
        """Yield the terms of a field that begin so."""
        with self._reading:
            found = list(self._reader.expand_prefix(field, prefix))
        return (term.decode() for term in found)

    def postings(self, field: str, term: str) -> Postings:
        """Return the documents that have `term` in `field`."""
        return self._cached((field, term)) or self._keep((field, term), self._decode(field, term))

    def phrase(self, field: str, terms: tuple[str, ...]) -> Set[int]:
        """Return the documents that have `terms` one after the other in `field`."""
        key = ("phrase", field, *terms)
        found = self._cached(key)
        if found is None:
            found = self._keep(key, dict.fromkeys(self._consecutive(field, terms), 1.0))
        return found.keys()

    def _cached(self, key: tuple[str, ...]) -> Postings | None:
        return self._decoded.get(key)

    def _keep(self, key: tuple[str, ...], found: Postings) -> Postings:
        with self._reading:
            self._held += len(found)
            self._decoded[key] = found
            while self._held > _MOST_DECODED and len(self._decoded) > 1:
                self._held -= len(self._decoded.pop(next(iter(self._decoded))))
        return found

    def _decode(self, field: str, term: str) -> Postings:
        lengths, documents, found = self._lengths[field], self._documents, Postings()
        with self._reading:
            if (field, term) not in self._reader:
                return found
            matcher = self._reader.postings(field, term)
            while matcher.is_active():
                document = documents[matcher.id()]
                found[document] = self._weight(field, matcher.weight(), lengths[document])
                matcher.next()
        return found

    def _weight(self, field: str, times: float, length: int) -> float:
        """Return BM25's weight of a term that is in a field so many `times`, but for how rare the term is."""
        key = (field, times, length)
        if key not in self._weights:
            stretch = _K1 * (1 - _B + _B * length / _USUAL_LENGTH[field])
            self._weights[key] = times * (_K1 + 1) / (times + stretch)
        return self._weights[key]

    def _consecutive(self, field: str, terms: tuple[str, ...]) -> list[int]:
        having = sorted((self.postings(field, term) for term in set(terms)), key=len)
        candidates = sorted(set(having[0]).intersection(*having[1:]))
        ends: dict[int, set[int]] = {}
        for place, term in enumerate(terms):
            ends = {
                document: {position for position in positions if not place or position - 1 in ends[document]}
                for document, positions in self._positions(field, term, candidates)
            }
            candidates = [document for document in candidates if ends.get(document)]
        return candidates

    def _positions(self, field: str, term: str, documents: list[int]) -> Iterator[tuple[int, list[int]]]:
        if not documents:
            return
        with self._reading:
            matcher = self._reader.postings(field, term)
            for document in documents:
                matcher.skip_to(document)
                yield document, matcher.value_as("positions")


def _strings(reader: SegmentReader, field: str) -> list[str]:
    known: dict[bytes, str] = {}
    column = reader.column_reader(field, translate=False)
    return [known.setdefault(value, value.decode()) for value in column]
