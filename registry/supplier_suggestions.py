"""Suppliers that may be one: pairs with a score and why, for a person to decide. Nothing is merged by itself."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from heapq import nlargest
from operator import itemgetter

from rapidfuzz import fuzz, process

from registry.supplier_names import similarity

LIKE = 0.86
"""How alike two names must be, from 0 to 1."""
SAME_BUYER = 0.04
TWO_NUMBERS = 0.7
"""What is left of the score where both have a company number: two companies by law, or one with a new number."""
OPENING = 4
MOST_IN_BLOCK = 400
MOST_PAIRS = 1000


@dataclass(frozen=True, slots=True)
class Known:
    """A supplier as it is compared."""

    id: str
    name: str
    key: str
    """Its `registry.supplier_names.name_key`."""
    company_number: str | None = None


Pair = tuple[Known, Known]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two suppliers that may be one."""

    one: Known
    """The one to keep: it has a number, or the smaller id."""
    other: Known
    score: float
    why: tuple[str, ...]


def like_pairs(known: Iterable[Known], apart: Collection[tuple[str, str]] = (), of: str | None = None) -> list[Pair]:
    """Return pairs of suppliers with like names, the most alike when there are many; `of` limits them to one's.

    Only names that begin alike are compared: names are blocked by the first letters of their keys, by more of
    them where many begin so. Pairs of ids in `apart` (either way round) are left out, and so are two companies
    with numbers of their own whose names differ at all.
    """
    known_apart = {frozenset(pair) for pair in apart}
    blocks = _blocks(sorted(known, key=lambda each: (each.key, each.id)), OPENING)
    found = (pair for block in blocks for pair in _like(block, of))
    news = (each for each in found if frozenset((each[1].id, each[2].id)) not in known_apart)
    most_alike = nlargest(MOST_PAIRS, news, key=itemgetter(0))
    return [(one, other) for _, one, other in most_alike]


def suggested(pairs: Iterable[Pair], buyers: Mapping[str, AbstractSet[str]]) -> list[Suggestion]:
    """Return pairs with their scores, the likeliest first; `buyers` are the authorities that each sells to, by id."""
    made = (_suggestion(*pair, buyers) for pair in pairs)
    return sorted(made, key=lambda each: (-each.score, each.one.name, each.other.name, each.one.id, each.other.id))


def _blocks(known: list[Known], length: int) -> Iterator[list[Known]]:
    """Yield suppliers whose keys begin alike, in blocks small enough to compare each with each."""
    blocks: dict[str, list[Known]] = {}
    for each in known:
        blocks.setdefault(each.key[:length], []).append(each)
    for opening, block in blocks.items():
        if len(block) > MOST_IN_BLOCK and len(opening) == length:
            yield from _blocks(block, length + 2)
        elif len(block) > 1:
            yield block[:MOST_IN_BLOCK]


def _like(block: list[Known], of: str | None) -> Iterator[tuple[float, Known, Known]]:
    """Yield each pair of a block with like names, with how alike the keys are."""
    if of is not None and all(each.id != of for each in block):
        return
    keys = [each.key for each in block]
    for place, one in enumerate(block):
        if of is not None and one.id != of:
            continue
        first = 0 if of is not None else place + 1
        near = process.extract_iter(one.key, keys[first:], scorer=fuzz.ratio, score_cutoff=LIKE * 100)
        for _, ratio, offset in near:
            other = block[first + offset]
            if other is not one and not (one.company_number and other.company_number and one.key != other.key):
                yield ratio, one, other


def _suggestion(one: Known, other: Known, buyers: Mapping[str, AbstractSet[str]]) -> Suggestion:
    one, other = sorted((one, other), key=lambda each: (each.company_number is None, each.id))
    same = one.key == other.key
    why = ["one legal name" if same else "like names"]
    score = similarity(one.name, other.name)
    if same:
        score = 1.0
    if one.company_number and other.company_number:
        why.append("two company numbers")
        score *= TWO_NUMBERS
    elif one.company_number:
        why.append("one has no company number")
    if buyers.get(one.id, frozenset()) & buyers.get(other.id, frozenset()):
        why.append("they sell to one authority")
        score = min(1.0, score + SAME_BUYER)
    return Suggestion(one, other, round(score, 2), tuple(why))
