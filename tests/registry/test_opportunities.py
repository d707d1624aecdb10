"""Opportunities and what is uncertain about them."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest

from registry.opportunities import Kind, of_contract, of_plan, of_procurement
from registry.opportunity_doubts import UNSAID, Coming

ON = date(2026, 11, 21)
SERVICE = SimpleNamespace(id="telephony", name="Telephony", kind="core")
CAMDEN = SimpleNamespace(gss="E09000007", short_name="Camden")
VOICE = SimpleNamespace(id="v", name="Voice Ltd")


def contract(**facts):
    given = {
        "id": "c1", "title": "Telephones", "status": "active", "starts_on": date(2024, 1, 1),
        "ends_on": date(2028, 3, 31), "max_ends_on": None, "break_on": None, "options": [], "open_ended": False,
        "decision": None, "act_by_on": date(2027, 3, 31), "disputed": [], "value_pence": 1000, "vat": "excluded",
        "currency": "GBP", "authorities": [CAMDEN], "suppliers": [VOICE], "service": SERVICE,
    }  # fmt: skip
    return SimpleNamespace(**{**given, **facts})


def procurement(**facts):
    at = datetime(2026, 11, 1, tzinfo=UTC)
    given = {
        "ocid": "ocds-1", "title": "Telephones", "stage": "tender", "buyer_name": "Camden Council",
        "first_published_at": at, "closes_at": at, "value_pence": 1000, "vat": "excluded", "currency": "GBP",
        "above_threshold": None, "authorities": [CAMDEN], "service": SERVICE,
    }  # fmt: skip
    return SimpleNamespace(**{**given, **facts})


def plan(**facts):
    members = [SimpleNamespace(state=state, authority=CAMDEN) for state in ("committed", "invited", "withdrawn")]
    given = {
        "id": "p1", "title": "Together", "stage": "forming", "starts_on": date(2028, 4, 1), "lead_months": None,
        "value_pence": None, "members": members, "service": SERVICE,
    }  # fmt: skip
    return SimpleNamespace(**{**given, **facts})


def test_the_day_after_a_contract_ends_its_replacement_starts():
    assert of_contract(contract(), ON).starts_on == date(2028, 4, 1)


def test_with_the_decision_to_extend_it_starts_after_the_next_option():
    options = [{"months": 12, "number": 1, "taken": 0}]

    assert of_contract(contract(decision="extend", options=options), ON).starts_on == date(2029, 4, 1)


@pytest.mark.parametrize("ends_on", [None, date(2026, 11, 20)])
def test_when_a_contract_past_its_end_is_replaced_is_not_known(ends_on):
    assert of_contract(contract(ends_on=ends_on), ON).starts_on is None


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({}, "Nothing has been announced"),
        ({"decision": "undecided"}, "Nothing has been announced"),
        ({"decision": "extend"}, "says that it will extend"),
        ({"decision": "re-procure"}, "says that it will buy again"),
        ({"ends_on": None}, "When the contract ends is not known"),
        ({"ends_on": date(2026, 1, 31)}, "ended on 31 January 2026"),
        ({"act_by_on": date(2026, 9, 30)}, "should have started by 30 September 2026"),
        ({"max_ends_on": date(2030, 3, 31)}, "could run until 31 March 2030"),
        ({"options": [{"months": 12, "number": 2, "taken": 0}]}, "could run until 31 March 2030"),
        ({"disputed": ["ends_on"]}, "Sources disagree"),
        ({"value_pence": None}, "Its value is not known"),
        ({"suppliers": []}, "Who supplies it today is not known"),
    ],
)
def test_what_follows_a_contract_is_uncertain_for_reasons(facts, said):
    assert said in " ".join(of_contract(contract(**facts), ON).uncertain)


def test_a_procurement_that_is_only_planned_is_expected_when_its_notice_says():
    found = of_procurement(procurement(stage="planning"), [], Coming(date(2027, 2, 1), date(2027, 9, 1)), ON)

    assert (found.kind, found.expected_on, found.starts_on) == (Kind.planned, date(2027, 2, 1), date(2027, 9, 1))


@pytest.mark.parametrize(
    ("coming", "said"),
    [
        (UNSAID, "When the tender notice comes is not said."),
        (Coming(date(2026, 10, 1)), "The tender notice was to come by 1 October 2026."),
    ],
)
def test_a_plan_without_a_day_or_past_it_says_so(coming, said):
    assert said in of_procurement(procurement(stage="planning"), [], coming, ON).uncertain


def test_an_invitation_that_says_all_leaves_only_todays_seller_open():
    assert of_procurement(procurement(), [], UNSAID, ON).uncertain == ("Who supplies it today is not known.",)


def test_a_buyer_that_is_not_covered_is_not_asked_who_sells_to_it():
    assert of_procurement(procurement(authorities=[]), [], UNSAID, ON).uncertain == ()


@pytest.mark.parametrize(
    ("facts", "position"),
    [
        ({"above_threshold": True}, "above"),
        ({"above_threshold": False, "value_pence": 10**9}, "below"),
        ({"value_pence": 10**9}, "above"),
        ({"value_pence": 1000}, "below"),
        ({"value_pence": None}, "unknown"),
        ({"currency": "EUR"}, "unknown"),
    ],
)
def test_a_notice_knows_its_side_of_the_threshold_better_than_its_value(facts, position):
    assert of_procurement(procurement(**facts), [], UNSAID, ON).position == position


def test_a_joint_plan_is_expected_its_lead_time_before_it_starts():
    assert of_plan(plan(), [], 12, ON).expected_on == date(2027, 4, 1)
    assert of_plan(plan(lead_months=6), [], 12, ON).expected_on == date(2027, 10, 1)


def test_a_joint_plan_names_only_those_that_said_yes():
    assert of_plan(plan(), [], 12, ON).buyer_name == "Camden"


def test_a_joint_plan_says_how_firm_it_is():
    assert "still being asked" in of_plan(plan(), [], 12, ON).uncertain[0]
    assert "have agreed" in of_plan(plan(stage="agreed"), [], 12, ON).uncertain[0]
