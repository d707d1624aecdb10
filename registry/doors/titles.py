"""Titles of procurements, compared: which words tell, and whether one title says what the other says."""

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from registry.doors.references import DN
from registry.phrases import comparable, folded_words

_LOT = re.compile(r"\blots?\s*([0-9]{1,3}[a-z]?|[a-z])\b", re.IGNORECASE)
_YEARS = re.compile(r"\b(20[0-9]{2})\s*[-/\u2013]\s*(?:20)?([0-9]{2})\b")
_LINKING = {"the", "of", "for", "and", "a", "an", "to", "in", "on", "with", "at", "by", "from"}
_BUYING = {
    "provision",
    "supply",
    "contract",
    "agreement",
    "service",
    "procurement",
    "tender",
    "itt",
    "rfq",
    "invitation",
}
_BUYING |= {"opportunity", "notice", "award", "awarded", "ref", "project", "new"}
_BUYERS = {"london", "borough", "council", "royal", "city", "county", "district"}
_SAYS_LITTLE = _LINKING | _BUYING | _BUYERS
"""As `registry.phrases.comparable` has them."""
_SAME_WORD = 85
"""How alike two words must be to be one, written twice."""
_ORDINALS = {"ii": "2", "iii": "3", "iv": "4", "v2": "2", "v3": "3"}


@dataclass(frozen=True, slots=True)
class Title:
    """A title, read."""

    words: tuple[str, ...]
    """What tells, each once, without numbers."""
    numbers: frozenset[str]
    """Numbers and words with a figure in them; not those of the lot."""
    lots: frozenset[str]


@lru_cache(maxsize=16_384)
def read_title(title: str) -> Title:
    """Return a title as it is compared: without case, plurals, references of ProContract and words that say little."""
    plain = _YEARS.sub(lambda found: f"{found[1]} 20{found[2]}", DN.sub(" ", title))
    lots = frozenset(each.casefold() for each in _LOT.findall(plain))
    every = [_ORDINALS.get(word, word) for word in map(comparable, folded_words(_LOT.sub(" ", plain)))]
    told = [word for word in dict.fromkeys(every) if word not in _SAYS_LITTLE and word.isalpha()]
    return Title(tuple(told), frozenset(word for word in every if not word.isalpha()), lots)


def alike(one: Title, other: Title) -> float:
    """Return how alike two titles are, from 0 to 1: 0 where each has a word that the other has not.

    One title may say more than the other. A word that is written otherwise by a letter or two is the same.
    """
    if not one.words or not other.words:
        return 0.0
    few, many = sorted((one.words, other.words), key=lambda words: (len(words), words))
    missing = [word for word in few if not _has(many, word)]
    if missing:
        return 0.0
    extra = sum(not _has(few, word) for word in many)
    return round(1 - extra / (len(many) * 2), 3)


def speaks_against(one: Title, other: Title) -> bool:
    """Whether lots, years or other numbers of two titles tell them apart."""
    numbers = bool(one.numbers and other.numbers) and one.numbers.isdisjoint(other.numbers)
    return numbers or lots_differ(one, other)


def lots_differ(one: Title, other: Title) -> bool:
    """Whether two titles name other lots."""
    return bool(one.lots and other.lots) and one.lots.isdisjoint(other.lots)


def _has(words: tuple[str, ...], word: str) -> bool:
    return word in words or any(len(word) > 4 and fuzz.ratio(word, each) >= _SAME_WORD for each in words)
