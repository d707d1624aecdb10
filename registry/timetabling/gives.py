"""What must give so that a late procurement still starts on its day, in order."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from registry.timetabling.phases import Cut, Phases, fit
from registry.timetabling.steps import lay_forward
from registry.working_days import add_days


@dataclass(frozen=True, slots=True)
class Give:
    """One thing that gives."""

    what: str
    """A phase of `registry.timetabling.phases`, or `bridge`."""
    days: int
    """How many days it recovers."""
    words: str
    is_enough: bool
    """Whether, after all before it, this one brings the start back to its day."""


def gives(
    starts_on: date,
    on: date,
    phases: Phases,
    to: Phases,
    *,
    is_full: bool,
    after: str | None = None,
    not_before: Mapping[str, date] = MappingProxyType({}),
) -> tuple[Give, ...]:
    """Return what gives, from the day `on`, until the contract starts on `starts_on`.

    `after` is the last step done, `not_before` are days to which steps were put off.
    """

    def short(trial: Phases) -> int:
        laid = lay_forward(on, trial, is_full=is_full, after=after, not_before=not_before)
        return (laid["go_live"] - starts_on).days

    missing = short(phases)
    _, cuts = fit(phases, to, short)
    given = []
    for cut in cuts:
        missing -= cut.recovered
        given.append(Give(cut.phase, cut.recovered, _words(cut), missing <= 0))
    if missing > 0:
        ready_on = add_days(starts_on, missing)
        words = (
            f"Bridge the contracts that run now by {missing} day{'' if missing == 1 else 's'}, to start on "
            f"{ready_on:%-d %B %Y}: take an option, or lengthen the term within what the law allows."
        )
        given.append(Give("bridge", missing, words, True))
    return tuple(given)


def _words(cut: Cut) -> str:
    """Say what a shorter phase means."""
    if cut.phase == "planned":
        if cut.after:
            return (
                f"Publish the planned procurement notice {cut.after} days before the tender notice, not {cut.before}."
            )
        return "Drop the planned procurement notice: tenders then take 25 days at least."
    if cut.phase == "engagement" and not cut.after:
        return "Skip early engagement, which the law does not ask for: no engagement notice is needed without it."
    name = {
        "engagement": "early engagement",
        "tendering": "the time for tenders",
        "mobilisation": "moving in",
        "evaluation": "evaluation",
        "approval": "approval, with notice of the decision given during evaluation,",
    }[cut.phase]
    return f"Shorten {name} from {cut.before} to {cut.after} days."
