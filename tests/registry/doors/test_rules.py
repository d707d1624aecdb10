"""Whether two procurements are one."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.doors.facts import Door, names_of, reference_keys, title_keys
from registry.doors.kept import as_json, from_json
from registry.doors.rules import same_procurement
from tests.registry.doors.examples import CF, CLOSES, ENDS, FTS, STARTS, door

NEXT = "ocds-h6vhtk-0a0002"
CALL_OFF = "ocds-h6vhtk-0c0001"


def rule(one, other):
    found = same_procurement(one, other)
    return found and found.rule


def alone(ocid=FTS, **told):
    """Return a door that has nothing in common with others but its buyer, and what is told."""
    return door(ocid, **{"closes": frozenset(), "starts": frozenset(), "ends": frozenset(), **told})


NUMBER = {"numbers": frozenset({"dn760367"})}
JAGGAER = {"portal_references": frozenset({"tender_396028"})}
OWN = {"own_references": frozenset({"hcc2416048"})}
ENDED = frozenset({date(2026, 8, 31)})
OTHERS = {"buyers": frozenset({"E09000012"})}


def test_a_number_of_procontracts_in_common_makes_them_one():
    found = same_procurement(alone(**NUMBER), alone(CF, **NUMBER, title="Housing"))

    assert (found.rule, found.reasons[0]) == ("number", "They have ProContract’s number DN760367 in common.")


def test_an_advert_in_common_makes_them_one():
    advert = {"numbers": frozenset({"advert:aa516907-7487-f111-813c-005056b64545"})}

    assert "They lead to one advert on ProContract." in same_procurement(alone(**advert), alone(CF, **advert)).reasons


def test_a_number_that_neither_buyer_nor_title_bears_out_is_a_slip():
    assert rule(alone(**NUMBER), alone(CF, **NUMBER, **OTHERS, title="Grass cutting")) is None


def test_a_reference_of_a_portal_is_good_among_one_buyers_procurements_only():
    assert rule(alone(**JAGGAER), alone(CF, **JAGGAER, title="Housing")) == "reference"
    assert rule(alone(**JAGGAER), alone(CF, **JAGGAER, **OTHERS)) is None


def test_a_buyers_own_reference_is_believed_of_titles_that_say_the_same():
    assert rule(alone(**OWN), alone(CF, **OWN)) == "reference"
    assert rule(alone(**OWN), alone(CF, **OWN, title="Mobile connections")) is None


def test_lots_of_one_reference_are_apart():
    one, other = alone(**OWN, title="PPE Lot 6"), alone(CF, **OWN, title="PPE Lot 8")

    assert rule(one, other) is None


def test_one_buyer_one_title_and_one_deadline_make_them_one():
    found = same_procurement(door(), door(CF))

    assert found.rule == "title"
    assert found.reasons == (
        "They have one buyer.",
        "Their titles are alike (100%).",
        "Both can be answered until 1 June 2026.",
        "The contracts of both start on 1 September 2026.",
    )


def test_one_term_is_enough_without_a_deadline():
    assert rule(door(closes=frozenset()), door(CF)) == "title"


@pytest.mark.parametrize(
    "told",
    [
        OTHERS,
        {"title": "Payroll system"},
        {"title": "Housing management system 2"},
        {"closes": frozenset(), "starts": frozenset()},
        {"closes": frozenset(), "ends": frozenset({date(2027, 8, 31)})},
        {"closes": frozenset({date(2026, 8, 1)})},
        {"starts": frozenset({date(2027, 9, 1)})},
        {"published_on": date(2023, 5, 1)},
        {"pence": 900_00},
        {"suppliers": frozenset({"voice"})},
        {"own_references": frozenset({"sa1380471"})},
        {"numbers": frozenset({"dn760368"})},
        {"is_market": True},
    ],
)
def test_titles_alone_do_not_count_where_something_speaks_against_it(told):
    this = door(
        title="Housing management system 1" if "2" in told.get("title", "") else "Housing management system",
        pence=100_00,
        suppliers=frozenset({"civica"}),
        own_references=frozenset({"sa1380493"}),
        numbers=frozenset({"dn760367"}),
    )

    assert rule(this, door(CF, **told)) is None


def test_value_with_and_without_vat_is_one_value():
    assert rule(door(pence=100_00), door(CF, pence=120_00)) == "title"


def test_last_times_procurement_is_another():
    last = door(CF, published_on=date(2022, 5, 1), closes=frozenset({date(2022, 6, 1)}), starts=frozenset(), ends=ENDED)

    assert rule(door(), last) is None


def test_what_one_portal_publishes_under_two_ids_is_two_procurements():
    assert rule(door(), door(NEXT)) is None
    assert rule(door(**NUMBER), door(NEXT, **NUMBER, title="Housing management system and repairs")) is None


def test_an_award_published_anew_by_one_portal_is_one_procurement():
    awarded = {"stages": frozenset({"award"}), **OWN}

    assert rule(alone(**OWN), alone(NEXT, **awarded)) == "reference"


def test_an_invitation_begun_anew_with_its_deadline_is_one_procurement():
    assert rule(door(**OWN), door(NEXT, **OWN, title="Housing management system (V2)")) == "reference"


def test_contracts_awarded_one_by_one_under_one_reference_stay_apart():
    awarded = {"stages": frozenset({"award"}), **OWN}

    assert rule(alone(**awarded), alone(NEXT, **awarded, suppliers=frozenset({"civica"}))) is None


def test_a_planning_notice_that_is_named_is_one_procurement_with_the_tender():
    plan = alone(NEXT, stages=frozenset({"planning"}), title="Landlord services platform")

    assert rule(alone(earlier=frozenset({NEXT})), plan) == "planning"


def test_what_was_before_is_one_procurement_only_where_it_is_a_plan_for_the_same():
    plan, contract = alone(NEXT, stages=frozenset({"planning"})), alone(NEXT, stages=frozenset({"award"}))
    later = alone(prior=frozenset({NEXT}))

    assert rule(later, plan) == "planning"
    assert rule(later, contract) is None


def test_a_document_that_is_the_others_notice_makes_them_one():
    one, other = alone(notices=frozenset({"002433-2025"})), alone(CF, linked_notices=frozenset({"002433-2025"}))

    assert "One leads to the other’s notice 002433-2025." in same_procurement(one, other).reasons
    assert rule(one, replace(other, **OTHERS)) is None


def test_a_framework_is_never_one_with_what_is_called_off_from_it():
    framework = door(**NUMBER, is_framework=True)

    assert rule(framework, door(CALL_OFF, **NUMBER, frameworks=frozenset({FTS}))) is None
    assert rule(framework, door(CF, **NUMBER, is_call_off=True)) is None


def test_call_offs_from_two_frameworks_are_two():
    one, other = (frozenset({each}) for each in ("ocds-h6vhtk-0f0001", "ocds-h6vhtk-0f0002"))

    assert rule(door(**NUMBER, frameworks=one), door(CF, **NUMBER, frameworks=other)) is None


def some(*values):
    return st.frozensets(st.sampled_from(values), max_size=2)


DOORS = st.builds(
    Door,
    ocid=st.sampled_from([FTS, CF, NEXT, CALL_OFF, "ocds-zzzzzz-1"]),
    title=st.sampled_from(["Housing system", "Housing system 2025", "Housing system Lot 1", "Payroll", ""]),
    buyers=some("E09000007", "E09000012", "leeds city council"),
    numbers=some("dn760367", "dn760368"),
    portal_references=some("tender_396028", "it-9-3814"),
    own_references=some("hcc2416048", "hcc2416049"),
    stages=some("planning", "invitation", "award"),
    notices=some("002433-2025"),
    linked_notices=some("002433-2025"),
    earlier=some(FTS, NEXT),
    prior=some(FTS, NEXT),
    frameworks=some(FTS, "ocds-h6vhtk-0f0001"),
    is_framework=st.none() | st.booleans(),
    is_call_off=st.none() | st.booleans(),
    published_on=st.none() | st.sampled_from([date(2022, 5, 1), date(2026, 5, 1)]),
    closes=some(CLOSES, date(2026, 8, 1)),
    starts=some(STARTS, date(2027, 9, 1)),
    ends=some(ENDS),
    suppliers=some("civica", "voice"),
    pence=st.none() | st.sampled_from([100_00, 120_00, 900_00]),
)


@given(DOORS, DOORS)
def test_it_does_not_matter_which_comes_first(one, other):
    assert same_procurement(one, other) == same_procurement(other, one)


@given(DOORS)
def test_a_procurement_is_not_another_door_of_itself(one):
    assert same_procurement(one, one) is None


@given(DOORS, DOORS)
def test_what_is_one_has_reasons_and_a_score(one, other):
    if found := same_procurement(one, other):
        assert found.reasons
        assert 0 < found.score <= 1


@given(DOORS, DOORS)
def test_what_is_one_shares_a_key_or_names_the_other(one, other):
    if found := same_procurement(one, other):
        of_one, of_other = (reference_keys(each) | names_of(each) | title_keys(each) for each in (one, other))
        named = {one.ocid, other.ocid} & (one.earlier | one.prior | other.earlier | other.prior)
        linked = (one.linked_notices & other.notices) | (other.linked_notices & one.notices)
        assert named or linked or not of_one.isdisjoint(of_other), found


@given(DOORS)
def test_what_is_kept_of_a_door_is_the_door(one):
    assert from_json(one.ocid, as_json(one)) == one
