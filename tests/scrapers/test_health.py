"""What is usual for a source, and what is wrong with one: rules on days and moments alone."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.health import Day, Facts, health, judged, kind_of, whole_days

FRIDAY = date(2026, 7, 3)
NOW = datetime(2026, 7, 4, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)


def counts(weeks=8, on=FRIDAY, usual=40, weekend=0):
    """Return what each day brought before one, and 0 on it."""
    before = [on - timedelta(days=number) for number in range(1, 7 * weeks + 1)]
    return {day: weekend if day.weekday() >= 5 else usual for day in before} | {on: 0}


@pytest.mark.parametrize(
    ("releases", "verdict"), [(0, "nothing"), (1, "few"), (13, "few"), (14, "as_usual"), (400, "as_usual")]
)
def test_far_less_is_below_a_third_of_the_usual(releases, verdict):
    assert judged(FRIDAY, counts() | {FRIDAY: releases}).verdict == verdict


@pytest.mark.parametrize(("usual", "verdict"), [(5, "as_usual"), (6, "nothing")])
def test_a_day_that_brings_little_as_a_rule_may_bring_nothing(usual, verdict):
    assert judged(FRIDAY, counts(usual=usual)).verdict == verdict


def test_a_weekday_is_held_against_its_like():
    sunday = date(2026, 7, 5)

    assert judged(sunday, counts(on=sunday)).verdict == "as_usual"


def test_a_bank_holiday_is_like_a_sunday():
    spring_bank_holiday = date(2026, 5, 25)

    assert judged(spring_bank_holiday, counts(on=spring_bank_holiday)).usual == 0


def test_the_usual_is_the_median_so_that_one_odd_week_does_not_change_it():
    odd = counts() | {FRIDAY - timedelta(days=7): 4000}

    assert judged(FRIDAY, odd).usual == 40


def test_too_few_days_say_nothing():
    assert judged(FRIDAY, counts(weeks=2)).verdict == "unknown"


def test_days_beyond_eight_weeks_say_nothing_any_more():
    old = {FRIDAY - timedelta(days=7 * week): 40 for week in range(9, 20)}

    assert judged(FRIDAY, old).usual is None


@given(st.dictionaries(st.dates(date(2026, 1, 1), date(2026, 7, 2)), st.integers(0, 500)), st.integers(0, 500))
def test_more_releases_never_make_a_verdict_worse(history, releases):
    worse_first = ["nothing", "few", "as_usual"]
    one, more = (judged(FRIDAY, history | {FRIDAY: count}).verdict for count in (releases, releases + 1))

    assert one == more == "unknown" or worse_first.index(one) <= worse_first.index(more)


def test_a_day_is_whole_from_midnight_to_midnight_in_london():
    since, until = datetime(2026, 6, 30, 23, tzinfo=UTC), datetime(2026, 7, 2, 22, 59, tzinfo=UTC)

    assert whole_days(since, until) == [date(2026, 7, 1)]


def test_a_source_that_was_never_read_is_unread():
    assert health(Facts(), NOW).state == "unread"


def test_a_source_that_is_up_to_date_is_well():
    found = health(Facts(whole_until=NOW - HOUR), NOW)

    assert (found.state, found.lag) == ("well", HOUR)


def test_a_failed_run_is_an_error():
    found = health(Facts(whole_until=NOW, error="PortalUnwell: nothing it serves can be read"), NOW)

    assert [problem.kind for problem in found.problems] == ["failed"]
    assert found.state == "error"


@pytest.mark.parametrize("error", ["Stopped: told to", "KeyboardInterrupt: "])
def test_a_run_that_someone_ended_is_none(error):
    assert health(Facts(whole_until=NOW, error=error), NOW).state == "well"


def test_a_source_read_hourly_is_late_after_hours_and_one_read_weekly_after_weeks():
    def state(pause, lag):
        ends = [NOW - lag - number * pause for number in range(6)]
        return health(Facts(whole_until=NOW - lag, read_to_now=ends), NOW).state

    assert state(HOUR, 4 * HOUR) == "error"
    assert state(timedelta(days=7), timedelta(days=8)) == "well"
    assert state(timedelta(days=7), timedelta(days=22)) == "error"


def test_a_quiet_day_is_an_error_until_it_is_proven_or_a_week_old():
    quiet = Day(FRIDAY, 2, 40.0, "few")

    assert health(Facts(whole_until=NOW, days=[quiet]), NOW).problems[0].kind == "few"
    assert health(Facts(whole_until=NOW, days=[quiet], proven=frozenset({FRIDAY})), NOW).state == "well"
    week_later = NOW + timedelta(days=8)
    assert health(Facts(whole_until=week_later, days=[quiet]), week_later).state == "well"


def test_a_small_source_that_falls_silent_is_an_error_once_it_should_have_brought_something():
    silent = [Day(FRIDAY - timedelta(days=back), 0, 2.0, "as_usual") for back in range(4, -1, -1)]

    assert health(Facts(whole_until=NOW, days=silent[:2]), NOW).state == "well"
    assert [each.kind for each in health(Facts(whole_until=NOW, days=silent), NOW).problems] == ["nothing"]


def test_open_gaps_are_a_problem():
    assert health(Facts(whole_until=NOW, open_gaps=2), NOW).problems[0].kind == "gaps"


def test_errors_are_counted_by_kind():
    errors = ["PortalBusy: a", "PortalBusy: b", "PortalUnwell: c"]

    assert health(Facts(whole_until=NOW, errors=errors), NOW).error_kinds == {"PortalBusy": 2, "PortalUnwell": 1}
    assert kind_of("PortalBusy: a: b") == "PortalBusy"
