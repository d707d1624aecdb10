"""The vocabulary: every word of the index as people write it, to finish words and to mend misspelt ones."""

from __future__ import annotations

import math
import time
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from functools import cached_property, lru_cache
from itertools import takewhile
from pathlib import Path

from rapidfuzz.distance import DamerauLevenshtein

from search.documents import Document
from search.engines.spellings import spellings
from search.words import STOP_WORDS, fold, term

FILE = "vocabulary.txt"
_CANDIDATES = 50
_MOST_TERMS = 200
_SIMILAR = 0.65
_LEARN_SECONDS = 600


class Vocabulary:
    """Words, each with the number of documents that have it."""

    def __init__(self, counts: Counter[str]) -> None:
        self.counts = counts

    @cached_property
    def _sorted(self) -> list[str]:
        return sorted(self.counts)

    @cached_property
    def _with_gram(self) -> dict[str, array[int]]:
        found: dict[str, array[int]] = {}
        for number, word in enumerate(self._sorted):
            for gram in _grams(word):
                found.setdefault(gram, array("I")).append(number)
        return found

    def beginning_with(self, prefix: str, limit: int) -> list[str]:
        """Return the words that begin so, the most frequent first."""
        start = bisect_left(self._sorted, prefix)
        following = (self._sorted[position] for position in range(start, len(self._sorted)))
        words = list(takewhile(lambda word: word.startswith(prefix), following))
        return sorted(words, key=lambda word: (-self.counts[word], word))[:limit]

    def terms_of(self, prefix: str, stems: Iterable[str], begin: str = "") -> list[str]:
        """Return the terms that a prefix stands for: those of the most frequent words that begin so.

        An index has stems only: the words come from here, and the newest are among its `stems` that begin so.
        Of a field, whose terms `begin` with its name, its own come first: they are few.
        """
        words = [begin + term(word) for word in [prefix, *self.beginning_with(prefix, _MOST_TERMS)]]
        found = [*sorted(stems), *words] if begin else [*words, *sorted(stems)]
        return list(dict.fromkeys(found))[:_MOST_TERMS]

    def most_similar(self, word: str) -> str | None:
        """Return the other word that was probably meant, near and frequent; None when none is near."""
        common: Counter[int] = Counter()
        for gram in _grams(word):
            common.update(self._with_gram.get(gram, ()))
        near = [self._sorted[number] for number, _ in common.most_common(_CANDIDATES + 1)]
        near = [other for other in near if other != word]
        best = max(near, key=lambda other: self._likeness(word, other), default=None)
        return best if best and self._likeness(word, best) >= _SIMILAR else None

    def _likeness(self, word: str, other: str) -> float:
        return DamerauLevenshtein.normalized_similarity(word, other) + 0.02 * math.log(self.counts[other])


def load(directory: Path) -> Vocabulary:
    """Return the vocabulary of an index; an empty one when there is none."""
    file = directory / FILE
    return _load(file, file.stat().st_size) if file.exists() else Vocabulary(Counter())


@lru_cache(2)
def _load(file: Path, _size: int) -> Vocabulary:
    counts: Counter[str] = Counter()
    # A line cut short by a crash counts as another word, which does no harm.
    for line in file.read_text(encoding="utf-8", errors="replace").splitlines():
        word, _, count = line.partition(" ")
        counts[word] += int(count) if count.isdecimal() else 1
    return Vocabulary(counts)


def add_to(counts: Counter[str], document: Document) -> None:
    """Count each word of a document once; codes and numbers are not words."""
    texts = (document.title, document.body, *document.names, *document.words, *document.product)
    spelt = {spelling for text in texts for spelling in spellings(text)}
    counts.update({word for word in map(fold, spelt) if len(word) > 2 and word.isalpha() and word not in STOP_WORDS})


def append(directory: Path, counts: Counter[str]) -> None:
    """Add words to the vocabulary of an index."""
    with (directory / FILE).open("a", encoding="utf-8") as file:
        file.writelines(f"{word} {count}\n" for word, count in counts.items())


class Learner:
    """Adds the new words of changed documents to a vocabulary, of one batch in ten minutes: reading it takes time."""

    def __init__(self) -> None:
        self._learned_at = -math.inf

    def learn(self, directory: Path, documents: Iterable[Document]) -> None:
        """Add the words of `documents` that are new, when it is time."""
        if time.monotonic() - self._learned_at < _LEARN_SECONDS:
            return
        counts: Counter[str] = Counter()
        for document in documents:
            add_to(counts, document)
        known = load(directory).counts
        new = Counter({word: count for word, count in counts.items() if word not in known})
        if new:
            append(directory, new)
        self._learned_at = time.monotonic()


def _grams(word: str) -> set[str]:
    padded = f"^^{word}$"
    return {padded[start : start + 3] for start in range(len(padded) - 2)}
