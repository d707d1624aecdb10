"""Which contracts could be replaced together, seen from 1 January 2026. A replacement takes 12 months."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from registry.joint.replacement_windows import Uncounted
from registry.joint_procurement import Candidate, Kind, joint_opportunities, kind_of, windows_of
from registry.renewals import LeadTimes

ON = date(2026, 1, 1)
LEAD = LeadTimes(12, 12, 12, 12)
MARCH = date(2027, 3, 31)


def contract(authority="camden", ends_on=MARCH, options=(), **more):
    id_ = more.pop("id", f"{authority} {ends_on}")
    options = [{"number": number, "months": months, "taken": 0} for number, months in options]
    more = {"service_id": "housing", "service_kind": "core", **more}
    return Candidate(id=id_, authorities=tuple(authority.split()), ends_on=ends_on, options=options, **more)


def found(*contracts, **options):
    return joint_opportunities(contracts, ON, LEAD, **options)


def sets(*contracts, **options):
    return sorted(sorted(each.candidate.id for each in of.members) for of in found(*contracts, **options))


def window(candidate):
    windows, left_out = windows_of([candidate], ON, LEAD)
    return (
        tuple(map(date.fromordinal, (windows[0].first, windows[0].last))) if windows else (left_out and left_out[0][1])
    )


def test_contracts_that_end_on_one_day_can_be_replaced_together():
    assert sets(contract("camden", id="c"), contract("hackney", id="h")) == [["c", "h"]]


def test_a_contract_is_joint_only_with_another_authority():
    assert found(contract("camden", id="one"), contract("camden", id="other")) == []


def test_a_contract_of_two_authorities_is_not_joint_by_itself():
    assert found(contract("richmond wandsworth")) == []


def test_contracts_for_different_services_are_not_joint():
    assert found(contract("camden"), contract("hackney", service_id="parking")) == []


def test_contracts_that_share_no_day_are_not_joint():
    assert found(contract("camden"), contract("hackney", date(2029, 3, 31))) == []


def test_an_option_reaches_a_later_end():
    opportunity = found(contract("camden", options=[(2, 12)]), contract("hackney", date(2028, 6, 30)))[0]

    assert (opportunity.best_on, opportunity.facts.bridging_days) == (date(2028, 6, 30), 91)


def test_a_set_that_is_part_of_a_larger_one_is_not_told_apart():
    assert sets(
        contract("camden", id="c", options=[(3, 12)]),
        contract("hackney", id="h", options=[(1, 12)]),
        contract("brent", date(2029, 6, 30), id="b"),
    ) == [["b", "c"], ["c", "h"]]


def test_at_least_three_authorities_can_be_asked_for():
    two = contract("camden"), contract("hackney")

    assert found(*two, min_authorities=3) == []
    assert len(found(*two, contract("brent"), min_authorities=3)) == 1


def test_the_best_day_is_that_of_fewest_bridging_days_then_the_earliest():
    options = [(1, 12)]
    opportunity = found(contract("camden", options=options), contract("hackney", date(2027, 9, 30), options=options))[0]

    assert opportunity.best_on == date(2027, 9, 30)  # 31 March 2028 asks as much of Hackney as this asks of Camden
    assert opportunity.facts.bridging_days == 183


def test_what_is_open_ended_needs_no_bridge():
    opportunity = found(contract("camden", None, open_ended=True), contract("hackney"))[0]

    assert (opportunity.best_on, opportunity.facts.bridging_days) == (MARCH, 0)


@pytest.mark.parametrize(
    ("candidate", "days"),
    [
        (contract(), (MARCH, MARCH)),
        (contract(options=[(1, 12)]), (MARCH, date(2028, 3, 31))),
        (contract(break_on=date(2026, 3, 1)), (date(2027, 1, 1), MARCH)),
        (contract(break_on=date(2027, 2, 1)), (date(2027, 2, 1), MARCH)),
        (contract(ends_on=date(2026, 6, 30), options=[(1, 12)]), (date(2027, 1, 1), date(2027, 6, 30))),
        (contract(options=[(1, 12)], decision="extend"), (date(2028, 3, 31), date(2028, 3, 31))),
        (contract(options=[(1, 12)], decision="re-procure"), (MARCH, MARCH)),
        (contract(max_ends_on=date(2029, 3, 31), options=[(9, 12)]), (MARCH, date(2029, 3, 31))),
        (contract(lead_months=18), Uncounted.too_late),
        (contract(lead_months=18, options=[(1, 12)]), (date(2027, 7, 1), date(2028, 3, 31))),
        (contract(ends_on=None, open_ended=True), (date(2027, 1, 1), date.max)),
        (contract(ends_on=date(2025, 1, 1), open_ended=True), (date(2027, 1, 1), date.max)),
        (contract(open_ended=True), (MARCH, date.max)),
        (contract(ends_on=None), Uncounted.unknown_end),
        (contract(ends_on=None, max_ends_on=MARCH), Uncounted.unknown_end),
        (contract(ends_on=date(2025, 12, 31)), Uncounted.past_end),
        (contract(decision="exit"), Uncounted.exiting),
        (contract(status="terminated"), Uncounted.not_running),
        (contract(status="cancelled"), Uncounted.not_running),
    ],
)
def test_the_days_on_which_a_contract_can_be_replaced(candidate, days):
    assert window(candidate) == days


def test_a_term_may_be_lengthened_by_a_tenth_where_its_start_is_known():
    three_years = contract(starts_on=date(2024, 4, 1))

    assert window(three_years) == (MARCH, MARCH + timedelta(days=109))  # less than 10% of 1,095 days


def test_under_the_previous_law_it_may_be_lengthened_only_by_days_that_cost_less_than_the_threshold():
    dear = contract(starts_on=date(2024, 4, 1), annual_pence=360_000_000)

    assert window(dear) == (MARCH, MARCH + timedelta(days=21))  # of £3.6 million a year, less than £214,904


def test_where_it_is_decided_to_buy_again_options_still_count_for_the_longest_term():
    again = contract(starts_on=date(2024, 4, 1), options=[(1, 12)], decision="re-procure")

    assert window(again) == (MARCH, MARCH + timedelta(days=146))  # less than 10% of 1,461 days


def test_the_id_stands_for_the_contracts_and_not_for_the_day():
    two = [contract("camden"), contract("hackney")]
    later = joint_opportunities(two, date(2026, 2, 2), LEAD)

    assert later[0].id == found(*two)[0].id
    assert found(*two, contract("brent"))[0].id != later[0].id
    assert later[0].id.startswith("housing-")


@pytest.mark.parametrize(
    ("service_kind", "users", "kind"),
    [
        ("core", 4, Kind.core_technology),
        ("frontline", 9, Kind.line_of_business),
        ("corporate", 9, Kind.line_of_business),
        ("core", 3, Kind.niche),
        (None, 33, Kind.other),
    ],
)
def test_what_few_use_is_a_niche(service_kind, users, kind):
    assert kind_of(service_kind, users) == kind


def test_those_that_use_a_system_count_as_users():
    two = contract("camden"), contract("hackney")

    assert found(*two)[0].kind == Kind.niche
    assert found(*two, users={"housing": ["brent", "ealing"]})[0].kind == Kind.core_technology


def test_more_authorities_and_less_bridging_come_first():
    near = [contract(each) for each in ("camden", "hackney", "brent")]
    apart = [
        replace(contract("camden", id="x", options=[(1, 12)]), service_id="parking"),
        replace(contract("hackney", date(2028, 3, 1), id="y"), service_id="parking"),
    ]

    assert [each.service_id for each in found(*apart, *near)] == ["housing", "parking"]


def test_sums_tell_what_is_unknown():
    facts = found(contract("camden", annual_pence=100), contract("hackney"))[0].facts

    assert (facts.annual_pence, facts.annual_unknown) == (100, 1)


def test_days_at_the_end_of_the_calendar_break_nothing():
    ends = contract("camden", date(2200, 1, 1), options=[(99, 1200)], starts_on=date(1900, 1, 1))

    assert found(ends, contract("hackney", date.max))[0].best_on == date.max


def test_one_whose_stated_end_has_passed_but_not_its_latest_can_take_part():
    passed = contract("hackney", date(2025, 6, 30), options=[(1, 24)], id="h")

    assert window(passed) == (date(2027, 1, 1), date(2027, 6, 30))
    assert sets(passed, contract("camden", id="c")) == [["c", "h"]]
