"""What each milestone of a timetable is called, and why it falls on its day."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from registry.law import PLANNED_NOTICE_DAYS, STANDSTILL, STANDSTILL_WORKING_DAYS
from registry.thresholds import NOTIFIABLE
from registry.timetabling.phases import Phases

Basis = Literal["law", "practice"]
_ACT = "Procurement Act 2023, "


@dataclass(frozen=True, slots=True)
class Milestone:
    """One day of a timetable."""

    key: str
    notice: str | None
    """The code of the notice published, such as UK4."""
    name: str
    on: date
    basis: Basis
    """Whether the law itself fixes how far it is from the next milestone, or practice does."""
    why: str
    instrument: str | None = None


@dataclass(frozen=True, slots=True)
class Situation:
    """What the words depend on."""

    phases: Phases
    least_tendering: int
    is_full: bool
    is_notifiable: bool
    lead_months: int


def milestone(key: str, on: date, now: Situation) -> Milestone:
    """Return the milestone of a step of `registry.timetabling.steps`."""
    return {
        "engagement_notice": _engagement,
        "planned_notice": _planned,
        "tender_notice": _tender,
        "deadline": _deadline,
        "award_notice": _award,
        "standstill_ends": _standstill,
        "contract_entered": _entered,
        "go_live": _go_live,
    }[key](key, on, now)


def _engagement(key: str, on: date, now: Situation) -> Milestone:
    days = now.phases.engagement
    lead = f"{now.lead_months} month{'' if now.lead_months == 1 else 's'}"
    why = f"Talks with suppliers and the specification take {days} days; the lead time is {lead}."
    if not now.is_full:
        return Milestone(key, None, "Talks with suppliers begin", on, "practice", why)
    instrument = _ACT + "s. 17: before the tender notice, or that notice says why there is none"
    return Milestone(key, "UK2", "Preliminary market engagement notice", on, "practice", why, instrument)


def _planned(key: str, on: date, now: Situation) -> Milestone:
    rule, days = PLANNED_NOTICE_DAYS[-1], now.phases.planned
    why = (
        f"Optional. {days} days before the tender notice: from {rule.value} days and up to 12 months before, it lets "
        "the time for tenders be cut to 10 days if need be."
    )
    basis: Basis = "law" if days == rule.value else "practice"
    return Milestone(key, "UK3", "Planned procurement notice", on, basis, why, rule.instrument)


def _tender(key: str, on: date, now: Situation) -> Milestone:
    days = now.phases.tendering
    if now.is_full:
        basis: Basis = "law" if days == now.least_tendering else "practice"
        why = (
            f"Suppliers have at least {days} days to tender; the law asks for {now.least_tendering} where tenders are "
            "electronic and all documents are there from the start."
        )
        return Milestone(key, "UK4", "Tender notice", on, basis, why, _ACT + "ss. 21 and 54(4)")
    why = f"Suppliers have at least {days} days to tender; below the threshold the law asks for a reasonable time."
    if not now.is_notifiable:
        return Milestone(key, None, "Invitation to quote", on, "practice", why + " Below £30,000 no notice is needed.")
    why += " The notice is needed if the contract is advertised, before it is advertised anywhere else."
    return Milestone(key, "UK4", "Below-threshold tender notice", on, "practice", why, NOTIFIABLE[-1].instrument)


def _deadline(key: str, on: date, now: Situation) -> Milestone:
    phases = now.phases
    why = f"Evaluation then takes {phases.evaluation} days and approval {phases.approval}."
    return Milestone(key, None, "Deadline for tenders", on, "practice", why)


def _award(key: str, on: date, _: Situation) -> Milestone:
    why = "The last day that leaves a full standstill before the contract; assessment summaries go out before it."
    return Milestone(key, "UK6", "Contract award notice", on, "law", why, _ACT + "ss. 50 and 51")


def _standstill(key: str, on: date, _: Situation) -> Milestone:
    why = (
        f"{STANDSTILL_WORKING_DAYS} working days, the first of them the day of the award notice; a bank holiday "
        "anywhere in the United Kingdom is not counted."
    )
    return Milestone(key, None, "Standstill ends", on, "law", why, STANDSTILL[-1].instrument)


def _entered(key: str, on: date, now: Situation) -> Milestone:
    why = (
        f"Moving in takes {now.phases.mobilisation} days: data moved and checked, staff trained, both systems running."
    )
    return Milestone(key, None, "Contract entered", on, "practice", why)


def _go_live(key: str, on: date, _: Situation) -> Milestone:
    why = "First day of the new contract: the day after the last day of the old ones."
    return Milestone(key, None, "New contract starts", on, "practice", why)
