"""A plan's milestones: moved, done, and what law their days break."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.planning.milestones import plan_milestones
from registry.timetable import timetable

STARTS_ON = date(2029, 4, 1)
ABOVE, BELOW = 300_000_000, 10_000_000
"""Pence with VAT, above and below the threshold."""


def milestones(*said, starts_on=STARTS_ON, lead_months=18, value_pence=ABOVE):
    steps = timetable(starts_on, lead_months, value_pence=value_pence, members=2).milestones
    return {each.step.key: each for each in plan_milestones(steps, said)}


def moved(key, to):
    return {"key": key, "moved_on": to.isoformat()}


def breaks(found):
    return {key: each.breaks for key, each in found.items() if each.breaks}


@pytest.mark.parametrize("value_pence", [ABOVE, BELOW, None])
@given(st.dates(date(2026, 1, 1), date(2060, 12, 31)), st.integers(1, 60))
def test_what_was_computed_breaks_nothing(value_pence, starts_on, lead_months):
    assert breaks(milestones(starts_on=starts_on, lead_months=lead_months, value_pence=value_pence)) == {}


def test_the_day_done_counts_before_the_day_moved_to_and_that_before_the_computed_one():
    day, later = date(2027, 12, 6), date(2027, 12, 8)
    both = {**moved("tender_notice", later), "done_on": day.isoformat(), "note": "Early."}
    [done, put_off, computed] = [
        milestones(*said)["tender_notice"] for said in ([both], [moved("tender_notice", later)], [])
    ]

    assert (done.on, done.moved_on, done.done_on, done.note) == (day, later, day, "Early.")
    assert (put_off.on, put_off.done_on) == (later, None)
    assert (computed.on, computed.moved_on, computed.note) == (computed.step.on, None, None)


@pytest.mark.parametrize(("days", "is_broken"), [(9, True), (10, False)])
def test_tenders_need_ten_days_after_a_planned_procurement_notice(days, is_broken):
    tender_on = milestones()["tender_notice"].on
    found = milestones(moved("deadline", tender_on + timedelta(days=days)))

    assert ("deadline" in breaks(found)) == is_broken


@pytest.mark.parametrize(("days", "is_broken"), [(24, True), (25, False)])
@pytest.mark.parametrize("before", [39, 400])
def test_a_planned_notice_too_late_or_too_early_shortens_nothing(before, days, is_broken):
    tender_on = milestones()["tender_notice"].on
    planned = moved("planned_notice", tender_on - timedelta(days=before))
    engagement = moved("engagement_notice", tender_on - timedelta(days=500))
    found = milestones(engagement, planned, moved("deadline", tender_on + timedelta(days=days)))

    assert ("deadline" in breaks(found)) == is_broken


def test_nothing_is_entered_into_during_standstill():
    award_on = milestones()["award_notice"].on
    found = milestones(moved("contract_entered", award_on + timedelta(days=5)))

    assert "Standstill lasts to the end of" in breaks(found)["contract_entered"][-1]


def test_an_award_notice_put_off_carries_its_standstill_with_it():
    entered_on = milestones()["contract_entered"].on
    found = milestones(moved("award_notice", entered_on - timedelta(days=3)))

    assert {"standstill_ends", "contract_entered"} <= breaks(found).keys()


def test_contract_details_are_due_within_thirty_days():
    entered_on = milestones()["contract_entered"].on
    on_time = milestones(moved("contract_details_notice", entered_on + timedelta(days=29)))
    late = milestones(moved("contract_details_notice", entered_on + timedelta(days=30)))

    assert breaks(on_time) == {}
    assert "It is due by" in breaks(late)["contract_details_notice"][0]


def test_below_the_threshold_no_least_time_for_tenders_is_law():
    tender_on = milestones(value_pence=BELOW)["tender_notice"].on

    assert breaks(milestones(moved("deadline", tender_on + timedelta(days=1)), value_pence=BELOW)) == {}


def test_a_step_before_the_one_that_it_follows_is_told():
    tender_on = milestones(value_pence=BELOW)["tender_notice"].on
    found = milestones(moved("deadline", tender_on - timedelta(days=1)), value_pence=BELOW)

    assert "comes before a step that it follows" in breaks(found)["deadline"][0]


def test_the_first_day_too_is_told_of_a_step_put_off_beyond_it():
    found = milestones(moved("tender_notice", STARTS_ON + timedelta(days=90)))

    assert {"deadline", "award_notice", "contract_entered", "go_live"} <= breaks(found).keys()
    assert "Tender notice, 30 June 2029" in breaks(found)["go_live"][0]


@pytest.mark.parametrize(
    ("to", "told"),
    [
        (date(2027, 4, 1), None),
        (date(2027, 5, 26), None),
        (date(2027, 3, 31), "It is due between 1 April 2027 and 26 May 2027"),
        (date(2027, 5, 27), "It is due between 1 April 2027 and 26 May 2027"),
        (date(2025, 5, 1), "It covers tender notices until 30 September 2026"),
        (date(2029, 5, 1), "It comes after the tender notice"),
    ],
)
def test_a_pipeline_notice_keeps_to_its_yearly_window(to, told):
    found = breaks(milestones(moved("pipeline_notice", to)))

    assert list(found) == (["pipeline_notice"] if told else [])
    assert told is None or found["pipeline_notice"][0].startswith(told)


days = st.dates(date(1900, 1, 1), date(2200, 12, 31))
words = st.fixed_dictionaries(
    {"key": st.sampled_from(sorted(milestones()))},
    optional={"moved_on": st.none() | days.map(date.isoformat), "done_on": st.none() | days.map(date.isoformat)},
)


@given(days, st.integers(1, 120), st.none() | st.integers(0, 10**14), st.lists(words, max_size=6))
def test_whatever_members_say_every_step_has_a_day(starts_on, lead_months, value_pence, said):
    found = milestones(*said, starts_on=starts_on, lead_months=lead_months, value_pence=value_pence)

    assert all(isinstance(each.on, date) for each in found.values())
