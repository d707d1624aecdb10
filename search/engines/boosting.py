"""Boosts: what can still be answered, and what is new, comes a little before what says as much about the words."""

import math
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

_RECENT_DAYS = 90
_OPEN, _RECENT = 0.08, 0.04
"""Parts of what the words of a search are worth in a text of usual length: a title says far more."""


class Boost(NamedTuple):
    """A reason to be worth more: a number of a document that is not below a limit."""

    name: str
    number: str
    lowest: int
    worth: float
    """Added to the score."""


def boosts(on: int | None, strength: float = 1.0) -> tuple[Boost, ...]:
    """Return the boosts on a day, for words of a `strength`; none where they are switched off."""
    if on is None:
        return ()
    return (
        Boost("open", "closing", on, _OPEN * strength),
        Boost("recent", "published", on - _RECENT_DAYS, _RECENT * strength),
    )


def strength(words: Iterable[str], frequency: Callable[[str], int], size: int) -> float:
    """Return what words are worth together in an index of a size: the rarer, the more. No words: as much as one."""
    having = [min(frequency(word), size) for word in words]
    return sum(math.log(1 + (size - each + 0.5) / (each + 0.5)) for each in having if each) or 1.0


def boosted_by(numbers: Mapping[str, float | None], on: int | None) -> tuple[str, ...]:
    """Return the names of the boosts that a document with these numbers has."""
    return tuple(each.name for each in boosts(on) if (numbers.get(each.number) or 0) >= each.lowest)
