"""Finding listed phrases in a text, whatever its case, accents, punctuation, plurals or spelling."""

from __future__ import annotations

import html
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Generic, TypeVar

Meaning = TypeVar("Meaning")

_WORD = re.compile(r"[^\W_]+")
_APOSTROPHES = str.maketrans("", "", "'’‘ʼ`")
_LINKING_WORDS = frozenset({"a", "and", "for", "of", "the"})
"""Left out of comparisons, so that "HR and Payroll", "HR & Payroll" and "HR/Payroll" are one phrase."""

_BRITISH = {
    "center": "centre",
    "license": "licence",
    "licencing": "licensing",
    "program": "programme",
    "organization": "organisation",
    "digitization": "digitisation",
    "virtualization": "virtualisation",
    "optimization": "optimisation",
    "visualization": "visualisation",
}


def folded_words(text: str) -> list[str]:
    """Return the words of a text, lower case, without accents, apostrophes, punctuation, HTML entities."""
    if "&" in text:
        text = html.unescape(text).replace("&", " and ")
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text)
        text = "".join(mark for mark in decomposed if not unicodedata.combining(mark))
    return _WORD.findall(text.casefold().translate(_APOSTROPHES))


@lru_cache(maxsize=65_536)
def comparable(word: str) -> str:
    """Return a folded word as compared: singular, in British spelling."""
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        if word.endswith("ies"):
            word = word[:-3] + "y"
        else:
            word = word[:-2] if word.endswith(("ches", "shes", "xes", "sses")) else word[:-1]
    return _BRITISH.get(word, word)


def comparable_words(text: str) -> tuple[str, ...]:
    """Return the words by which a phrase is recognised: comparable, without linking words."""
    return tuple(word for word in map(comparable, folded_words(text)) if word not in _LINKING_WORDS)


class PhraseBook(Generic[Meaning]):
    """Phrases, by their comparable words, and what each means; built once, then only read."""

    def __init__(self, meanings: Mapping[tuple[str, ...], Meaning]) -> None:
        self._by_first_word: dict[str, list[tuple[list[str], Meaning]]] = defaultdict(list)
        for phrase in sorted(meanings, key=len, reverse=True):
            self._by_first_word[phrase[0]].append((list(phrase), meanings[phrase]))

    def find(self, words: list[str]) -> Iterator[tuple[Meaning, str]]:
        """Yield each phrase found, longest first and never overlapping, with the folded words it covers."""
        positions = [position for position, word in enumerate(words) if word not in _LINKING_WORDS]
        compared = [comparable(words[position]) for position in positions]
        free = 0
        for start, first in enumerate(compared):
            if start < free or first not in self._by_first_word:
                continue
            for phrase, meaning in self._by_first_word[first]:
                end = start + len(phrase)
                if compared[start:end] == phrase:
                    yield meaning, " ".join(words[positions[start] : positions[end - 1] + 1])
                    free = end
                    break
