"""What a contract that ends on 31 March 2027 needs, so that a given day is its last; seen from 1 January 2026."""

from datetime import date, timedelta

import pytest

from registry.joint.bridges import Action, bridge
from registry.joint.replacement_windows import Candidate

ON = date(2026, 1, 1)
MARCH = date(2027, 3, 31)


def contract(options=(), ends_on=MARCH, **more):
    options = [{"number": n, "months": m, "taken": 0, "notice_days": days} for n, m, days in options]
    return Candidate(id="c", service_id="housing", authorities=("camden",), ends_on=ends_on, options=options, **more)


def words(day, candidate):
    return bridge(candidate, day, ON).words


def test_on_its_own_end_it_is_let_end():
    found = bridge(contract(), MARCH, ON)

    assert (found.action, found.days, found.words) == (Action.let_end, 0, "Let it end on 31 March 2027.")


def test_an_option_is_taken_by_its_notice_day_and_told_how_much_of_it_is_needed():
    found = bridge(contract([(2, 12, 90)]), date(2027, 6, 30), ON)

    assert (found.action, found.days, found.options, found.months) == (Action.take_options, 91, 1, 12)
    assert found.notice_on == date(2026, 12, 31)
    assert found.words == (
        "Take its next option (12 months) by 31 December 2026: it can then run until 31 March 2028; "
        "of its last 366 days 91 are needed."
    )


def test_at_the_end_of_options_nothing_is_bridged():
    found = bridge(contract([(1, 12, None), (1, 6, None)]), date(2028, 9, 30), ON)

    assert (found.action, found.days, found.options, found.months) == (Action.take_options, 0, 2, 18)
    assert (
        found.words == "Take its next 2 options (18 months): it can then run until 30 September 2028, the day itself."
    )


def test_an_option_whose_notice_day_has_gone_is_to_be_asked_about():
    found = bridge(contract([(1, 12, 730)]), date(2027, 6, 30), ON)

    assert (found.action, found.days, found.notice_on) == (Action.find_out, 91, date(2025, 3, 31))
    assert found.words == (
        "Notice of its next option was due by 31 March 2025: ask whether it was taken, or whether the supplier still "
        "agrees. If so, it can run until 31 March 2028; of its last 366 days 91 are needed."
    )


def test_an_option_can_still_be_taken_on_its_notice_day():
    candidate = contract([(1, 12, 90)])

    assert bridge(candidate, date(2027, 6, 30), date(2026, 12, 31)).action == Action.take_options
    assert bridge(candidate, date(2027, 6, 30), date(2027, 1, 1)).action == Action.find_out


def test_only_the_first_of_several_options_must_be_taken_by_the_notice_day():
    assert words(date(2029, 3, 31), contract([(2, 12, 90)])).startswith(
        "Take its next 2 options (24 months), the first of them by 31 December 2026: it can then run"
    )


def test_beyond_a_decided_option_the_notice_day_is_that_of_the_one_after():
    found = bridge(contract([(2, 12, 500)], decision="extend"), date(2029, 3, 31), ON)

    assert (found.action, found.options, found.notice_on) == (Action.take_options, 1, date(2026, 11, 17))


def test_a_maximum_without_options_is_extended_to():
    found = words(date(2027, 4, 30), contract(max_ends_on=date(2028, 3, 31)))

    assert found.startswith(
        "Extend it to its maximum end: it can then run until 31 March 2028; of its last 366 days 30 are needed."
    )


@pytest.mark.parametrize(
    ("annual_pence", "days", "fits"),
    [
        (100, 109, True),
        (100, 110, False),
        (360_000_000, 21, True),
        (360_000_000, 22, False),
        (None, 109, None),
        (None, 110, False),
    ],
)
def test_beyond_the_latest_end_a_tenth_of_the_term_and_the_threshold_decide(annual_pence, days, fits):
    candidate = contract(starts_on=date(2024, 4, 1), annual_pence=annual_pence)
    found = bridge(candidate, MARCH + timedelta(days=days), ON)

    assert (found.action, found.days, found.within_ten_percent) == (Action.negotiate, days, fits)
    assert "reg. 72" in found.instrument


def test_what_the_law_allows_is_told_by_its_name():
    old, new = ({"starts_on": day, "annual_pence": 100} for day in (date(2024, 4, 1), date(2025, 4, 1)))
    day = MARCH + timedelta(days=60)

    assert words(day, contract(**old)).endswith("that is within the 109 days that regulation 72(5) allows.")
    assert words(day, contract(**new)).endswith("that is within the 72 days that either law allows.")
    assert words(day, contract(starts_on=date(2024, 4, 1))).endswith(
        "that is less than 10% of its longest term, but what it costs must be known too to say if it is allowed."
    )


def test_without_a_start_nobody_knows_whether_the_law_allows_it():
    found = bridge(contract(), MARCH + timedelta(days=1), ON)

    assert found.within_ten_percent is None
    assert found.words == (
        "Negotiate 1 day beyond its latest end, 31 March 2027: "
        "its start is not known, so nor is whether the law allows that."
    )


def test_options_are_taken_before_more_is_negotiated():
    found = bridge(contract([(1, 12, None)]), date(2028, 4, 30), ON)

    assert (found.options, found.days) == (1, 30)
    assert found.words.startswith("Take its next option (12 months), and negotiate 30 days beyond its latest end")


def test_what_is_open_ended_ends_by_notice():
    found = bridge(contract(ends_on=None, open_ended=True), MARCH, ON)

    assert (found.action, found.days) == (Action.give_notice, 0)


@pytest.mark.parametrize(
    ("ends_on", "told"),
    [
        (None, "It has no fixed end: "),
        (date(2025, 12, 31), "It has no fixed end: "),
        (ON, "It runs on after 1 January 2026 until ended by notice: "),
    ],
)
def test_what_is_open_ended_is_told_to_run_on_after_an_end_still_ahead(ends_on, told):
    assert words(MARCH, contract(ends_on=ends_on, open_ended=True)) == (
        f"{told}give notice so that it ends on 31 March 2027."
    )


def test_where_it_is_decided_to_buy_again_no_option_is_taken():
    found = bridge(contract([(1, 12, 90)], decision="re-procure", starts_on=date(2024, 4, 1)), date(2027, 4, 30), ON)

    assert (found.action, found.options, found.months, found.notice_on) == (Action.negotiate, 0, 0, None)
    assert found.words.startswith(
        "No option is taken, as it is to be bought again: negotiate 30 days beyond its end, 31 March 2027: "
    )


def test_a_break_is_used_before_the_end():
    found = bridge(contract(break_on=date(2026, 9, 30)), date(2027, 1, 31), ON)

    assert found.action == Action.use_break
    assert found.words == "Use its break to end it on 31 January 2027, which it may from 30 September 2026."


def test_what_runs_longer_must_be_ended_early():
    found = bridge(contract(), date(2027, 3, 1), ON)

    assert (found.action, found.days) == (Action.end_early, 30)


def test_a_decision_to_extend_is_reckoned_with():
    assert words(date(2028, 3, 31), contract([(1, 12, None)], decision="extend")) == (
        "Its authority has decided to extend it: take that option, and let it end on 31 March 2028."
    )


def test_an_unknown_end_is_to_be_found_out():
    assert bridge(contract(ends_on=None), MARCH, ON).action == Action.find_out


def test_one_whose_stated_end_has_passed_but_not_its_latest_must_have_been_extended():
    passed = contract([(2, 12, 90)], ends_on=date(2025, 6, 30))

    found = bridge(passed, date(2026, 12, 31), ON)

    assert (found.action, found.days) == (Action.find_out, 184)
    assert found.words == (
        "Its term ended on 30 June 2025: if it still runs, it was extended; find out, and record that. "
        "It can run until 30 June 2027."
    )
