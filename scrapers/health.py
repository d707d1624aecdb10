"""Whether a source is well: what its days bring against what is usual, how far behind it is, what failed. Pure.

The rules are our own: no portal promises a number. Days are London's, as the portals run on London time.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import pairwise
from statistics import median
from typing import Literal

from registry.working_days import bank_holidays
from scrapers.windows import LONDON

WEEKS = 8
"""How far back the days lie that say what is usual."""
LEAST_DAYS = 3
"""Of a weekday, that were read whole: fewer say nothing about what is usual."""
LEAST_USUAL = 6
"""Releases: where a day brings fewer as a rule, one that brings none is chance."""
FAR_LESS = 3
"""A day that brings less than the usual divided by this is no quiet day."""
LATELY = timedelta(days=7)
SUNDAY = 6
MOST_PAUSES = 3
"""A source is late after so many of its usual pauses between two readings ..."""
SHORTEST_PATIENCE, FIRST_PATIENCE = timedelta(hours=3), timedelta(days=2)
"""... and not before the first; a source that was read too seldom to say what is usual, after the second."""
INTERRUPTED = frozenset({"Stopped", "KeyboardInterrupt", "SystemExit"})
"""Kinds of errors that are nobody's fault: someone ended the run."""

Verdict = Literal["as_usual", "few", "nothing", "unknown"]
State = Literal["unread", "well", "error"]


@dataclass(frozen=True, slots=True)
class Day:
    """What a day brought; `usual` is None, and the verdict `unknown`, where too few days of its kind are known."""

    on: date
    releases: int
    usual: float | None
    verdict: Verdict

    @property
    def is_quiet(self) -> bool:
        return self.verdict in ("few", "nothing")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a source: `failed`, `late`, `few`, `nothing` or `gaps`, and a sentence on it."""

    kind: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What is on record about a source."""

    whole_until: datetime | None = None
    read_to_now: Sequence[datetime] = ()
    """When its latest good runs that read to the present ended."""
    error: str | None = None
    """Of its latest run."""
    errors: Iterable[str] = ()
    """Of its runs lately."""
    days: Sequence[Day] = ()
    """Its latest days that were read whole, oldest first."""
    proven: frozenset[date] = frozenset()
    """Days that were read again, and are complete."""
    open_gaps: int = 0
    refilled_gaps: int = 0
    """Gaps that were read again, and are whole."""
    setbacks: Mapping[str, int] = field(default_factory=dict)
    """What it did lately that was got over, by kind: no problem, but a sign of one."""
    waited: timedelta = timedelta(0)
    """How long it lately wanted to be left alone, beside the usual pace."""


@dataclass(frozen=True, slots=True)
class Health:
    """How a source is."""

    state: State
    problems: Sequence[Problem]
    lag: timedelta | None
    """How long ago its record ends."""
    usual_pause: timedelta | None
    """Between two of its readings, as a rule."""
    error_kinds: Mapping[str, int] = field(default_factory=dict)


def whole_days(since: datetime, until: datetime) -> list[date]:
    """Return the London days that lie whole between two aware moments."""
    start, end = since.astimezone(LONDON), until.astimezone(LONDON)
    first = start.date() if start.time().isoformat() == "00:00:00" else start.date() + timedelta(days=1)
    return [first + timedelta(days=number) for number in range((end.date() - first).days)]


def judged(on: date, counts: Mapping[date, int]) -> Day:
    """Judge a day by the days before it; `counts` has every day that was read whole, those without a release too."""
    releases = counts.get(on, 0)
    back = (on - timedelta(days=number) for number in range(1, 7 * WEEKS + 1))
    alike = [counts[day] for day in back if day in counts and _kind(day) == _kind(on)]
    if len(alike) < LEAST_DAYS:
        return Day(on, releases, None, "unknown")
    usual = float(median(alike))
    quiet = usual >= LEAST_USUAL and releases * FAR_LESS < usual
    return Day(on, releases, usual, ("few" if releases else "nothing") if quiet else "as_usual")


def health(facts: Facts, now: datetime) -> Health:
    """Tell how a source is at a moment."""
    if facts.whole_until is None and facts.error is None:
        return Health("unread", (), None, None)
    lag = None if facts.whole_until is None else max(now - facts.whole_until, timedelta(0))
    pause = _usual_pause(facts.read_to_now)
    found = [_failed(facts.error), _late(lag, pause), *_quiet(facts, now), _gaps(facts.open_gaps)]
    problems = tuple(each for each in found if each)
    kinds = Counter(kind_of(error) for error in facts.errors)
    return Health("error" if problems else "well", problems, lag, pause, dict(kinds.most_common()))


def kind_of(error: str) -> str:
    """Return the kind of an error as runs keep it: "PortalUnwell: nothing it serves can be read"."""
    return error.partition(":")[0]


def _kind(day: date) -> int:
    """Return the weekday; a bank holiday is like a Sunday."""
    return SUNDAY if day in bank_holidays(day.year) else day.weekday()


def _usual_pause(ends: Sequence[datetime]) -> timedelta | None:
    ordered = sorted(ends)
    pauses = [later - earlier for earlier, later in pairwise(ordered)]
    return median(pauses) if len(pauses) >= LEAST_DAYS else None  # type: ignore[type-var]


def _failed(error: str | None) -> Problem | None:
    if error is None or kind_of(error) in INTERRUPTED:
        return None
    return Problem("failed", f"Its last run ended in an error. {error[:300]}")


def _late(lag: timedelta | None, pause: timedelta | None) -> Problem | None:
    patience = FIRST_PATIENCE if pause is None else max(MOST_PAUSES * pause, SHORTEST_PATIENCE)
    if lag is None or lag <= patience:
        return None
    return Problem("late", f"Its record ends {_hours(lag)} ago; more than {_hours(patience)} is not usual.")


def _quiet(facts: Facts, now: datetime) -> Iterable[Problem]:
    since = (now - LATELY).astimezone(LONDON).date()
    for day in facts.days:
        if day.is_quiet and day.on >= since and day.on not in facts.proven:
            yield Problem(day.verdict, told(day))
    spell = _silence(facts.days)
    if spell and not any(day.is_quiet or day.on in facts.proven for day in spell):
        usual = sum(day.usual or 0 for day in spell)
        yield Problem("nothing", f"Nothing since {spell[0].on}; {usual:g} releases would be usual.")


def _silence(days: Sequence[Day]) -> Sequence[Day]:
    """Return the latest days when none of them brought anything and together they should have; else nothing."""
    spell: list[Day] = []
    for day in reversed(days):
        if day.releases or day.usual is None:
            break
        spell.insert(0, day)
    return spell if sum(day.usual or 0 for day in spell) >= LEAST_USUAL else ()


def told(day: Day) -> str:
    """Return what a quiet day brought, in a sentence."""
    return f"{day.on} brought {day.releases or 'nothing'}; {day.usual:g} releases are usual."


def _gaps(count: int) -> Problem | None:
    return Problem("gaps", f"{count} gaps in the record wait to be read again.") if count else None


def _hours(length: timedelta) -> str:
    hours = length / timedelta(hours=1)
    return f"{hours / 24:.0f} days" if hours >= 72 else f"{hours:.0f} hours"
