from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.months import extend
from registry.options import last_day, read_options
from registry.renewing.term_ends import earliest_on, latest_on, natural_ends

END = date(2027, 3, 31)


@dataclass(frozen=True)
class Dates:
    ends_on: date | None = END
    max_ends_on: date | None = None
    options: list[dict[str, Any]] = field(default_factory=list)
    decision: str | None = None
    break_on: date | None = None


def option(number: int, months: int, taken: int = 0) -> dict[str, Any]:
    return {"number": number, "months": months, "taken": taken}


def test_a_term_without_options_ends_once():
    assert natural_ends(Dates()) == (END,)


def test_a_term_ends_after_each_option_left():
    term = Dates(options=[option(3, 12, taken=1), option(1, 6)])

    assert natural_ends(term) == (END, date(2028, 3, 31), date(2029, 3, 31), date(2029, 9, 30))


@pytest.mark.parametrize(
    ("ends_on", "months", "expected"),
    [
        (date(2028, 6, 30), 6, date(2028, 12, 31)),
        (date(2027, 2, 28), 12, date(2028, 2, 29)),
        (date(2028, 2, 28), 12, date(2029, 2, 28)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2028, 8, 31), 6, date(2029, 2, 28)),
        (date(2028, 1, 30), 1, date(2028, 2, 29)),
        (date(2028, 9, 14), 12, date(2029, 9, 14)),
    ],
)
def test_a_term_of_whole_months_stays_one_when_it_is_extended(ends_on, months, expected):
    assert latest_on(Dates(ends_on, options=[option(1, months)])) == expected


@given(st.dates(date(1950, 1, 1), date(2150, 1, 1)), st.integers(-240, 240))
def test_months_added_to_the_end_of_a_month_and_taken_back_lead_to_it_again(day, months):
    ends_on = day.replace(day=monthrange(day.year, day.month)[1])
    moved = extend(ends_on, months)

    assert extend(moved, -months) == ends_on
    assert moved.day == monthrange(moved.year, moved.month)[1]


def test_a_decision_to_extend_takes_the_next_option():
    assert natural_ends(Dates(options=[option(2, 12)], decision="extend")) == (date(2028, 3, 31), date(2029, 3, 31))


@pytest.mark.parametrize("decision", ["undecided", "re-procure", "exit", None])
def test_other_decisions_leave_the_end_where_it_is(decision):
    assert natural_ends(Dates(options=[option(1, 12)], decision=decision))[0] == END


def test_a_decision_to_extend_changes_nothing_when_no_option_is_left():
    assert natural_ends(Dates(options=[option(1, 12, taken=1)], decision="extend")) == (END,)


def test_a_later_maximum_is_the_last_end():
    assert natural_ends(Dates(max_ends_on=date(2030, 1, 1), options=[option(1, 12)])) == (
        END,
        date(2028, 3, 31),
        date(2030, 1, 1),
    )


def test_no_option_runs_beyond_an_explicit_maximum():
    assert natural_ends(Dates(max_ends_on=date(2027, 9, 30), options=[option(4, 12)])) == (END, date(2027, 9, 30))


def test_a_maximum_before_the_end_is_a_slip():
    assert natural_ends(Dates(max_ends_on=date(2020, 1, 1), options=[option(4, 12)])) == (END,)


def test_a_term_of_which_only_the_maximum_is_known_has_no_ends_but_a_latest_day():
    term = Dates(ends_on=None, max_ends_on=END)

    assert (natural_ends(term), earliest_on(term), latest_on(term)) == ((), None, END)


def test_a_break_before_the_end_is_the_earliest_day():
    assert earliest_on(Dates(break_on=date(2026, 3, 31))) == date(2026, 3, 31)


def test_a_break_after_the_end_is_none():
    assert earliest_on(Dates(break_on=date(2028, 3, 31))) == END


def test_options_without_end_stop_at_the_last_day_there_is():
    assert natural_ends(Dates(options=[option(99, 1200)]))[-1] == date.max


@given(
    st.lists(st.builds(option, st.integers(0, 9), st.integers(1, 60), st.integers(0, 9)), max_size=3),
    st.dates(date(2000, 1, 1), date(2100, 1, 1)),
)
def test_ends_rise_to_the_day_after_every_option(options, ends_on):
    ends = natural_ends(Dates(ends_on, options=options))

    assert list(ends) == sorted(set(ends))
    assert (ends[0], ends[-1]) == (ends_on, last_day(ends_on, read_options(options)))
