"""What a contract's dates mean on a day."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.months import add_months
from registry.renewals import LeadTimes, State, act_by_on, renewal
from registry.renewing.dates import option_notice_on

ENDS = date(2030, 3, 31)
LATEST = date(2032, 3, 31)
ACT_BY = date(2028, 9, 30)
"""Eighteen months before `ENDS`."""
ONE_DAY = timedelta(days=1)

days = st.dates(date(1900, 1, 1), date(2200, 12, 31))


@dataclass(frozen=True)
class Term:
    ends_on: date | None = ENDS
    max_ends_on: date | None = None
    extension_text: str | None = None
    options: list = field(default_factory=list)
    open_ended: bool = False
    status: str = "active"
    starts_on: date | None = None
    break_on: date | None = None
    decision: str | None = None
    decided_on: date | None = None


def option(notice_days=90, months=24):
    return [{"number": 1, "months": months, "taken": 0, "notice_days": notice_days}]


def state(on, term=Term(), lead_months=18, **more):
    return renewal(term, on, lead_months, **more).state


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2026, 9, 29), State.distant),
        (date(2026, 9, 30), State.upcoming),
        (date(2028, 3, 29), State.upcoming),
        (date(2028, 3, 30), State.due),
        (ACT_BY - ONE_DAY, State.due),
        (ACT_BY, State.act_now),
        (ACT_BY + ONE_DAY, State.act_now),
        (ENDS, State.act_now),
        (ENDS + ONE_DAY, State.past_end),
    ],
)
def test_a_renewal_gets_more_pressing_on_the_very_day(on, expected):
    assert state(on) == expected


def test_on_its_last_day_a_contract_still_runs():
    assert state(ENDS, lead_months=0) == State.act_now


def test_without_a_lead_time_the_replacement_may_start_on_the_last_day():
    assert state(ENDS - ONE_DAY, lead_months=0) == State.due


def test_a_contract_past_its_end_is_past_it_although_options_could_have_been_taken():
    assert state(ENDS + ONE_DAY, Term(max_ends_on=LATEST)) == State.past_end


@pytest.mark.parametrize("term", [Term(None), Term(None, LATEST), Term(None, None, "2 x 12 months")])
def test_a_contract_whose_end_nobody_states_is_unknown(term):
    assert state(ENDS, term) == State.unknown


@pytest.mark.parametrize("term", [Term(), Term(None)])
def test_an_open_ended_contract_is_that_once_no_end_is_ahead(term):
    assert state(ENDS + ONE_DAY, replace(term, open_ended=True)) == State.open_ended


def test_an_end_that_is_still_ahead_counts_before_rolling_on():
    assert state(ENDS, Term(open_ended=True)) == State.act_now


@given(days, days, days, st.integers(0, 240))
def test_as_days_pass_a_renewal_only_gets_more_pressing(ends, one, other, lead_months):
    urgency = list(State).index
    early, late = sorted([one, other])

    assert urgency(state(late, Term(ends), lead_months)) <= urgency(state(early, Term(ends), lead_months))


@given(days, days, st.integers(0, 239))
def test_a_longer_lead_time_never_makes_a_renewal_less_pressing(ends, on, lead_months):
    urgency = list(State).index

    assert urgency(state(on, Term(ends), lead_months + 1)) <= urgency(state(on, Term(ends), lead_months))


@given(
    st.builds(Term, st.none() | days, st.none() | days, st.none() | st.text()),
    days,
    st.integers(0, 240),
    st.none() | st.integers(0, 100_000),
    st.booleans(),
)
def test_whatever_the_dates_there_is_a_state_and_a_reason(term, on, lead_months, notice_days, open_ended):
    found = renewal(replace(term, options=option(notice_days), open_ended=open_ended), on, lead_months)

    assert found.state in State
    assert found.reason.endswith(".")


@given(st.builds(Term, days, st.none() | days), st.integers(0, 240), st.none() | st.integers(0, 3650))
def test_acting_never_comes_after_the_decision_nor_the_decision_after_the_end(term, lead_months, notice_days):
    found = renewal(replace(term, options=option(notice_days)), ENDS, lead_months)

    assert found.act_by_on <= (found.option_notice_on or found.ends_on) <= found.ends_on <= found.latest_ends_on


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 8, 31), -6, date(2026, 2, 28)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2028, 2, 29), 48, date(2032, 2, 29)),
        (date(2028, 2, 29), -12, date(2027, 2, 28)),
        (date(2100, 1, 30), 1, date(2100, 2, 28)),
        (date(2000, 1, 30), 1, date(2000, 2, 29)),
        (date(2026, 12, 31), 1, date(2027, 1, 31)),
        (date(2026, 1, 1), -1, date(2025, 12, 1)),
        (date(2026, 12, 1), 12, date(2027, 12, 1)),
        (date(2026, 5, 15), 0, date(2026, 5, 15)),
        (date(1900, 1, 31), -24_000, date.min),
        (date(2200, 1, 31), 240_000, date.max),
    ],
)
def test_months_are_added_by_the_calendar(day, months, expected):
    assert add_months(day, months) == expected


@given(days, st.integers(-240, 240))
def test_adding_months_moves_exactly_that_many_months(day, months):
    moved = add_months(day, months)

    assert (moved.year - day.year) * 12 + moved.month - day.month == months
    assert moved.day <= day.day


@given(days, days, st.integers(-240, 240))
def test_adding_months_keeps_the_order_of_days(one, other, months):
    early, late = sorted([one, other])

    assert add_months(early, months) <= add_months(late, months)


@pytest.mark.parametrize(
    ("ends", "most", "latest"),
    [(ENDS, LATEST, LATEST), (LATEST, ENDS, LATEST), (ENDS, None, ENDS), (None, LATEST, LATEST), (None, None, None)],
)
def test_the_latest_end_is_what_is_known_of_it_and_a_maximum_before_the_end_is_a_slip(ends, most, latest):
    assert renewal(Term(ends, most), ENDS, 18).latest_ends_on == latest


def test_an_option_is_taken_so_many_days_before_the_end():
    assert option_notice_on(Term(ENDS, LATEST, options=option(90))) == date(2029, 12, 31)


@pytest.mark.parametrize(
    ("ends", "latest", "notice_days"),
    [(ENDS, LATEST, None), (ENDS, ENDS, 90), (None, LATEST, 90)],
)
def test_without_an_option_or_its_notice_there_is_no_day_to_take_it(ends, latest, notice_days):
    assert option_notice_on(Term(ends, latest, options=option(notice_days))) is None


def test_where_an_option_must_be_taken_first_that_day_decides():
    found = renewal(Term(max_ends_on=LATEST, options=option()), ACT_BY, 18)

    assert found.act_by_on == date(2028, 6, 30)


def test_without_a_day_to_decide_there_is_none_to_act_by():
    assert act_by_on(None, 18) is None


def test_the_reason_says_the_end_the_lead_time_and_the_day_to_start():
    expected = "It ends on 31 March 2030; replacing it takes about 18 months, so start by 30 September 2028."

    assert renewal(Term(), ACT_BY, 18).reason == expected


def test_the_reason_names_the_day_to_take_the_option_where_that_decides():
    reason = renewal(Term(max_ends_on=LATEST, options=option()), ACT_BY, 18).reason

    assert "its next option must be taken by 31 December 2029;" in reason


def test_the_reason_speaks_of_one_month_in_the_singular():
    assert "about 1 month," in renewal(Term(), ACT_BY, 1).reason


def test_the_reason_of_a_contract_past_its_end_says_that_no_notice_explains_it():
    assert renewal(Term(), LATEST, 18).reason.startswith("Its term ended on 31 March 2030, and no notice says")


def test_the_reason_of_an_unknown_end_says_so():
    assert renewal(Term(None), ENDS, 18).reason == "No source says when it ends."


def test_the_reason_of_an_unknown_end_still_tells_a_known_maximum():
    assert renewal(Term(None, LATEST), ENDS, 18).reason.endswith("it could run until 31 March 2032.")


TAKEN_FIRST = Term(options=option(90, 12) + option(180, 24))


def test_with_the_decision_to_extend_dates_count_from_the_end_after_the_next_option():
    found = renewal(replace(TAKEN_FIRST, decision="extend"), ACT_BY, 18)

    assert found.committed_ends_on == date(2031, 3, 31)
    assert found.act_by_on == date(2029, 4, 2)  # 18 months before the notice for the option after that one
    assert found.option_notice_on == date(2029, 12, 31)


def test_a_decision_to_extend_without_an_option_moves_no_date():
    assert renewal(Term(decision="extend"), ACT_BY, 18).act_by_on == ACT_BY


def test_an_extended_contract_still_runs_after_its_first_end():
    assert state(ENDS + ONE_DAY, Term(options=option(), decision="extend")) == State.due
    assert state(LATEST + ONE_DAY, Term(options=option(), decision="extend")) == State.past_end


def test_once_it_is_decided_to_buy_again_only_the_end_counts():
    assert renewal(Term(options=option(), decision="re-procure"), ACT_BY, 18).act_by_on == ACT_BY


@pytest.mark.parametrize(
    ("term", "on", "expected"),
    [
        (Term(), date(2020, 1, 1), State.unknown),
        (Term(), ENDS, State.unknown),
        (Term(), ENDS + ONE_DAY, State.past_end),
        (Term(None), ENDS, State.unknown),
        (Term(None, open_ended=True), ENDS, State.open_ended),
    ],
)
def test_for_a_contract_to_be_done_without_no_day_to_act_is_counted_down(term, on, expected):
    found = renewal(replace(term, decision="exit"), on, 18)

    assert found.act_by_on is None
    assert found.state is expected


def test_an_open_ended_contract_past_its_stated_end_has_no_day_to_act():
    found = renewal(Term(open_ended=True), ENDS + ONE_DAY, 18)

    assert found.act_by_on is None
    assert found.reason == "Its fixed term ended on 31 March 2030, and it runs on until one side ends it."


def test_the_reason_says_that_an_open_ended_contract_runs_on_after_an_end_still_ahead():
    assert "After its end it runs on until one side ends it." in renewal(Term(open_ended=True), ACT_BY, 18).reason
    assert "runs on" not in renewal(Term(), ACT_BY, 18).reason


@pytest.mark.parametrize(
    ("decision", "on", "expected"),
    [
        ("re-procure", ACT_BY, "It ends on 31 March 2030; it was decided on 9 May 2027 to buy it again; replacing it"),
        ("exit", ACT_BY, "it was decided on 9 May 2027 to do without it, so nothing has to be bought in its place."),
        ("extend", ACT_BY, "to extend it, after which it ends on 31 March 2032, and its next option must be taken by"),
        ("extend", date(2040, 1, 1), "on 31 March 2032, and it was decided on 9 May 2027 to extend it, and no source"),
        ("exit", LATEST, "Its term ended on 31 March 2030, and it was decided on 9 May 2027 to do without it."),
    ],
)
def test_the_reason_says_what_is_decided_and_when(decision, on, expected):
    term = Term(decision=decision, decided_on=date(2027, 5, 9), options=option())

    assert expected in renewal(term, on, 18).reason


def test_the_reason_says_that_an_option_was_missed():
    assert "nobody has said that it was;" in renewal(Term(options=option()), date(2030, 1, 1), 18).reason


def test_the_reason_names_the_day_from_which_it_may_be_ended_early():
    assert "may end it early from 9 May 2029." in renewal(Term(break_on=date(2029, 5, 9)), ACT_BY, 18).reason
    assert "early" not in renewal(Term(break_on=ENDS), ACT_BY, 18).reason


def test_the_reason_tells_the_options_that_words_speak_of():
    found = renewal(Term(extension_text="Two further periods of a year"), ACT_BY, 18)

    assert found.reason.endswith(" Its notices speak of 2 x 12 months.")
    assert found.latest_ends_on == ENDS


def test_the_reason_of_an_open_ended_contract_names_no_end():
    assert renewal(Term(None, open_ended=True), ENDS, 18).reason == "It has no end: it runs until one side ends it."


def test_the_reason_mentions_until_when_options_could_carry_it():
    reason = renewal(Term(max_ends_on=LATEST), ACT_BY, 18).reason

    assert reason.endswith("With every option taken it could run until 31 March 2032.")


def test_where_it_is_decided_to_buy_again_the_reason_leaves_out_the_options():
    assert "every option" not in renewal(Term(options=option(), decision="re-procure"), ACT_BY, 18).reason


def test_the_reason_mentions_options_that_have_words_only():
    assert renewal(Term(extension_text="see the tender"), ACT_BY, 18).reason.endswith("without dates.")


def test_words_about_options_never_become_dates():
    assert renewal(Term(extension_text="2 x 12 months"), ACT_BY, 18).latest_ends_on == ENDS


def test_confidence_is_that_of_the_end():
    assert renewal(Term(), ENDS, 18, confidence="high").confidence == "high"


def test_there_is_little_confidence_without_an_end():
    assert renewal(Term(None, LATEST), ENDS, 18, confidence="high").confidence == "low"


@pytest.mark.parametrize(
    ("kind", "months"),
    [("frontline", 18), ("corporate", 18), ("core", 12), ("other", 12), ("unheard of", 12), ("", 12), (None, 12)],
)
def test_lead_times_depend_on_the_kind_of_service(kind, months):
    assert LeadTimes().of(kind) == months


def test_an_authoritys_own_lead_time_counts_before_that_of_its_service():
    assert LeadTimes().of("core", 7) == 7


def test_lead_times_can_be_set():
    assert LeadTimes(core=7).of("core") == 7
