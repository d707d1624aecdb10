"""A procurement as one door shows it, and the keys by which its other doors are found."""

from dataclasses import dataclass
from datetime import date
from hashlib import blake2b

from registry.doors.portals import portal_of
from registry.doors.titles import read_title

_WORDS, _DAYS, _BUYERS = 2, 3, 4
"""How many words of a title, days and buyers make keys: the longest, the latest, the first by name."""


@dataclass(frozen=True, slots=True)
class Door:
    """What the notices of one OCID say of their procurement, as far as it tells which procurement it is."""

    ocid: str
    title: str
    buyers: frozenset[str] = frozenset()
    """GSS codes of covered authorities, and the names of all buyers, folded."""
    numbers: frozenset[str] = frozenset()
    """What is good in the whole country: numbers (`dn752554`) and adverts (`advert:…`) of ProContract."""
    portal_references: frozenset[str] = frozenset()
    """Numbers of other portals, good among one buyer's procurements."""
    own_references: frozenset[str] = frozenset()
    """What the buyer itself calls it."""
    stages: frozenset[str] = frozenset()
    """What its notices report: `planning`, `invitation`, `award`."""
    notices: frozenset[str] = frozenset()
    """The portal's own numbers of its notices."""
    linked_notices: frozenset[str] = frozenset()
    """Notices of Find a Tender that its documents link to."""
    earlier: frozenset[str] = frozenset()
    """OCIDs that it names as its planning."""
    prior: frozenset[str] = frozenset()
    """OCIDs that it names as what was before: its planning, or the contract of last time."""
    frameworks: frozenset[str] = frozenset()
    """OCIDs of frameworks that it is called off from."""
    is_framework: bool | None = None
    is_call_off: bool | None = None
    is_market: bool = False
    published_on: date | None = None
    """When its first notice was."""
    closes: frozenset[date] = frozenset()
    """Every last day for answers that was ever told."""
    starts: frozenset[date] = frozenset()
    ends: frozenset[date] = frozenset()
    suppliers: frozenset[str] = frozenset()
    """Keys of the names (`registry.supplier_names.name_key`) of those to whom it was awarded."""
    pence: int | None = None

    @property
    def portal(self) -> str:
        return portal_of(self.ocid)


def reference_keys(door: Door) -> set[str]:
    """Return the keys that numbers, references and named notices give a door.

    Two doors of one procurement have a key in common, or one names the other (`names_of`). Keys are short digests, so
    that an index of them is small; a chance meeting is told apart by the rules.
    """
    named = {f"ocid:{each}" for each in door.earlier | door.prior} | {f"notice:{each}" for each in door.linked_notices}
    own = {f"{buyer}|{each}" for buyer in _some_buyers(door) for each in door.portal_references | door.own_references}
    return set(map(_digest, {*door.numbers, *named, *own}))


def title_keys(door: Door) -> set[str]:
    """Return the keys of a door's buyers, days and title: they tell something of two portals only."""
    words = sorted(read_title(door.title).words, key=lambda word: (-len(word), word))[:_WORDS]
    days = [f"closes {day}" for day in sorted(door.closes)[-_DAYS:]]
    days += [f"starts {day}" for day in sorted(door.starts)[-_DAYS:]]
    return {_digest(f"{buyer}|{day}|{word}") for buyer in _some_buyers(door) for day in days for word in words}


def names_of(door: Door) -> set[str]:
    """Return the keys by which others may name a door."""
    return {_digest(each) for each in (f"ocid:{door.ocid}", *(f"notice:{number}" for number in door.notices))}


def _some_buyers(door: Door) -> list[str]:
    return sorted(door.buyers)[:_BUYERS]  # covered authorities first: their codes begin with a capital


def _digest(key: str) -> str:
    return blake2b(key.encode(), digest_size=8).hexdigest()
