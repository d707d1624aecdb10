"""What is still uncertain about opportunities, in words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from registry.plans import Stage
from registry.renewing.dates import REPROCURE
from registry.renewing.term_ends import EXTEND, latest_on


@dataclass(frozen=True, slots=True)
class Coming:
    """What a procurement's last notice says of days to come."""

    notice_on: date | None = None
    """When the tender notice is to be published."""
    starts_on: date | None = None
    """When the first of its contracts is to start."""


UNSAID = Coming()


def is_planned(row: Any) -> bool:
    """Return whether a procurement is no more than planned."""
    return bool(row.stage == "planning")


def of_procurement(row: Any, incumbents: Sequence[Any], coming: Coming, on: date) -> Iterable[str]:
    """Yield what is not certain of a procurement."""
    if is_planned(row):
        yield "No tender notice has been published: the buyer may change it or drop it."
        if coming.notice_on is None:
            yield "When the tender notice comes is not said."
        elif coming.notice_on < on:
            yield f"The tender notice was to come by {coming.notice_on:%-d %B %Y}."
    elif row.closes_at is None:
        yield "Until when it can be answered is not said."
    if row.value_pence is None:
        yield "Its value is not known."
    if row.service is None:
        yield "What it is for was not recognised."
    if incumbents:
        yield "Who supplies it today is read from the buyer's running contracts for the same service."
    elif row.authorities:
        yield "Who supplies it today is not known."


def of_plan(row: Any) -> Iterable[str]:
    """Yield what is not certain of a joint plan."""
    if row.stage == Stage.forming:
        yield "Authorities are still being asked: who takes part, and when, may change."
    else:
        yield "The authorities have agreed; no tender notice has been published, and its day may move."
    if row.value_pence is None:
        yield "Its value is not known."


def of_contract(row: Any, on: date) -> Iterable[str]:
    """Yield what is not certain of what follows a contract."""
    if row.decision == REPROCURE:
        yield "Its authority says that it will buy again; no notice has been published."
    elif row.decision == EXTEND:
        yield "Its authority says that it will extend the contract."
    else:
        yield "Nothing has been announced: the authority may extend the contract, or do without it."
    if row.ends_on is None:
        yield "When the contract ends is not known."
    elif row.ends_on < on:
        yield f"The contract's term ended on {row.ends_on:%-d %B %Y}, and no notice says what came then."
    elif row.act_by_on and row.act_by_on < on:
        yield f"The procurement should have started by {row.act_by_on:%-d %B %Y}."
    latest = latest_on(row)
    if latest and row.ends_on and latest > row.ends_on:
        yield f"With every option taken the contract could run until {latest:%-d %B %Y}."
    if "ends_on" in row.disputed:
        yield "Sources disagree on when the contract ends."
    yield "Its value is not known." if row.value_pence is None else "The value is that of the contract that runs now."
    if not row.suppliers:
        yield "Who supplies it today is not known."
