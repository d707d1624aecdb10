"""Highlights: the part of a document that shows why it was found, as pieces of text, never as HTML."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from search.engines.engine import Segment
from search.engines.spellings import TERM_OF
from search.words import WORD, fold, normalise, term

WIDTH = 240
"""Characters of text around what matched."""


class Match(NamedTuple):
    """Where in a text a word of the search is."""

    start: int
    end: int
    word: str


class Sought:
    """What to look for in texts: words, and beginnings of words, as they were searched for."""

    def __init__(self, words: Iterable[str], prefixes: Iterable[str]) -> None:
        self._words = {term(word): word for word in words}
        self._prefixes = tuple(prefixes)

    def find(self, text: str) -> list[Match]:
        """Return the matches in a normalised text, in order."""
        word_of, term_of = self._words.get, TERM_OF
        found = WORD.finditer(text)
        if self._prefixes:
            return [_match(each, word) for each in found if (word := word_of(term_of[each[0]]) or self._begun(each[0]))]
        return [_match(each, word) for each in found if (word := word_of(term_of[each[0]]))]

    def _begun(self, spelling: str) -> str | None:
        plain = fold(spelling)
        return next((prefix for prefix in self._prefixes if plain.startswith(prefix)), None)


def _match(found: re.Match[str], word: str) -> Match:
    return Match(found.start(), found.end(), word)


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a document was found: text to show, the words of the search in it, and the fields they are in."""

    highlights: tuple[Segment, ...]
    words: tuple[str, ...]
    fields: tuple[str, ...]


def explain(parts: Mapping[str, str], sought: Sought) -> Explanation:
    """Explain a hit by the texts of its parts, in the order in which they are best shown."""
    shown: tuple[Segment, ...] = ()
    words: dict[str, None] = {}
    fields = []
    for name, part in parts.items():
        text = " ".join(normalise(part).split())
        if matches := sought.find(text):
            fields.append(name)
            words.update(dict.fromkeys(match.word for match in matches))
            shown = shown or _snippet(text, matches)
    if not shown:
        first = next((normalise(part) for part in parts.values() if part), "")
        shown = _snippet(first, [])
    return Explanation(shown, tuple(words), tuple(fields))


def _snippet(text: str, matches: list[Match]) -> tuple[Segment, ...]:
    start, end = _window(text, matches)
    pieces = [Segment("… ", match=False)] if start else []
    for match in matches:
        if match.start >= start and match.end <= end:
            pieces.append(Segment(text[start : match.start], match=False))
            pieces.append(Segment(text[match.start : match.end], match=True))
            start = match.end
    pieces.append(Segment(text[start:end] + (" …" if end < len(text) else ""), match=False))
    return tuple(piece for piece in pieces if piece.text)


def _window(text: str, matches: list[Match]) -> tuple[int, int]:
    """Return the stretch of text, cut between words, that holds the most different terms."""
    if len(text) <= WIDTH:
        return 0, len(text)
    best, most = 0, 0
    for position, first in enumerate(matches[:200]):
        near = matches[position : position + 20]
        within = {match.word for match in near if match.end <= first.start + WIDTH}
        if len(within) > most:
            best, most = first.start, len(within)
    start = max(0, min(best - 40, len(text) - WIDTH))
    if start:
        start = text.find(" ", start, best) + 1 or best
    end = min(len(text), start + WIDTH)
    if end < len(text):
        last = [match.end for match in matches if match.end <= end]
        end = max(text.rfind(" ", start, end), *last[-1:], start + 1)
    return start, end
