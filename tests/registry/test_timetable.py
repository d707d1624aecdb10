"""The days of a procurement, backwards from the first day of the new contract."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.months import add_months
from registry.timetable import timetable, timetable_from
from registry.timetabling.steps import STEPS
from registry.working_days import is_working_day, last_day_of_standstill, next_working_day, on_or_before

ONE_DAY = timedelta(days=1)
STARTS = date(2028, 4, 1)
TODAY = date(2026, 9, 1)
ABOVE, BELOW, LARGE = 300_000_00, 100_000_00, 4_000_000_00

starts = st.dates(date(2026, 6, 1), date(2100, 12, 31))
leads = st.integers(0, 60)
values = st.none() | st.integers(0, 10_000_000_00)


def days(made):
    return {each.key: each.on for each in made.milestones}


def notices(made):
    return [each.notice for each in made.milestones if each.notice]


def steps(made):
    return [each.on for key in STEPS for each in made.milestones if each.key == key]


def test_eighteen_months_are_laid_out_from_engagement_to_the_first_day():
    assert days(timetable(STARTS, 18, value_pence=LARGE)) == {
        "pipeline_notice": date(2026, 5, 26),
        "engagement_notice": date(2026, 9, 30),
        "planned_notice": date(2027, 3, 10),
        "tender_notice": date(2027, 5, 5),
        "deadline": date(2027, 6, 9),
        "award_notice": date(2027, 9, 15),
        "standstill_ends": date(2027, 9, 24),
        "contract_entered": date(2027, 9, 27),
        "contract_details_notice": date(2027, 10, 26),
        "go_live": STARTS,
    }


def test_the_first_notice_is_by_the_day_the_renewal_must_start():
    made = timetable(STARTS, 18)

    assert made.day_of("engagement_notice") == on_or_before(add_months(STARTS - ONE_DAY, -18))


def test_a_day_that_is_not_in_the_timetable_is_none():
    assert timetable(STARTS, 18).day_of("pipeline_notice") is None


def test_above_the_threshold_every_notice_is_there():
    assert notices(timetable(STARTS, 18, value_pence=ABOVE)) == ["UK2", "UK3", "UK4", "UK6", "UK7"]


def test_below_the_threshold_there_is_no_standstill():
    made = timetable(STARTS, 12, value_pence=BELOW)

    assert (made.position.position, notices(made)) == ("below", ["UK4", "UK7"])


def test_a_contract_below_thirty_thousand_pounds_needs_no_notice():
    assert notices(timetable(STARTS, 12, value_pence=29_999_99)) == []
    assert notices(timetable(STARTS, 12, value_pence=30_000_00)) == ["UK4", "UK7"]


def test_an_unknown_value_is_treated_as_above_and_said_so():
    made = timetable(STARTS, 18)

    assert notices(made) == ["UK2", "UK3", "UK4", "UK6", "UK7"]
    assert made.notes[0].startswith("Its value is not known, so it is treated as above")


def test_a_least_value_below_the_threshold_is_treated_as_above():
    made = timetable(STARTS, 18, value_pence=BELOW, value_is_least=True)

    assert (made.position.position, "UK6" in notices(made)) == ("unknown", True)


@pytest.mark.parametrize(("value", "listed"), [(2_000_000_00, False), (2_000_000_01, True), (None, False)])
def test_only_contracts_over_two_million_pounds_are_in_a_pipeline_notice(value, listed):
    assert ("UK1" in notices(timetable(STARTS, 18, value_pence=value))) is listed


@pytest.mark.parametrize("value", [None, 100_000_00])
def test_what_might_be_over_two_million_pounds_is_said_to(value):
    made = timetable(STARTS, 18, value_pence=value, value_is_least=value is not None)

    assert made.notes[-1] == "If it is worth over £2 million with VAT, it belongs in a pipeline notice (UK1) too."


def test_the_contract_details_of_light_touch_contracts_are_due_within_120_days():
    made = timetable(STARTS, 18, kind="light_touch")

    assert made.day_of("contract_details_notice") == on_or_before(made.day_of("contract_entered") + timedelta(days=119))


def test_a_joint_procurement_has_longer_to_be_approved():
    alone, joint = (timetable(STARTS, 18, members=members).phases.approval for members in (1, 6))

    assert (alone, joint) == (42, 56)


@pytest.mark.parametrize(
    ("value", "starts_on", "position", "instrument"),
    [
        (210_000_00, date(2026, 4, 2), "below", "SI 2025/163"),
        (210_000_00, date(2026, 4, 3), "above", "SI 2025/1200"),
        (207_719_99, date(2026, 4, 3), "below", "SI 2025/1200"),
    ],
)
def test_the_threshold_is_that_of_the_day_of_the_tender_notice(value, starts_on, position, instrument):
    made = timetable(starts_on, 3, value_pence=value)

    assert made.position.position == position
    assert instrument in made.position.instrument


def test_a_tender_notice_below_the_threshold_moves_over_the_change_of_amounts():
    on = [timetable(date(2026, 4, day), 3, value_pence=BELOW).day_of("tender_notice") for day in (2, 3)]

    assert on == [date(2025, 12, 31), date(2026, 1, 2)]


def test_a_contract_above_on_either_day_is_laid_out_in_full():
    across = [timetable(date(2026, 1, 1) + timedelta(days=n), 4, value_pence=210_000_00) for n in range(300)]

    assert {(each.position.position == "below", "UK6" not in notices(each)) for each in across} == {
        (True, True),
        (False, False),
    }


def test_of_a_long_lead_time_moving_in_takes_a_year_more_at_most():
    phases = timetable(date(2036, 4, 1), 120).phases

    assert phases.mobilisation == 90 + 365
    assert phases.engagement > 2500


def test_a_short_lead_time_is_met_by_cutting_phases_in_order():
    cut = [timetable(STARTS, months).phases for months in (12, 10, 8, 6, 4)]

    assert [(each.engagement > 0, each.planned > 0, each.tendering, each.mobilisation >= 90) for each in cut] == [
        (True, True, 35, True),
        (True, True, 35, True),
        (False, False, 35, True),
        (False, False, 25, False),
        (False, False, 25, False),
    ]
    assert [each.evaluation for each in cut] == [56, 56, 56, 56, 21]


def test_a_lead_time_shorter_than_any_lawful_timetable_is_said_to_be():
    made = timetable(STARTS, 1)

    assert (made.phases.tendering, made.notes[1]) == (
        25,
        "A lead time of 1 month is too short: the shortest timetable takes 100 days.",
    )


def test_a_shortest_time_for_tenders_is_the_laws_and_a_longer_one_practice():
    basis = {
        months: next(each.basis for each in timetable(STARTS, months).milestones if each.key == "tender_notice")
        for months in (6, 18)
    }

    assert basis == {6: "law", 18: "practice"}


@given(starts, leads, values, st.integers(1, 8))
def test_each_step_is_after_the_one_before(starts_on, lead, value, members):
    made = timetable(starts_on, lead, value_pence=value, members=members)
    in_order = steps(made)

    assert in_order == sorted(in_order)
    assert [each.on for each in made.milestones] == sorted(each.on for each in made.milestones)
    assert made.day_of("go_live") == starts_on


@given(starts, leads, values)
def test_the_laws_least_periods_always_hold(starts_on, lead, value):
    made = timetable(starts_on, lead, value_pence=value)
    on = days(made)
    if made.position.position == "below":
        return

    assert (on["deadline"] - on["tender_notice"]).days >= 25
    assert on["standstill_ends"] == last_day_of_standstill(on["award_notice"])
    assert on["contract_entered"] > on["standstill_ends"]
    assert (on["contract_details_notice"] - on["contract_entered"]).days < 30
    if "planned_notice" in on:
        assert (on["tender_notice"] - on["planned_notice"]).days >= 40
        assert add_months(on["tender_notice"], -12) <= on["planned_notice"]


@given(starts, leads, values)
def test_notices_are_published_on_working_days(starts_on, lead, value):
    assert all(is_working_day(each.on) for each in timetable(starts_on, lead, value_pence=value).milestones[:-1])


@given(st.dates(date(2031, 1, 1), date(2100, 12, 31)), leads)
def test_a_pipeline_notice_comes_before_its_tender_notice_and_reaches_it(starts_on, lead):
    on = days(timetable(starts_on, lead, value_pence=LARGE))
    listed_on, tender_on = on["pipeline_notice"], on["tender_notice"]

    assert date(listed_on.year, 4, 1) <= listed_on <= date(listed_on.year, 5, 26)
    assert listed_on <= tender_on <= date(listed_on.year + 1, 9, 30)
    assert date(listed_on.year + 1, 5, 26) > tender_on


@given(starts, st.integers(12, 60), values)
def test_with_time_enough_the_first_step_is_on_its_day(starts_on, lead, value):
    first_on = min(steps(timetable(starts_on, lead, value_pence=value)))

    assert first_on == on_or_before(add_months(starts_on - ONE_DAY, -lead))


@given(starts, leads, values)
def test_forwards_and_backwards_agree(begins_on, lead, value):
    ahead = timetable_from(begins_on, lead, value_pence=value)
    back = timetable(ahead.starts_on, lead, value_pence=value)

    assert ahead.milestones == back.milestones
    assert min(steps(back)) >= begins_on
    assert not ahead.is_late


@given(starts, st.integers(12, 60))
def test_no_earlier_start_would_do(begins_on, lead):
    starts_on = timetable_from(begins_on, lead).starts_on

    assert min(steps(timetable(starts_on - ONE_DAY, lead))) < begins_on


@given(
    st.dates(),
    st.integers(),
    st.none() | st.integers(0),
    st.none() | st.dates(),
    st.sampled_from(["services", "works", "light_touch"]),
    st.sets(st.sampled_from(STEPS)),
)
def test_no_day_and_no_lead_time_is_an_error(starts_on, lead, value, on, kind, done):
    assert timetable(starts_on, lead, value_pence=value, on=on, kind=kind, done=done).milestones


@pytest.mark.parametrize("day", [date.min, date.max])
@pytest.mark.parametrize("lead", [0, 18, 10**9])
@pytest.mark.parametrize("value", [None, BELOW, LARGE])
def test_the_ends_of_the_calendar_are_no_error(day, lead, value):
    assert timetable(day, lead, value_pence=value, on=day).milestones
    assert timetable_from(day, lead, value_pence=value).milestones


@pytest.mark.parametrize(
    ("starts_on", "expected"),
    [
        (date(2027, 2, 1), {"contract_entered": date(2026, 12, 31), "award_notice": date(2026, 12, 17)}),
        (date(2027, 1, 31), {"contract_entered": date(2026, 12, 31), "standstill_ends": date(2026, 12, 30)}),
        (date(2028, 3, 31), {"contract_entered": date(2028, 3, 1), "standstill_ends": date(2028, 2, 29)}),
        (date(2027, 5, 1), {"contract_entered": date(2027, 4, 1), "award_notice": date(2027, 3, 18)}),
    ],
)
def test_holidays_year_ends_and_leap_days_are_counted(starts_on, expected):
    on = days(timetable(starts_on, 0, value_pence=ABOVE))

    assert {key: on[key] for key in expected} == expected


def test_the_day_after_the_standstill_is_the_first_to_enter_the_contract():
    on = days(timetable(STARTS, 18))

    assert on["contract_entered"] == next_working_day(on["standstill_ends"])
