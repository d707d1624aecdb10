"""How long the phases of a procurement take, what they can be cut to, and which gives way first."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from registry.law import PLANNED_NOTICE_DAYS, tendering_days
from registry.thresholds import ACT


@dataclass(frozen=True, slots=True)
class Phases:
    """Calendar days of each phase; the standstill is the law's own."""

    engagement: int
    """To meet suppliers and write what is needed, before the planned procurement notice."""
    planned: int
    """From the planned procurement notice to the tender notice; 0 without one."""
    tendering: int
    evaluation: int
    approval: int
    mobilisation: int
    """From entering the contract to its first day: data moved, staff trained, the old system kept running."""


USUAL = Phases(engagement=60, planned=56, tendering=35, evaluation=56, approval=42, mobilisation=90)
"""Practice, not law. Two months to hear suppliers; a planned procurement notice with two weeks to spare on its 40 days;
five weeks to answer, as suppliers ask of a system for a whole service; eight weeks for moderation, demonstrations and
references; six weeks for reports, 28 clear days' notice of a key decision (SI 2012/2089, reg. 9) and call-in; three
months to move a small system in. What a longer lead time leaves is shared between engagement and mobilisation, so that
18 months put the award about a year after the first notice, as published procurements of housing systems did."""
MOST_SPARE = 365
"""Days that mobilisation takes of what a long lead time leaves, at most: beyond a year more the first phase has it."""
BELOW = Phases(engagement=28, planned=0, tendering=21, evaluation=21, approval=14, mobilisation=42)
"""Below the threshold: no standstill, an officer's decision, a smaller system."""
JOINT_APPROVAL = 14
"""Days more to approve when several authorities must: their meetings fall on different weeks."""

_LEAST = Phases(engagement=0, planned=0, tendering=25, evaluation=21, approval=14, mobilisation=30)
_LEAST_BELOW = Phases(engagement=0, planned=0, tendering=10, evaluation=7, approval=7, mobilisation=14)
ORDER = ("engagement", "planned", "tendering", "mobilisation", "evaluation", "approval")
"""Which phase gives way first. The law sets a least for tendering alone; the others' leasts are practice: three weeks
to evaluate fairly, two weeks for a decision of which notice was given during evaluation, a month to move in."""


@dataclass(frozen=True, slots=True)
class Cut:
    """One phase made shorter."""

    phase: str
    before: int
    after: int
    recovered: int
    """By how many days that brings the first or last day nearer."""


def usual(*, is_full: bool, members: int = 1) -> Phases:
    """Return the usual phases, of a procurement under the full rules or below the threshold."""
    phases = USUAL if is_full else BELOW
    return replace(phases, approval=phases.approval + JOINT_APPROVAL) if members > 1 else phases


def least(*, is_full: bool, commenced_on: date) -> Phases:
    """Return the shortest phases that the law allows and that can still be worked."""
    if not is_full:
        return _LEAST_BELOW
    return replace(_LEAST, tendering=tendering_days(max(commenced_on, ACT)).value)


def fit(phases: Phases, to: Phases, shortage: Callable[[Phases], int]) -> tuple[Phases, list[Cut]]:
    """Cut phases in order until `shortage` (days too long) is none, never below `to`; return them and the cuts.

    A planned procurement notice keeps its 40 days or is dropped. A phase that would recover nothing is left alone.
    """
    cuts: list[Cut] = []
    short = shortage(phases)
    for name in ORDER:
        before, was_short, uncut = getattr(phases, name), short, phases
        while short > 0 and (days := getattr(phases, name)) > getattr(to, name):
            phases = replace(phases, **{name: _cut(name, days - short, getattr(to, name))})
            short = shortage(phases)
        if short == was_short:
            phases = uncut
        else:
            cuts.append(Cut(name, before, getattr(phases, name), was_short - short))
    return phases, cuts


def _cut(name: str, wanted: int, floor: int) -> int:
    kept = max(wanted, floor)
    return floor if name == "planned" and kept < PLANNED_NOTICE_DAYS[-1].value else kept
