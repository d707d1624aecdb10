"""Notices with a last day of their own, beside the steps that wait for each other."""

from datetime import date

from registry.law import PIPELINE_DAYS, Kind, contract_details_days, in_force
from registry.thresholds import NOTIFIABLE, PIPELINE
from registry.timetabling.words import Milestone
from registry.working_days import add_days, next_working_day, on_or_before


def contract_details(entered_on: date, kind: Kind, *, is_full: bool, pence: int | None) -> Milestone | None:
    """Return the milestone of the contract details notice; None for a contract too small to need one."""
    key, name = "contract_details_notice", "Contract details notice"
    if is_full:
        rule = contract_details_days(kind)
        on = on_or_before(add_days(entered_on, rule.value - 1))
        why = f"The last working day within {rule.value} days of entering the contract, that day counted."
        return Milestone(key, "UK7", name, on, "law", why, rule.instrument)
    if pence is None or pence < NOTIFIABLE[-1].value:
        return None
    why = "As soon as reasonably practicable after entering the contract; the law names no number of days."
    on = next_working_day(entered_on)
    return Milestone(key, "UK7", name, on, "law", why, "Procurement Act 2023, s. 87(3)")


def pipeline(tender_on: date, pence: int | None) -> Milestone | None:
    """Return the milestone of the last pipeline notice before a tender notice; None when the contract is not in one."""
    large = in_force(PIPELINE, tender_on)
    if large is None or pence is None or pence <= large.value:
        return None
    opens_on, closes_on = pipeline_window(tender_on)
    rule = in_force(PIPELINE_DAYS, opens_on)
    if rule is None:
        return None
    why = (
        f"Over £2 million with VAT: to be listed between {opens_on:%-d %B %Y} and {closes_on:%-d %B %Y} by authorities "
        f"that pay over £100 million a year, for tender notices until 30 September {opens_on.year + 1}."
    )
    return Milestone("pipeline_notice", "UK1", "Pipeline notice", on_or_before(closes_on), "law", why, rule.instrument)


def pipeline_window(tender_on: date) -> tuple[date, date]:
    """Return the first and last day of the last yearly window that closes by the day of the tender notice."""
    days = PIPELINE_DAYS[-1].value - 1
    opens_on = date(tender_on.year, 4, 1)
    if add_days(opens_on, days) > tender_on:
        opens_on = date(tender_on.year - 1, 4, 1)
    return opens_on, add_days(opens_on, days)
