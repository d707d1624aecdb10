"""Whether a milestone can have been done on a day, by the law's first day and by the steps before and after it."""

from collections.abc import Collection, Mapping
from datetime import date

from registry.plans import Stage
from registry.thresholds import ACT
from registry.timetabling.steps import STEPS

_ORDER = (*STEPS, "contract_details_notice")
_NEEDED = ("tender_notice", "award_notice", "contract_entered")
"""What comes before all that follows: other steps may be left out, or be over without a word of anybody."""
_REACHED = {Stage.procuring: "tender_notice", Stage.awarded: "award_notice"}
"""The last step that a plan has behind it at a stage."""


def behind(stage: Stage) -> tuple[str, ...]:
    """Return the steps that a plan has behind it at a stage, whatever its members say of them."""
    last = _REACHED.get(stage)
    return STEPS[: STEPS.index(last) + 1] if last else ()


def why_not_done(
    key: str, on: date, done: Mapping[str, date], names: Mapping[str, str], reached: Collection[str] = ()
) -> str | None:
    """Return why a milestone cannot have been done on a day; None when it can.

    `done` are the days on which others were done, `names` what all that there are is called, `reached` the steps that
    the plan has behind it by its stage.
    """
    if on < ACT:
        return f"It is a step of a procurement under the Procurement Act 2023, which began on {_said(ACT)}."
    if key not in _ORDER:
        return None
    at = _ORDER.index(key)
    for step in _ORDER[:at]:
        if step in done and on < done[step]:
            return f"It follows this step, which was done on {_said(done[step])}: {names.get(step, step)}."
        if step in _NEEDED and step in names and step not in done and step not in reached:
            return f"Say first when this was done, which it follows: {names[step]}."
    for step in _ORDER[at + 1 :]:
        if step in done and on > done[step]:
            return f"It comes before this step, which was done on {_said(done[step])}: {names.get(step, step)}."
    return None


def why_not_undone(key: str, done: Collection[str], names: Mapping[str, str], reached: Collection[str]) -> str | None:
    """Return why it may not be taken back that a milestone was done; None when it may."""
    if key not in _NEEDED or key in reached:
        return None
    following = next((step for step in _ORDER[_ORDER.index(key) + 1 :] if step in done), None)
    return f"First take back this step, which follows it: {names.get(following, following)}." if following else None


def _said(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
