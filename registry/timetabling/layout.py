"""How a timetable is laid out: which rules hold, which phases fit the lead time, which day each step gets."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from registry.law import Kind, ThresholdPosition, threshold_position
from registry.months import add_months
from registry.timetabling.phases import MOST_SPARE, Phases, fit, least, usual
from registry.timetabling.steps import lay_back
from registry.working_days import add_days, on_or_before


@dataclass(frozen=True, slots=True)
class Worth:
    """What the size and kind of a contract say about its rules."""

    pence: int | None = None
    """With VAT, over the whole life, every option and all members."""
    is_least: bool = False
    """Whether it could be more."""
    kind: Kind = "services"
    members: int = 1


@dataclass(frozen=True, slots=True)
class Layout:
    """The days of the steps, and what they rest on."""

    days: dict[str, date]
    """Steps of `registry.timetabling.steps`, in order."""
    phases: Phases
    least: Phases
    is_full: bool
    """Whether the rules of contracts above the threshold hold, as they do while the value is unknown."""
    position: ThresholdPosition


def lay_out(starts_on: date, lead_months: int, worth: Worth) -> Layout:
    """Return the layout that ends on `starts_on`.

    The threshold is that of the day of the tender notice, which the rules move in turn: a contract that would be above
    on either day is laid out in full.
    """
    light = _laid(starts_on, lead_months, worth, is_full=False) if worth.pence is not None else None
    if light and light.position.position == "below":
        return light
    full = _laid(starts_on, lead_months, worth, is_full=True)
    return replace(full, position=light.position) if light and full.position.position == "below" else full


def begins_by_on(starts_on: date, lead_months: int) -> date:
    """Return the last working day to begin: `lead_months` before the last day of the old contracts, or just before."""
    return on_or_before(add_months(add_days(starts_on, -1), -lead_months))


def _laid(starts_on: date, lead_months: int, worth: Worth, *, is_full: bool) -> Layout:
    def days_of(phases: Phases) -> dict[str, date]:
        return lay_back(starts_on, phases, is_full=is_full)

    uncut = usual(is_full=is_full, members=worth.members)
    to = least(is_full=is_full, commenced_on=days_of(uncut)["tender_notice"])
    phases = _fitted(uncut, to, begins_by_on(starts_on, lead_months), days_of)
    days = days_of(phases)
    position = threshold_position(worth.pence, days["tender_notice"], worth.kind, at_least=worth.is_least)
    return Layout(days, phases, to, is_full, position)


def _fitted(phases: Phases, to: Phases, begins_on: date, days_of: Callable[[Phases], dict[str, date]]) -> Phases:
    """Return phases cut so that the first step is not before `begins_on`, or with the time to spare shared out."""

    def short(trial: Phases) -> int:
        return (begins_on - next(iter(days_of(trial).values()))).days

    phases, _ = fit(phases, to, short)
    spare = -short(phases)
    if spare <= 0 or not phases.engagement:
        return phases
    phases = replace(phases, mobilisation=phases.mobilisation + min(spare // 2, MOST_SPARE))
    _, second_on, *_ = days_of(phases).values()
    return replace(phases, engagement=max(phases.engagement, (second_on - begins_on).days))
