"""Which part a column of a payments file plays, told from its header by the phrases of headers.toml."""

from __future__ import annotations

import tomllib
from functools import cache, lru_cache
from pathlib import Path

from rapidfuzz import fuzz

from scrapers.registers.headers import folded
from scrapers.registers.wordings import VAT_WORDS

SLIP = 90.0
"""How alike two wordings of as many words are when one is a misspelling of the other."""
SHORTEST_SLIP = 6
"""Letters: "date" and "rate" are two words."""


@lru_cache(4096)
def scored(header: str) -> tuple[tuple[float, str], ...]:
    """Return the role that a header means, with a score up to 100; nothing where it means none."""
    for text in dict.fromkeys((folded(header), _without_vat(header))):
        if text in _phrases():
            return ((100.0, _phrases()[text][0]),)
    found = _misspelt(folded(header))
    return ((80.0, _phrases()[found][0]),) if found else ()


def rank(header: str) -> int:
    """Return the place of a header among the phrases for its role: the smaller, the better."""
    known = _phrases().get(folded(header)) or _phrases().get(_without_vat(header))
    return known[1] if known else 1000


def role_names() -> tuple[str, ...]:
    """Return the parts that a column can play, which is also what a sender can say of one."""
    return tuple(_table())


def _without_vat(header: str) -> str:
    return " ".join(VAT_WORDS.sub(" ", folded(header)).split())


def _misspelt(text: str) -> str | None:
    if len(text) < SHORTEST_SLIP:
        return None
    like = [each for each in _phrases() if len(each.split()) == len(text.split()) and len(each) >= SHORTEST_SLIP]
    return max(
        (each for each in like if fuzz.ratio(each, text) >= SLIP), key=lambda each: fuzz.ratio(each, text), default=None
    )


@cache
def _phrases() -> dict[str, tuple[str, int]]:
    """Return the phrases, each with its role and its place."""
    return {
        folded(phrase): (role, place)
        for role, each in _table().items()
        for place, phrase in reversed(list(enumerate(each["phrases"])))
    }


@cache
def _table() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads((Path(__file__).parent / "headers.toml").read_text(encoding="utf-8"))
