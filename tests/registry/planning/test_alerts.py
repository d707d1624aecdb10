"""What has changed of a plan's contracts, and what it does to the plan's dates."""

import json
from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.planning.alerts import GONE, TERMS, alerts, terms_of
from registry.planning.effects import UNKNOWN, effect

STARTS, ON = date(2027, 4, 1), date(2026, 11, 21)
"""The plan's first day, and the day on which it is read."""
MET = date(2027, 3, 31)
CAMDEN = SimpleNamespace(gss="E09000007", short_name="Camden")
HACKNEY = SimpleNamespace(gss="E09000012", short_name="Hackney")
OPTION = {"number": 1, "months": 12, "taken": 0, "notice_days": 90}


def contract(**given):
    usual = {
        "title": "Housing management system",
        "authorities": [CAMDEN],
        "status": "active",
        "ends_on": MET,
        "max_ends_on": None,
        "break_on": None,
        "options": [],
        "open_ended": False,
        "extension_text": None,
        "decision": None,
        "is_listed": True,
        "merged_into_id": None,
    }
    return SimpleNamespace(**{**usual, **given})


def told(now, was=None):
    return alerts(terms_of(was or contract()), now, STARTS, ON)


def test_an_end_that_moved_past_the_start_says_what_it_means():
    (alert,) = told(contract(ends_on=date(2028, 3, 31)))

    assert (alert.field, alert.was, alert.now) == ("ends_on", "2027-03-31", "2028-03-31")
    assert alert.words == "Camden’s contract now ends on 31 March 2028, not on 31 March 2027."
    assert alert.effect == (
        "That is a year after the plan starts: it would have to be ended early, or its authority join later."
    )


@pytest.mark.parametrize(
    ("given", "field", "words"),
    [
        ({"ends_on": None}, "ends_on", "Camden’s contract has no known end any more."),
        (
            {"status": "terminated", "ends_on": date(2026, 10, 1)},
            "status",
            "Camden’s contract was terminated on 1 October 2026.",
        ),
        (
            {"status": "terminated", "ends_on": date(2026, 12, 1)},
            "status",
            "Camden’s contract is terminated: it ends on 1 December 2026.",
        ),
        ({"status": "cancelled", "ends_on": None}, "status", "Camden’s contract was cancelled."),
        ({"decision": "extend"}, "decision", "Camden’s contract is to be extended: its authority has decided so."),
        (
            {"decision": "exit"},
            "decision",
            "Camden’s contract is not to be replaced: its authority has decided to exit. "
            "Ask whether it still takes part.",
        ),
        ({"open_ended": True}, "open_ended", "Camden’s contract now runs until one side ends it."),
        ({"max_ends_on": date(2029, 3, 31)}, "max_ends_on", "Camden’s contract can now run until 31 March 2029."),
        (
            {"options": [OPTION]},
            "options",
            "Camden’s contract now has options left: 1 of 12 months; it had no option left.",
        ),
        ({"break_on": date(2026, 12, 1)}, "break_on", "Camden’s contract can now be ended early from 1 December 2026."),
        (
            {"merged_into_id": "other", "is_listed": False},
            "merged_into_id",
            "Camden’s contract was merged into another, which stands for both.",
        ),
        (
            {"is_listed": False},
            "is_listed",
            "Camden’s contract is listed no longer: its authority says that it is not its own.",
        ),
    ],
)
def test_what_changed_is_told_in_words(given, field, words):
    first, *_ = told(contract(**given))

    assert (first.field, first.words) == (field, words)


def test_an_option_taken_as_decided_is_not_a_decision_taken_back():
    taken = contract(ends_on=date(2028, 3, 31), options=[{**OPTION, "taken": 1}])
    found = {alert.field: alert.words for alert in told(taken, contract(options=[OPTION], decision="extend"))}

    assert found["decision"] == "Camden’s contract was extended, as its authority had decided."


def test_a_contract_of_which_no_source_speaks_any_more_is_told():
    (alert,) = told(None)

    assert alert.field == GONE
    assert alert.words == "No source speaks of Camden’s contract any more."


def test_the_effect_is_told_once_with_what_bears_most_on_the_dates():
    first, *rest = told(contract(status="terminated", ends_on=date(2026, 12, 31)))

    assert first.field == "status"
    assert first.effect == "It leaves a gap of 90 days before the plan starts: bridge it."
    assert [(each.field, each.effect) for each in rest] == [("ends_on", None)]


def test_a_change_that_moves_no_date_says_so():
    (alert,) = told(contract(decision="re-procure"))

    assert alert.effect == "That changes nothing for the plan’s dates."


def test_an_award_that_is_signed_is_no_news_for_a_plan():
    assert told(contract(status="active"), contract(status="awarded")) == ()


def test_a_contract_seen_to_be_rejected_is_not_told_again():
    assert told(contract(is_listed=False, ends_on=None), contract(is_listed=False)) == ()


def test_a_shared_contract_is_named_by_its_authorities():
    both = {"authorities": [CAMDEN, HACKNEY]}

    assert told(contract(open_ended=True, **both), contract(**both))[0].words.startswith(
        "Camden’s and Hackney’s contract"
    )


@pytest.mark.parametrize(
    ("given", "does"),
    [
        ({}, "It ends on the day before the plan starts."),
        (
            {"ends_on": date(2026, 3, 31), "options": [OPTION]},
            "With its options taken it can end on the day before the plan starts.",
        ),
        ({"ends_on": date(2027, 3, 30)}, "It leaves a gap of 1 day before the plan starts: bridge it."),
        (
            {"ends_on": date(2025, 3, 31), "options": [OPTION]},
            "Even with every option taken it leaves a gap of 365 days before the plan starts: bridge it.",
        ),
        (
            {"ends_on": date(2027, 4, 30)},
            "That is a month after the plan starts: it would have to be ended early, or its authority join later.",
        ),
        (
            {"ends_on": date(2029, 3, 31), "break_on": date(2027, 1, 1)},
            "That is 2 years after the plan starts: it would have to be ended early, or its authority join later. "
            "Its authority may end it early from 1 January 2027.",
        ),
        (
            {"ends_on": date(2027, 4, 10)},
            "That is 10 days after the plan starts: it would have to be ended early, or its authority join later.",
        ),
        (
            {"ends_on": date(2026, 12, 31), "options": [OPTION]},
            "Ending on 31 December 2026 it leaves a gap of 90 days before the plan starts: bridge it; with its next "
            "option it runs until 9 months after the plan starts: then it joins later, or ends early.",
        ),
        ({"ends_on": None}, UNKNOWN),
        ({"open_ended": True, "ends_on": None}, "It runs on until one side ends it: end it by 31 March 2027."),
        ({"status": "terminated", "ends_on": None}, UNKNOWN),
    ],
)
def test_a_term_meets_the_start_falls_short_or_overlaps(given, does):
    assert effect(contract(**given), STARTS) == does


days = st.none() | st.dates(date(1950, 1, 1), date(2150, 1, 1))
contracts = st.fixed_dictionaries(
    {
        "status": st.sampled_from(["awarded", "active", "terminated", "cancelled"]),
        "ends_on": days,
        "max_ends_on": days,
        "break_on": days,
        "options": st.lists(
            st.fixed_dictionaries(
                {
                    "number": st.integers(1, 3),
                    "months": st.integers(1, 60),
                    "taken": st.integers(0, 3),
                    "notice_days": st.none() | st.integers(1, 400),
                }
            ),
            max_size=2,
        ),
        "open_ended": st.booleans(),
        "decision": st.sampled_from([None, "undecided", "extend", "re-procure", "exit"]),
        "is_listed": st.booleans(),
        "merged_into_id": st.none() | st.just("other"),
        "authorities": st.lists(st.sampled_from([CAMDEN, HACKNEY]), max_size=2),
    }
).map(lambda given: contract(**given))


@given(contracts, st.dates(date(2000, 1, 1), date(2100, 1, 1)), days.filter(bool))
def test_nothing_changed_no_alert(row, starts_on, on):
    kept = json.loads(json.dumps(terms_of(row)))

    assert alerts(kept, row, starts_on, on) == ()


@given(contracts, contracts, st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_every_alert_is_a_difference_told_in_a_sentence(was, now, starts_on):
    kept = json.loads(json.dumps(terms_of(was)))
    found = alerts(kept, now, starts_on, ON)

    assert all(each.was != each.now and each.field in TERMS for each in found)
    assert all(each.words[0].isupper() and each.words.endswith(".") for each in found)
    assert [each.effect is not None for each in found[:1]] in ([], [True])


@given(contracts, contracts, st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_what_was_seen_is_not_told_again(was, now, starts_on):
    first = alerts(terms_of(was), now, starts_on, ON)

    assert alerts(terms_of(now), now, starts_on, ON + timedelta(days=1)) == ()
    assert first == alerts(terms_of(was), now, starts_on, ON)
