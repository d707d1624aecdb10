"""A snapshot: the index as it was at one commit, which nothing changes while it is searched."""

import math
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from search.engines import vocabulary
from search.engines.vocabulary import Vocabulary
from search.engines.whoosh_matching import Matcher
from search.engines.whoosh_segment import Segment
from search.words import term


@dataclass(frozen=True, slots=True)
class Leaf:
    """A segment, and which of its documents are deleted in this snapshot."""

    segment: Segment
    deleted: Set[int]


class Snapshot:
    """What one commit holds, ready to be searched by any number of threads."""

    def __init__(self, leaves: Sequence[Leaf], directory: Path) -> None:
        self.leaves = leaves
        self._directory = directory
        self.size = sum(leaf.segment.size for leaf in leaves)
        self.weight_of = lru_cache(10_000)(self._weight_of)
        self.terms_of = lru_cache(1_000)(self._terms_of)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The words of the index, as they were when first asked for."""
        return vocabulary.load(self._directory)

    def frequency(self, word: str) -> int:
        """Return how many documents have a word."""
        return sum(len(leaf.segment.postings("text", term(word))) for leaf in self.leaves)

    def has(self, word: str) -> bool:
        """Return whether a document that is not deleted has a word."""
        return any(leaf.segment.postings("text", term(word)).keys() - leaf.deleted for leaf in self.leaves)

    def versions(self) -> Iterator[tuple[str, int]]:
        """Yield id and stamp of every document."""
        for leaf in self.leaves:
            for document in leaf.segment.everything - leaf.deleted:
                yield leaf.segment.ids[document], leaf.segment.versions[document]

    def matcher(self, leaf: Leaf, titles_only: bool) -> Matcher:
        """Return what finds and scores documents of a leaf."""
        return Matcher(leaf.segment, self.weight_of, self.terms_of, ("title" if titles_only else "text", ""))

    def _weight_of(self, found: str) -> float:
        having = sum(len(leaf.segment.postings("text", found)) for leaf in self.leaves)
        return math.log(1 + (self.size - having + 0.5) / (having + 0.5)) if having <= self.size else 0.0

    def _terms_of(self, prefix: str, begin: str = "") -> list[str]:
        field = "fielded" if begin else "text"
        stems = {found for leaf in self.leaves for found in leaf.segment.terms_beginning_with(begin + prefix, field)}
        return self.vocabulary.terms_of(prefix, stems, begin)
