"""Whether a timetable is late on a day, and what must give."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.timetable import timetable
from registry.timetabling.phases import least
from registry.timetabling.steps import STEPS, lay_back

ONE_DAY = timedelta(days=1)
STARTS = date(2028, 4, 1)
FIRST = date(2026, 9, 30)
"""The day of the engagement notice, eighteen months before."""
SHORTEST = date(2027, 12, 23)
"""The last day to publish a tender notice so as to start on `STARTS` at all."""

starts = st.dates(date(2026, 6, 1), date(2100, 12, 31))


def given_up(on, starts_on=STARTS, lead=18, **more):
    return timetable(starts_on, lead, on=on, **more).gives


@pytest.mark.parametrize(
    ("on", "late"), [(FIRST - ONE_DAY, 0), (FIRST, 0), (FIRST + ONE_DAY, 1), (FIRST + 9 * ONE_DAY, 9)]
)
def test_a_timetable_is_late_from_the_day_after_its_first_step(on, late):
    made = timetable(STARTS, 18, on=on)

    assert (made.is_late, made.days_late) == (late > 0, late)


def test_nothing_gives_while_there_is_time():
    assert given_up(FIRST) == ()


def test_without_a_day_to_look_at_nothing_is_late():
    made = timetable(date(2020, 1, 1), 18)

    assert (made.is_late, made.earliest_starts_on) == (False, None)


def test_a_step_that_is_done_is_not_late():
    on = date(2027, 3, 1)

    assert timetable(STARTS, 18, on=on).is_late
    assert not timetable(STARTS, 18, on=on, done=["engagement_notice"]).is_late


def test_the_day_to_which_a_step_was_moved_decides_whether_it_is_late():
    on = date(2026, 11, 21)
    put_off = timetable(STARTS, 18, on=on, moved={"engagement_notice": date(2026, 12, 1)})
    past = timetable(STARTS, 18, on=on, done=["engagement_notice"], moved={"tender_notice": date(2026, 11, 11)})

    assert timetable(STARTS, 18, on=on).is_late
    assert not put_off.is_late
    assert (past.is_late, past.days_late) == (True, 10)


def test_a_step_put_off_beyond_the_start_makes_it_late_and_must_be_bridged():
    made = timetable(STARTS, 18, on=FIRST, moved={"tender_notice": date(2028, 7, 3)})

    assert made.is_late
    assert made.earliest_starts_on > date(2028, 9, 1)
    assert made.days_late == (made.earliest_starts_on - STARTS).days
    assert (made.gives[-1].what, made.gives[-1].days) == ("bridge", made.days_late)


def test_a_step_put_off_counts_where_the_shortest_timetable_leaves_it_out():
    made = timetable(STARTS, 18, on=FIRST, moved={"engagement_notice": date(2028, 7, 3)})

    assert made.earliest_starts_on > date(2028, 9, 1)


def test_a_move_of_what_is_behind_counts_no_more():
    done = timetable(STARTS, 18, on=FIRST, done=["tender_notice"])

    assert timetable(STARTS, 18, on=FIRST, done=["tender_notice"], moved={"tender_notice": date(2028, 7, 3)}) == done


def test_a_missed_pipeline_notice_makes_nothing_late():
    made = timetable(STARTS, 18, value_pence=4_000_000_00, on=date(2026, 6, 1))

    assert (made.day_of("pipeline_notice"), made.is_late) == (date(2026, 5, 26), False)


def test_when_all_is_done_nothing_is_late():
    assert not timetable(STARTS, 18, on=date(2030, 1, 1), done=["go_live"]).is_late


def test_after_the_award_only_moving_in_can_give():
    on = date(2027, 12, 1)

    assert [each.what for each in given_up(on, done=["award_notice", "standstill_ends"])] == ["mobilisation"]


def test_a_little_late_shortens_engagement():
    (give,) = given_up(FIRST + 14 * ONE_DAY)

    assert (give.what, give.is_enough, give.words) == (
        "engagement",
        True,
        "Shorten early engagement from 161 to 147 days.",
    )


def test_later_still_phases_give_in_order():
    gives = given_up(date(2027, 9, 1))

    assert [each.what for each in gives] == ["engagement", "planned", "tendering", "mobilisation"]
    assert [each.is_enough for each in gives] == [False, False, False, True]
    assert gives[0].words.startswith("Skip early engagement")
    assert gives[1].words.startswith("Drop the planned procurement notice")
    assert gives[2].words == "Shorten the time for tenders from 35 to 25 days."


@pytest.mark.parametrize(("on", "bridged"), [(SHORTEST, False), (SHORTEST + ONE_DAY, True)])
def test_the_day_no_lawful_timetable_is_left_the_contracts_must_be_bridged(on, bridged):
    assert ("bridge" in [each.what for each in given_up(on)]) is bridged


def test_a_bridge_is_as_long_as_the_earliest_start_is_late():
    made = timetable(STARTS, 18, on=date(2028, 2, 1))
    bridge = made.gives[-1]

    assert (bridge.what, made.earliest_starts_on) == ("bridge", STARTS + timedelta(days=bridge.days))
    assert f"to start on {made.earliest_starts_on:%-d %B %Y}" in bridge.words


def test_below_the_threshold_there_is_no_planned_notice_to_drop():
    gives = given_up(date(2027, 12, 24), lead=6, value_pence=100_000_00)

    assert "planned" not in [each.what for each in gives]


@given(starts, st.integers(0, 36), st.integers(-400, 1200), st.none() | st.integers(0, 10**9))
def test_what_gives_is_enough_and_no_more_is_asked(starts_on, lead, later, value):
    on = starts_on - timedelta(days=lead * 30) + timedelta(days=later)
    made = timetable(starts_on, lead, on=on, value_pence=value)

    assert bool(made.gives) == made.is_late
    assert [each.is_enough for each in made.gives] == [False] * (len(made.gives) - 1) + [True] * bool(made.gives)
    assert all(each.days > 0 for each in made.gives)


@given(starts, st.integers(0, 36), st.integers(-400, 1200), st.sampled_from([None, 100_000_00, 10**9]))
def test_a_bridge_is_needed_exactly_when_the_earliest_start_is_too_late(starts_on, lead, later, value):
    made = timetable(starts_on, lead, on=starts_on - timedelta(days=lead * 30 - later), value_pence=value)

    if made.is_late:
        assert (made.gives[-1].what == "bridge") == (made.earliest_starts_on > starts_on)


@given(starts, st.booleans())
def test_the_earliest_start_is_the_first_whose_shortest_timetable_begins_by_then(on, is_full):
    earliest = timetable(on, 12, on=on, value_pence=None if is_full else 0).earliest_starts_on
    shortest = least(is_full=is_full, commenced_on=on)
    first = [
        next(iter(lay_back(starts_on, shortest, is_full=is_full).values()))
        for starts_on in (earliest - ONE_DAY, earliest)
    ]

    assert first[0] < on <= first[1]


@given(starts, st.integers(0, 700), st.sets(st.sampled_from(STEPS)))
def test_the_more_is_done_the_less_late_it_is(starts_on, later, done):
    on = starts_on - timedelta(days=540 - later)
    some, none = (timetable(starts_on, 18, on=on, done=each) for each in (done, ()))

    assert some.days_late <= none.days_late
