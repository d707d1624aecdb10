"""Which authorities a published buyer name means; none when unsure: a wrong claim is worse than a gap."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from rapidfuzz import process
from rapidfuzz.distance import OSA

from registry.authority_words import Reading, heads, is_other_place, read, respelt, shared_lists, words_of

LONGEST_NAME = 300
LONGEST_PLACE = 4  # parts: "Bournemouth, Christchurch and Poole" has three
LONDON = "E09"  # the ONS entity code of London boroughs
LOWER_TIER = frozenset({"borough", "city", "district", "metropolitan"})
MOST_EDITS = 2
JOINT = re.compile(r"\s*(,\s*and\b|,\s*&|,|;|/|&|\+|\s-\s|\band\b)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class KnownAuthority:
    """An authority and how it publishes; a name or party id that two authorities list is theirs together."""

    gss: str
    short_name: str
    official_name: str
    other_names: tuple[str, ...] = ()
    identifiers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AuthorityMatch:
    """An authority that a buyer is, how that is known, and the identifier or words that decided."""

    gss: str
    how: Literal["identifier", "name", "spelling"]
    matched: str


class AuthorityMatcher:
    """Match buyers to the covered authorities; the others are known so that their names are never claimed."""

    def __init__(self, covered: Iterable[KnownAuthority], others: Iterable[KnownAuthority] = ()) -> None:
        covered = list(covered)
        self._covered = {authority.gss for authority in covered}
        self._by_identifier: defaultdict[str, set[str]] = defaultdict(set)
        self._by_name: defaultdict[str, set[str]] = defaultdict(set)
        self._by_place: defaultdict[str, set[str]] = defaultdict(set)
        self._short_places: dict[str, str] = {}
        self._kinds: dict[str, frozenset[str]] = {}
        for authority in (*covered, *others):
            self._learn(authority)
        self._place_words = {word for place in self._short_places.values() for word in place.split()}
        self._named = lru_cache(maxsize=50_000)(self._read_name)

    def match(self, name: str, identifiers: Iterable[str] = ()) -> tuple[AuthorityMatch, ...]:
        """Return the covered authorities a buyer is, in GSS order: several if joint, none when unsure."""
        found = {
            gss: AuthorityMatch(gss, "identifier", identifier)
            for identifier in identifiers
            for gss in self._by_identifier.get(identifier.strip().casefold(), ())
        }
        named = {match.gss: match for match in self._named(name)}
        if not found or not found.keys().isdisjoint(named):  # a joint name under the id of one of them
            found = named | found
        return tuple(found[gss] for gss in sorted(found.keys() & self._covered))

    def _learn(self, authority: KnownAuthority) -> None:
        gss = authority.gss
        for identifier in authority.identifiers:
            self._by_identifier[identifier.strip().casefold()].add(gss)
        for name in (authority.official_name, *authority.other_names):
            self._by_name[" ".join(words_of(name))].add(gss)
        for name in (authority.short_name, authority.official_name, *authority.other_names):
            if place := read(words_of(name)).place:
                self._by_place[place].add(gss)
        self._short_places[gss] = read(words_of(authority.short_name)).place
        # Combined authorities have the ONS entity code E47; their short names are those of regions.
        combined = {"combined"} if gss.startswith("E47") else set()
        self._kinds[gss] = read(words_of(authority.official_name)).kind | combined

    def _read_name(self, name: str) -> tuple[AuthorityMatch, ...]:
        name = name[:LONGEST_NAME].strip()
        if owners := self._by_name.get(" ".join(words_of(name))):
            return tuple(AuthorityMatch(gss, "name", name) for gss in owners)
        texts = list(heads(name))
        for text in texts:
            reading = read(words_of(text))
            if gss := self._owner(reading, is_marked=bool(reading.kind)):
                return (AuthorityMatch(gss, "name", text),)
            if joint := self._owners_of_joint(text):
                return joint
        for text in shared_lists(name):
            owners = self._by_name.get(" ".join(words_of(text)), set())
            if len(owners) > 1:
                return tuple(AuthorityMatch(gss, "name", text) for gss in owners)
            if joint := self._owners_of_joint(text, is_shared=True):
                return joint
        for text in texts:
            if gss := self._owner_despite_spelling(text):
                return (AuthorityMatch(gss, "spelling", text),)
        return ()

    def _owner(self, reading: Reading, *, is_marked: bool) -> str | None:
        """Return the one authority with this place and kind; a place cut short ("Richmond") needs a kind."""
        owners = {gss for gss in self._by_place.get(reading.place, ()) if self._may_be(gss, reading.kind)}
        if not owners and reading.place and _is_of_london(reading.kind):  # "London Borough of Hammersmith"
            owners = {gss for gss in self._short_places if gss.startswith(LONDON) and self._is_cut(gss, reading.place)}
            owners = {gss for gss in owners if self._may_be(gss, reading.kind)}
        same_kind = {gss for gss in owners if self._kinds[gss] == reading.kind}
        if len(same_kind) == 1:
            owners = same_kind
        if len(owners) != 1:
            return None
        gss = owners.pop()
        return gss if is_marked or not self._is_cut(gss, reading.place) else None

    def _is_cut(self, gss: str, place: str) -> bool:
        return self._short_places[gss].startswith(f"{place} ")

    def _may_be(self, gss: str, kind: frozenset[str]) -> bool:
        """Say whether an authority could be called this kind: a county is no city, nor a city a county."""
        own = self._kinds[gss]
        if gss.startswith(LONDON):
            known_as = own | {"council", "london", "borough"}
        elif own & LOWER_TIER:  # borough, city and district status changes, and is mixed up
            known_as = own | LOWER_TIER | {"council"}
        elif "county" in own:
            known_as = own | {"council"}
        else:
            known_as = own | LOWER_TIER | {"council", "county"}
        return kind <= known_as and ("combined" in kind) == ("combined" in own)

    def _owners_of_joint(self, text: str, *, is_shared: bool = False) -> tuple[AuthorityMatch, ...]:
        """Return every authority of a joint name, or none if any part of it is unknown."""
        parts = JOINT.split(text)
        names, joins = parts[::2], ["", *parts[1::2]]
        whole = read(words_of(text))
        if len(names) == 1 or whole.place in self._by_place:
            return ()
        found: dict[str, AuthorityMatch] = {}
        readings: list[tuple[str, Reading]] = []
        start, last = 0, 0
        while start < len(names):
            for end in range(min(len(names), start + LONGEST_PLACE), start, -1):
                together = " ".join(names[start:end])
                reading = read(words_of(together))
                if gss := self._owner(reading, is_marked=True):
                    break
            else:
                return ()
            found[gss] = AuthorityMatch(gss, "name", together)
            readings.append((gss, reading))
            last, start = start, end
        # A comma alone also stands before an address: "Merton, Devon", "Barking and Dagenham, Essex".
        is_list = joins[last] != "," or any(r.is_plural for _, r in readings) or all(r.kind for _, r in readings)
        is_sure = (is_list or is_shared) and (bool(whole.kind) or self._are_whole(readings))
        return tuple(found.values()) if len(found) > 1 and is_sure else ()

    def _are_whole(self, readings: list[tuple[str, Reading]]) -> bool:
        """Say whether no place is cut short, unless beside a whole one of London: "Wandsworth & Richmond"."""
        cut = [self._is_cut(gss, reading.place) for gss, reading in readings]
        return not any(cut) or (not all(cut) and all(gss.startswith(LONDON) for gss, _ in readings))

    def _owner_despite_spelling(self, text: str) -> str | None:
        """Return the one authority within a few edits, fewer the less the rest of the name says."""
        words = words_of(text)
        reading = read(respelt(words, self._place_words))
        gss = self._owner(reading, is_marked=bool(reading.kind))
        if gss or reading.place in self._by_place:
            return gss
        near: defaultdict[int, set[tuple[str, str]]] = defaultdict(set)
        rivals: defaultdict[int, set[str]] = defaultdict(set)  # whatever kind they are
        for place, edits, _ in process.extract(
            reading.place, list(self._by_place), scorer=OSA.distance, score_cutoff=MOST_EDITS, limit=None
        ):
            rivals[edits] |= self._by_place[place]
            near[edits] |= {(gss, place) for gss in self._by_place[place] if self._may_be(gss, reading.kind)}
        fewest = min((edits for edits, found in near.items() if found), default=MOST_EDITS + 1)
        if len({gss for gss, _ in near[fewest]}) != 1:
            return None
        gss, place = min(near[fewest])
        is_alone = gss.startswith(LONDON) and all(rivals[edits] <= {gss} for edits in range(fewest + 1))
        return gss if fewest <= _edits(reading, place, is_alone=is_alone) else None


def _is_of_london(kind: frozenset[str]) -> bool:
    return kind >= {"london", "borough"} or kind >= {"royal", "borough"}


def _edits(reading: Reading, place: str, *, is_alone: bool) -> int:
    """Return how many edits may be a slip: "Barrow Borough Council" is one from Harrow, and is not Harrow."""
    size = len(place)
    if _is_of_london(reading.kind):
        return MOST_EDITS if size >= 8 else int(size >= 4)
    if is_other_place(reading.place, place):
        return 0
    if reading.kind:
        is_enough = size >= 8 or (size >= 5 and is_alone and "council" in reading.kind)
        return MOST_EDITS if size >= 16 else int(is_enough)
    return int(size >= 12)
