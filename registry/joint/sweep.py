"""Sets of contracts that share a day on which they can be replaced, found in one pass over the days of a service."""

from base64 import b32encode
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from hashlib import sha256

from registry.joint.replacement_windows import Window, anchor
from registry.joint.scores import Facts, points
from registry.joint.tallies import Tally
from registry.law import threshold

_OPENS, _ENDS, _CLOSES = range(3)
_EVENTS = 3


class Kind(StrEnum):
    """What kind of thing would be bought together."""

    core_technology = "core_technology"
    """Much the same everywhere: networks, productivity, telephony."""
    line_of_business = "line_of_business"
    """What one kind of council service or its back office runs on."""
    niche = "niche"
    """Few authorities are known to use such a thing: joining need is worth more than size."""
    other = "other"


@dataclass(frozen=True, slots=True)
class JointOpportunity:
    """A maximal set of contracts that share the days on which they can be replaced: none can be added."""

    service_id: str
    kind: Kind
    first_on: date
    """The first day on which all can be replaced."""
    last_on: date
    """The last; `date.max` when it has none."""
    best_on: date
    """The day of fewest bridging days in total; the earliest of them."""
    authorities: frozenset[str]
    facts: Facts
    score: int
    """0 to 100: the sum of the points of `registry.joint.scores.parts`."""
    key: int
    """128 bits that stand for who is in it, whatever the day from which it is seen."""
    windows: tuple[Window, ...] = field(repr=False, compare=False)
    """Those of every contract of the service that can be replaced: members are among them."""

    @property
    def id(self) -> str:
        """The service and 13 letters and digits that stand for the contracts in it."""
        digest = sha256(f"{self.service_id}\x1f{self.key:032x}".encode()).digest()
        return f"{self.service_id}-{b32encode(digest)[:13].decode().lower()}"

    @property
    def members(self) -> tuple[Window, ...]:
        """Its contracts, by id. Looked up when asked for: sets overlap, and few are shown."""
        day = self.first_on.toordinal()
        found = (window for window in self.windows if window.first <= day <= window.last)
        return tuple(sorted(found, key=lambda window: window.candidate.id))


class Sweep:
    """One pass over the days of a service: contracts join when their windows open and leave when they close.

    A set is maximal when a window closes and another has opened since the last set was found. Bridging days on a day
    are (contracts past a natural end) x day - (sum of those ends), so they rise by the day and fall at natural ends
    only: the first day and the natural ends are all that can be best.
    """

    def __init__(self, service_id: str, kind: Kind, windows: tuple[Window, ...], on: date) -> None:
        self.service_id, self.kind, self.windows, self.on = service_id, kind, windows, on
        self.many = len(windows)
        self.threshold_pence = threshold("services", on).value
        self.anchors = [anchor(window.candidate, window.first) for window in windows]
        self.past = self.sum_of_ends = 0
        self.first = self.best = self.least = 0
        self.tally = Tally()

    def found(self, min_authorities: int) -> Iterator[JointOpportunity]:
        """Yield the sets of two or more contracts from `min_authorities` authorities or more, once."""
        is_new, tally, many, a_day = False, self.tally, self.many, _EVENTS * self.many
        for event in self._events():
            day, rest = divmod(event, a_day)
            what, number = divmod(rest, many)
            if what == _OPENS:
                self._open(day, number)
                is_new = True
            elif what == _ENDS:
                self._end(day, number)
            else:
                if is_new and tally.contracts > 1 and len(tally.authorities) >= min_authorities:
                    yield self._opportunity(day)
                is_new = False
                self._close(number)

    def _events(self) -> list[int]:
        """Return what happens, by day: windows open first and close last, as their last day is one of theirs.

        Each event is a number made of its day, what happens and to which window: numbers sort fastest.
        """
        many, a_day = self.many, _EVENTS * self.many
        events = []
        for number, window in enumerate(self.windows):
            events.append(window.first * a_day + number)
            events.append(window.last * a_day + _CLOSES * many + number)
            if not window.candidate.open_ended:
                for end in window.candidate.ends:
                    if end > window.first:
                        events.append(end * a_day + _ENDS * many + number)
        events.sort()
        return events

    def _open(self, day: int, number: int) -> None:
        self.tally.add(self.windows[number])
        if self.anchors[number]:
            self.past += 1
            self.sum_of_ends += self.anchors[number]
        self.first = self.best = day
        self.least = self.past * day - self.sum_of_ends

    def _end(self, day: int, number: int) -> None:
        if not self.anchors[number]:
            self.past += 1
        self.sum_of_ends += day - self.anchors[number]
        self.anchors[number] = day
        bridging = self.past * day - self.sum_of_ends
        if bridging < self.least:
            self.best, self.least = day, bridging

    def _close(self, number: int) -> None:
        self.tally.remove(self.windows[number])
        if self.anchors[number]:
            self.past -= 1
            self.sum_of_ends -= self.anchors[number]

    def _opportunity(self, last: int) -> JointOpportunity:
        tally = self.tally
        facts = Facts(
            tally.contracts,
            len(tally.authorities),
            self.least,
            tally.products.most,
            tally.suppliers.most,
            tally.pence,
            tally.unknown,
            self.threshold_pence,
            tally.certain["high"],
            tally.certain["medium"],
            self.best - tally.ready,
        )
        return JointOpportunity(
            service_id=self.service_id,
            kind=self.kind,
            first_on=date.fromordinal(self.first),
            last_on=date.fromordinal(last),
            best_on=date.fromordinal(self.best),
            authorities=tally.authorities,
            facts=facts,
            score=sum(points(facts)),
            key=tally.key % 2**128,
            windows=self.windows,
        )
