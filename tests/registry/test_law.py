"""What the law asks, on the day before each change and on the day."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.law import (
    CHANGE_PERCENT,
    CONTRACT_DETAILS_DAYS,
    LIGHT_TOUCH_DETAILS_DAYS,
    PIPELINE_DAYS,
    PLANNED_NOTICE_DAYS,
    PLANNED_NOTICE_MONTHS,
    RESERVATION,
    STANDSTILL,
    STANDSTILL_WORKING_DAYS,
    TENDERING,
    contract_details_days,
    in_force,
    local_area,
    may_reserve_to_area,
    regime,
    tendering_days,
    term_allowance_days,
)

LAST_OLD_DAY, ACT = date(2025, 2, 23), date(2025, 2, 24)
TABLES = [
    *TENDERING.values(),
    CHANGE_PERCENT,
    CONTRACT_DETAILS_DAYS,
    LIGHT_TOUCH_DETAILS_DAYS,
    PIPELINE_DAYS,
    PLANNED_NOTICE_DAYS,
    PLANNED_NOTICE_MONTHS,
    RESERVATION,
    STANDSTILL,
]


@pytest.mark.parametrize("table", TABLES)
def test_every_rule_has_an_instrument_and_the_table_is_in_order(table):
    assert all(rule.instrument for rule in table)
    assert [rule.from_on for rule in table] == sorted({rule.from_on for rule in table})


@pytest.mark.parametrize(("commenced_on", "law"), [(LAST_OLD_DAY, "previous"), (ACT, "procurement_act")])
def test_the_act_reaches_procurements_commenced_since_it_came_into_force(commenced_on, law):
    assert regime(commenced_on) == law


@pytest.mark.parametrize(
    ("given_", "days"),
    [
        ({}, 25),
        ({"electronic": False}, 30),
        ({"all_documents": False}, 30),
        ({"electronic": False, "all_documents": False}, 35),
        ({"planned_notice": True}, 10),
        ({"planned_notice": True, "electronic": False}, 10),
    ],
)
def test_the_least_days_for_tenders_depend_on_what_suppliers_are_given(given_, days):
    assert tendering_days(ACT, **given_).value == days


@pytest.mark.parametrize(("given_", "days"), [({}, 30), ({"electronic": False}, 35), ({"planned_notice": True}, 15)])
def test_the_day_before_the_act_the_previous_days_for_tenders_stand(given_, days):
    assert tendering_days(LAST_OLD_DAY, **given_).value == days


def test_a_standstill_was_ten_days_and_is_eight_working_days():
    assert in_force(STANDSTILL, LAST_OLD_DAY).value == 10
    assert in_force(STANDSTILL, ACT).value == STANDSTILL_WORKING_DAYS == 8


@pytest.mark.parametrize(("kind", "days"), [("services", 30), ("goods", 30), ("works", 30), ("light_touch", 120)])
def test_contract_details_are_due_later_for_light_touch_contracts(kind, days):
    assert contract_details_days(kind).value == days


@pytest.mark.parametrize(("term", "days"), [(1461, 146), (1460, 146), (9, 0), (10, 1), (0, 0), (-5, 0)])
def test_the_act_lets_a_term_grow_by_a_tenth_rounded_down(term, days):
    allowed = term_allowance_days(term, ACT)

    assert (allowed.days, allowed.instrument) == (days, "Procurement Act 2023, ss. 74(3) and 75(2)")


@pytest.mark.parametrize(("term", "days"), [(1461, 146), (1460, 145), (9, 0), (10, 0), (0, 0), (-5, 0)])
def test_under_the_previous_law_less_than_a_tenth_is_reckoned_by_value(term, days):
    allowed = term_allowance_days(term, LAST_OLD_DAY)

    assert allowed.days == days
    assert allowed.words.startswith("The previous law has no rule of 10% of the term")


@pytest.mark.parametrize(("annual_pence", "days"), [(360_000_000, 21), (214_904_00, 145), (365 * 214_904_00, 0)])
def test_under_the_previous_law_more_days_cost_less_than_the_threshold_too(annual_pence, days):
    allowed = term_allowance_days(1460, LAST_OLD_DAY, annual_pence)

    assert (allowed.days, allowed.is_sure, allowed.allowed_by) == (days, True, "regulation 72(5)")
    assert "less than the threshold of £214,904" in allowed.words


def test_under_the_previous_law_what_is_allowed_is_not_sure_while_the_cost_is_unknown():
    assert [term_allowance_days(1460, day).is_sure for day in (LAST_OLD_DAY, None, ACT)] == [False, False, True]
    assert "What it costs a year must be known too" in term_allowance_days(1460, LAST_OLD_DAY).words


@given(st.integers(0, 40_000), st.one_of(st.none(), st.integers(0, 10**10)))
def test_where_the_law_is_not_known_the_stricter_count_holds(term, annual_pence):
    days = (date(2020, 1, 1), date(2022, 1, 1), LAST_OLD_DAY, ACT)
    allowed = [term_allowance_days(term, day, annual_pence).days for day in days]

    assert term_allowance_days(term, None, annual_pence).days == min(allowed)


@given(st.integers(1, 40_000))
def test_an_allowance_stays_within_a_tenth(term):
    assert 10 * term_allowance_days(term, ACT).days <= term
    assert 10 * term_allowance_days(term, LAST_OLD_DAY).days < term


@pytest.mark.parametrize(
    ("commenced_on", "position", "may"),
    [
        (date(2026, 2, 3), "below", False),
        (date(2026, 2, 4), "below", True),
        (date(2026, 2, 4), "above", False),
        (date(2026, 2, 4), "unknown", False),
    ],
)
def test_only_competitions_below_the_threshold_may_be_reserved_since_the_order(commenced_on, position, may):
    assert may_reserve_to_area(commenced_on, position) is may


def test_a_local_area_is_the_members_own_areas_and_if_wished_those_around():
    borders = {"camden": ["islington", "barnet"], "islington": ["camden", "hackney"]}

    assert local_area(["camden", "islington"], borders) == {"camden", "islington"}
    assert local_area(["camden"], borders, bordering=True) == {"camden", "islington", "barnet"}
    assert local_area(["camden", "islington"], borders, bordering=True) == {"camden", "islington", "barnet", "hackney"}


def test_an_area_whose_neighbours_are_not_known_is_its_own():
    assert local_area(["sutton"], {}, bordering=True) == {"sutton"}
