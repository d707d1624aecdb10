"""What each phrase of a notice says about technology and service areas."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from registry.phrases import comparable_words
from registry.technology import (
    BARE_SYSTEM_NOUNS,
    HOW_TO_BID,
    NOT_TECHNOLOGY_PHRASES,
    PLAIN_WORDS,
    SYSTEM_NOUNS,
    TECHNOLOGY_PHRASES,
    VAGUE_SUBJECTS,
)

PLAIN_WORD = 0.25
"""What a plain word of a phrase weighs; a telling one weighs 1."""

Says = Literal["system", "subject", "technology", "noun", "nothing"]
"""A system of an area, its subject only, technology of no area, a bare noun for a system, or nothing."""


@dataclass(frozen=True, slots=True)
class ServiceArea:
    """What technology is bought for: "parking", with the CPV codes and words that betray it."""

    id: str
    name: str
    kind: str
    cpv: tuple[str, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a phrase says, of which area, with what weight, and whether it counts in titles only."""

    phrase: tuple[str, ...]
    says: Says
    area: str
    weight: float
    title_only: bool


def vocabulary(areas: Iterable[ServiceArea]) -> dict[tuple[str, ...], Meaning]:
    """Return what each phrase says: areas' words beat general lists, listed phrases beat derived."""
    areas = sorted(areas, key=lambda area: area.id)
    listed = [(area.id, comparable_words(word)) for area in areas for word in area.words]
    names = [(area.id, comparable_words(area.name)) for area in areas]
    meanings: dict[tuple[str, ...], Meaning] = {}

    def add(says: Says, phrases: Iterable[tuple[str, tuple[str, ...]]]) -> None:
        for area, phrase in phrases:
            if phrase and phrase not in meanings:
                meanings[phrase] = Meaning(phrase, says, area, _weight(phrase), _title_only(phrase))

    add("system", listed)
    add("nothing", _of_no_area(NOT_TECHNOLOGY_PHRASES))
    add("technology", _of_no_area(TECHNOLOGY_PHRASES))
    add("noun", _of_no_area(BARE_SYSTEM_NOUNS))
    add("subject", names)
    add("subject", [(area, _subject(phrase)) for area, phrase in listed])
    return meanings


def _of_no_area(texts: Iterable[str]) -> list[tuple[str, tuple[str, ...]]]:
    return [("", comparable_words(text)) for text in texts]


def _subject(phrase: tuple[str, ...]) -> tuple[str, ...]:
    """Return what the system is for: "council tax" of "council tax system"; empty when it names no system."""
    end = len(phrase)
    while end and phrase[end - 1] in SYSTEM_NOUNS:
        end -= 1
    vague = " ".join(phrase[:end]) in VAGUE_SUBJECTS
    return () if vague or end == len(phrase) else phrase[:end]


def _weight(phrase: tuple[str, ...]) -> float:
    return sum(PLAIN_WORD if word in PLAIN_WORDS else 1.0 for word in phrase)


def _title_only(phrase: tuple[str, ...]) -> bool:
    """Return whether a description may say it of anything: how to bid, or "it", perhaps the pronoun."""
    return "it" in phrase or " ".join(phrase) in HOW_TO_BID
