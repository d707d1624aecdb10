"""Which contracts of one authority look alike: told to a person to merge or to tell apart, never merged silently."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import product

from rapidfuzz import fuzz

from registry.doors.references import DN, portal_keys
from registry.doors.titles import lots_differ, read_title

ALIKE = 0.85
"""How alike titles must be where the terms are known to overlap."""
NEARLY_THE_SAME = 0.95
"""How alike they must be where the terms are not wholly known."""
NEAR = 20
"""In a block of many contracts each is compared with the next so many by title: the work grows with the contracts."""
_CLOSE_DAYS = 366
_WORD = re.compile(r"[^\W_]+")
_SAYS_LITTLE = {"the", "of", "for", "and", "a", "an", "to", "in", "on", "with", "at", "by"} | {
    *("provision", "supply", "contract", "agreement", "london", "borough", "council")
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A contract, as far as it can look like another."""

    id: str
    title: str
    suppliers: frozenset[str] = frozenset()
    starts_on: date | None = None
    ends_on: date | None = None
    reference: str | None = None
    """The buyer's own reference."""
    ocid: str | None = None


@dataclass(frozen=True, slots=True)
class Lookalike:
    """Two contracts that look alike; `one` is the lesser id."""

    one: str
    other: str
    score: float
    """From 0 to 1."""
    reasons: tuple[str, ...]


class _Read:
    """A candidate with what is compared worked out once."""

    __slots__ = ("numbers", "of", "references", "text", "words")

    def __init__(self, of: Candidate) -> None:
        every = set(_WORD.findall(DN.sub(" ", of.title).casefold()))
        self.of = of
        self.words = every - _SAYS_LITTLE or every
        self.text = " ".join(sorted(self.words))
        self.numbers = {word for word in self.words if word.isdecimal()}
        self.references = _references(of)
        """By key, as it is written."""


def likely_duplicates(
    candidates: Iterable[Candidate], same: Collection[frozenset[str]] = frozenset()
) -> list[Lookalike]:
    """Return the pairs among one authority's contracts that may be one contract told twice, likeliest first.

    Two look alike when they have a supplier in common, terms that overlap and similar titles; or a reference in
    common and nothing that speaks against it; or a supplier in common and procurements that are one, published twice:
    `same` are the pairs of OCIDs of which that is so. The order of the candidates does not matter.
    """
    found: dict[tuple[str, str], Lookalike | None] = {}
    for one, other in _near(sorted((_Read(each) for each in candidates), key=lambda each: each.of.id), same):
        pair = (one.of.id, other.of.id)
        if pair not in found:
            found[pair] = _compared(one, other, same)
    alike = [each for each in found.values() if each]
    return sorted(alike, key=lambda each: (-each.score, each.one, each.other))


def _near(read: list[_Read], same: Collection[frozenset[str]]) -> Iterator[tuple[_Read, _Read]]:
    """Yield pairs to compare, the lesser id first: of one reference, of one procurement, or of one supplier with
    similar titles."""
    references: dict[str, list[_Read]] = {}
    suppliers: dict[str, list[_Read]] = {}
    for each in read:
        for reference in each.references:
            references.setdefault(reference, []).append(each)
        for supplier in each.of.suppliers:
            suppliers.setdefault(supplier, []).append(each)
    yield from (pair for block in references.values() for pair in _neighbours(block))
    yield from _of_one_procurement(read, same)
    for block in suppliers.values():
        yield from (pair for pair in _neighbours(block) if _similarity(*pair))


def _of_one_procurement(read: list[_Read], same: Collection[frozenset[str]]) -> Iterator[tuple[_Read, _Read]]:
    of: dict[str | None, list[_Read]] = {}
    for each in read:
        of.setdefault(each.of.ocid, []).append(each)
    for pair in same:
        ocid, *others = sorted(pair)
        for one, other in product(of.get(ocid, [])[:NEAR], of.get(others[0], [])[:NEAR]):
            yield (one, other) if one.of.id < other.of.id else (other, one)


def _neighbours(block: list[_Read]) -> Iterator[tuple[_Read, _Read]]:
    if len(block) < 2:
        return
    block.sort(key=lambda each: (each.text, each.of.id))
    for place, one in enumerate(block):
        for other in block[place + 1 : place + 1 + NEAR]:
            yield (one, other) if one.of.id < other.of.id else (other, one)


def _compared(one: _Read, other: _Read, same: Collection[frozenset[str]]) -> Lookalike | None:
    # The notices of one procurement tell its contracts apart themselves, and so do the numbers of lots.
    if (one.of.ocid and one.of.ocid == other.of.ocid) or lots_differ(
        read_title(one.of.title), read_title(other.of.title)
    ):
        return None
    shared, title = one.references.keys() & other.references.keys(), _similarity(one, other)
    same_seller = not one.of.suppliers.isdisjoint(other.of.suppliers)
    named_apart = not same_seller and one.of.suppliers and other.of.suppliers
    at_once = bool(one.of.ocid and other.of.ocid) and frozenset((one.of.ocid, other.of.ocid)) in same
    is_one = at_once and not _numbers_differ(one, other) and (same_seller or title >= ALIKE)
    if named_apart or not (shared or is_one or (same_seller and title >= ALIKE)):
        return None
    overlap = _overlap(one.of, other.of)
    if overlap is False or not (shared or is_one or title >= (ALIKE if overlap else NEARLY_THE_SAME)):
        return None
    told = ["They come of one procurement, published twice."] if is_one else []
    told += [f"They have the reference {one.references[min(shared)]} in common."] if shared else []
    told += ["They have a supplier in common."] if same_seller else []
    told += ["Their terms overlap."] if overlap else []
    told += [f"Their titles are alike ({title:.0%})."] if title >= ALIKE else []
    score = 0.9 + title / 10 if shared or is_one else title * 0.9
    return Lookalike(one.of.id, other.of.id, round(score, 3), tuple(told))


def _overlap(one: Candidate, other: Candidate) -> bool | None:
    """Return whether the terms overlap by half of the shorter; None when what is known neither says nor denies it.

    A contract and the one that follows it overlap by some months at most: two tellings of one share most days.
    """
    if not (one.starts_on and one.ends_on and other.starts_on and other.ends_on):
        known = [(one.starts_on, other.starts_on), (one.ends_on, other.ends_on)]
        follows = _follows(one, other) or _follows(other, one)
        far = any(a and b and abs((a - b).days) > _CLOSE_DAYS for a, b in known)
        return False if follows or far else None
    shared = (min(one.ends_on, other.ends_on) - max(one.starts_on, other.starts_on)).days + 1
    shorter = min((each.ends_on - each.starts_on).days + 1 for each in (one, other) if each.ends_on and each.starts_on)
    return shared > 0 and shared * 2 >= shorter


def _follows(one: Candidate, other: Candidate) -> bool:
    return bool(one.starts_on and other.ends_on and one.starts_on > other.ends_on)


def _similarity(one: _Read, other: _Read) -> float:
    """Return how alike two titles are, from 0 to 1; 0 when not alike.

    Numbers that differ (of a lot, of a year) tell titles apart.
    """
    alike = fuzz.ratio(one.text, other.text, score_cutoff=ALIKE * 100) / 100
    holds = one.words <= other.words or other.words <= one.words
    if not (alike or holds) or _numbers_differ(one, other):
        return 0.0
    return max(alike, 0.9) if holds and min(len(one.words), len(other.words)) >= 3 else alike


def _numbers_differ(one: _Read, other: _Read) -> bool:
    return bool(one.numbers and other.numbers) and one.numbers.isdisjoint(other.numbers)


def _references(of: Candidate) -> dict[str, str]:
    """Return what identifies a contract elsewhere, by key: its buyer's reference, and numbers of portals.

    `tender_396028/1304810` is Jaggaer's tender 396028, with the number of a notice.
    """
    found = {f"dn{number}": f"DN{number}" for number in DN.findall(f"{of.title} {of.reference or ''}")}
    found |= {key: key for key in portal_keys(of.reference or "")}
    key = "".join(_WORD.findall((of.reference or "").casefold()))
    if of.reference and len(key) >= 5 and any(letter.isdecimal() for letter in key):
        found.setdefault(key, of.reference)
    return found
