"""Members of joint opportunities, what they suppose and how they score; seen from 1 January 2026, 12 months' lead."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest

from registry.joint.candidates import Known, WhatIf, known_candidates
from registry.joint.members import likeness, member, members_of, others_of, replaced_on, suggested_lead, worth_position
from registry.joint.replacement_windows import Uncounted
from registry.joint.scores import Facts, parts, points
from registry.joint_procurement import Candidate, joint_opportunities
from registry.renewals import LeadTimes

ON = date(2026, 1, 1)
LEAD = LeadTimes(12, 12, 12, 12)
MARCH = date(2027, 3, 31)
LONGER = [{"number": 1, "months": 12, "taken": 0}]
FACTS = Facts(4, 3, 0, 2, 1, 10_000_000, 0, 20_772_000, 4, 0, 200)


def contract(id_, ends_on=MARCH, **more):
    more = {"service_id": "housing", "authorities": (id_,), **more}
    return Candidate(id=id_, ends_on=ends_on, **more)


def members(*contracts):
    return members_of(joint_opportunities(contracts, ON, LEAD)[0], ON, LEAD)


def test_the_first_to_act_might_lead():
    assert suggested_lead(members(contract("camden", options=LONGER), contract("brent", date(2027, 9, 30)))) == "camden"


def test_of_those_who_act_on_one_day_the_one_with_more_at_stake_might_lead_then_the_first_by_code():
    assert suggested_lead(members(contract("a", annual_pence=1), contract("b", annual_pence=2))) == "b"
    assert suggested_lead(members(contract("b"), contract("a"))) == "a"


def test_what_is_open_ended_is_never_first_to_act():
    assert suggested_lead(members(contract("a", None, open_ended=True), contract("b"))) == "b"


@pytest.mark.parametrize(("ends_on", "act_by_on"), [(MARCH, date(2026, 3, 31)), (date(2025, 12, 31), None)])
def test_what_runs_on_after_an_end_is_acted_on_by_that_end_until_it_has_passed(ends_on, act_by_on):
    assert member(contract("a", ends_on, open_ended=True), MARCH, ON, LEAD).act_by_on == act_by_on


def test_another_day_has_its_own_bridging_days_and_score():
    found = joint_opportunities([contract("a", options=LONGER), contract("b", options=LONGER)], ON, LEAD)[0]
    later = replaced_on(found, date(2027, 4, 30))

    assert (later.best_on, later.facts.bridging_days) == (date(2027, 4, 30), 60)
    assert later.score == sum(points(later.facts)) < found.score
    assert later.id == found.id


def test_the_others_of_a_service_say_why_they_cannot_take_part():
    all_of_them = [contract("a"), contract("b"), contract("c", None), contract("d", date(2030, 1, 1))]
    others = others_of(joint_opportunities(all_of_them, ON, LEAD)[0], all_of_them, ON, LEAD)

    assert {each.candidate.id: each.uncounted for each in others} == {"c": Uncounted.unknown_end, "d": None}


@pytest.mark.parametrize(
    ("things", "found"),
    [
        (["x", "x"], "same"),
        (["x", "y"], "mixed"),
        (["x", None], "unknown"),
        (["x", "y", None], "mixed"),
        ([], "unknown"),
    ],
)
def test_things_are_the_same_only_when_all_are_known(things, found):
    assert likeness(things) == found


def test_a_known_part_below_the_threshold_leaves_the_position_unknown():
    assert worth_position(replace(FACTS, annual_pence=100, annual_unknown=1), ON).position == "unknown"
    assert worth_position(replace(FACTS, annual_pence=100), ON).position == "below"
    assert worth_position(replace(FACTS, annual_unknown=1), ON).position == "above"


def test_every_part_of_a_score_says_why():
    assert [(part.name, part.points, part.words) for part in parts(FACTS)] == [
        ("authorities", 15, "3 authorities could take part: 5 points for each."),
        ("bridging", 25, "No contract has to be bridged: all can end on the day."),
        ("alike", 5, "2 of 4 contracts have the same product."),
        (
            "value",
            15,
            "Together they are worth more than the threshold over an assumed 48 months: one competition serves all.",
        ),
        ("certainty", 10, "The ends of 4 of 4 contracts are well founded."),
        ("time", 10, "There are 200 days in hand before it must be begun; half a year is full."),
    ]


@pytest.mark.parametrize(
    ("facts", "name", "told"),
    [
        ({"bridging_days": 40}, "bridging", "Bridging takes 40 days in all, about 10 for each"),
        ({"most_of_product": 1}, "alike", "No two of the contracts are known"),
        ({"most_of_supplier": 3}, "alike", "3 of 4 contracts have the same supplier."),
        ({"annual_pence": 0, "annual_unknown": 4}, "value", "What 4 of 4 contracts are worth is not known."),
        ({"annual_pence": 100}, "value", "Together they stay below the threshold"),
        (
            {"high": 1, "medium": 2},
            "certainty",
            "The ends of 1 of 4 contracts are well founded, and those of 2 fairly.",
        ),
        ({"days_in_hand": 0}, "time", "It must be begun today."),
        ({"days_in_hand": -1}, "time", "It is 1 day too soon"),
    ],
)
def test_words_follow_the_facts(facts, name, told):
    words = {part.name: part.words for part in parts(replace(FACTS, **facts))}

    assert words[name].startswith(told)


def test_a_moved_contract_ends_on_its_new_day_and_not_otherwise():
    kept = contract("a", options=LONGER, max_ends_on=date(2029, 1, 1), decision="extend", break_on=ON)
    (moved,) = WhatIf(moved=(("a", date(2028, 1, 1)),)).applied([kept])

    assert moved.ends == (date(2028, 1, 1).toordinal(),)
    assert (moved.break_on, moved.decision) == (None, None)


def test_what_is_done_without_stays_so_when_moved():
    (moved,) = WhatIf(moved=(("a", MARCH),)).applied([contract("a", decision="exit")])

    assert moved.decision == "exit"


def test_contracts_can_be_left_out_and_every_lead_time_supposed():
    found = list(WhatIf(left_out=frozenset("a"), lead_months=3).applied([contract("a"), contract("b", lead_months=24)]))

    assert [(each.id, each.lead_months) for each in found] == [("b", 3)]


@pytest.mark.parametrize(("on", "confidence"), [(date(2027, 1, 1), "high"), (date(2027, 1, 2), "medium")])
def test_an_authoritys_word_is_trusted_less_after_a_year(on, confidence):
    known = Known(contract("a", confidence="high"), own_word_on=ON)

    assert known.on(on).confidence == confidence


def row(id_, **more):
    names = "starts_on ends_on max_ends_on decision break_on lead_months product_id service_kind currency"
    names += " annual_value_pence annual_vat value_pence value_with_vat_pence vat"
    given = {"service_id": "housing", "status": "active", "options": [], "open_ended": False}
    return SimpleNamespace(**{**dict.fromkeys(names.split()), **given, "id": id_, **more})


def test_the_strongest_who_states_an_end_decides_how_far_it_is_trusted():
    said = [("a", "notice", ON), ("a", "register", ON), ("b", "authority", ON), ("b", "official", MARCH)]
    buys = [("a", "camden"), ("b", "brent"), ("b", "ealing")]
    found = known_candidates([row("a"), row("b"), row("c")], buys, [("a", "civica")], said)["housing"]

    assert [(each.candidate.confidence, each.own_word_on) for each in found] == [("medium", None), ("high", ON)]
    assert [each.candidate.authorities for each in found] == [("camden",), ("brent", "ealing")]
