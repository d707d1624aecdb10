"""Which published values can hardly be right."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.doubts import (
    BUYER_WITHOUT_NAME,
    DATE_BEYOND_REASON,
    DAYS,
    ENDS_BEFORE_IT_STARTS,
    FOREIGN_CURRENCY,
    MAXIMUM_BEFORE_END,
    VALUE_BEYOND_REASON,
    VALUE_IS_A_TOKEN,
    VALUES,
    buyer_doubt,
    closing_doubt,
    day_doubt,
    maximum_doubt,
    order_doubt,
    value_doubt,
)

SAID_ON = date(2026, 5, 1)


def pounds(amount, currency="GBP", **more):
    return {"pence": round(amount * 100), "with_vat_pence": None, "vat": "excluded", "currency": currency, **more}


def rule_of(doubt):
    return doubt.rule if doubt else None


@pytest.mark.parametrize(
    ("published", "rule"),
    [
        (pounds(1_500_000_000), VALUE_BEYOND_REASON),
        (pounds(1_000_000_000.01), VALUE_BEYOND_REASON),
        (pounds(1_000_000_000), None),
        (pounds(406_490_000), None),
        (pounds(50_000, with_vat_pence=6 * 10**12), VALUE_BEYOND_REASON),
        (pounds(0), VALUE_IS_A_TOKEN),
        (pounds(0.01), VALUE_IS_A_TOKEN),
        (pounds(1), VALUE_IS_A_TOKEN),
        (pounds(99.99), VALUE_IS_A_TOKEN),
        (pounds(100), None),
        (pounds(269.40), None),
        (pounds(-0.01), VALUE_IS_A_TOKEN),
        (pounds(-25_000), None),
        (pounds(50_000, "AED"), FOREIGN_CURRENCY),
        (pounds(50_000, "EUR"), None),
        (pounds(50_000, "USD"), None),
        (pounds(50_000, None), None),
        (None, None),
        ({"pence": None, "currency": None}, None),
    ],
)
def test_a_value_is_doubted_when_it_cannot_be_one(published, rule):
    assert rule_of(value_doubt("value", published)) == rule


@pytest.mark.parametrize(("amount", "rule"), [(200_000_000, None), (200_000_001, VALUE_BEYOND_REASON)])
def test_what_a_year_costs_is_doubted_sooner(amount, rule):
    assert rule_of(value_doubt("annual_value", pounds(amount))) == rule


@pytest.mark.parametrize(
    ("published", "rule"),
    [(pounds(35_000_000_000), None), (pounds(200_000_000_000), VALUE_BEYOND_REASON), (pounds(1), VALUE_IS_A_TOKEN)],
)
def test_a_framework_may_be_huge(published, rule):
    assert rule_of(value_doubt("value", published, is_framework=True)) == rule


@pytest.mark.parametrize(
    ("day", "rule"),
    [
        ("2076-03-31", DATE_BEYOND_REASON),
        ("2057-01-01", DATE_BEYOND_REASON),
        ("2056-12-31", None),
        ("2041-08-31", None),
        ("1990-04-01", None),
        ("1976-01-01", None),
        ("1970-01-01", DATE_BEYOND_REASON),
        ("1900-01-01", DATE_BEYOND_REASON),
        (None, None),
    ],
)
def test_a_day_is_doubted_when_it_lies_too_far_away(day, rule):
    assert rule_of(day_doubt("ends_on", day, SAID_ON)) == rule


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "rule"),
    [
        ("2026-04-01", "2026-03-31", ENDS_BEFORE_IT_STARTS),
        ("2026-04-01", "2026-04-01", None),
        ("2026-04-01", "2029-03-31", None),
        (None, "2026-03-31", None),
        ("2026-04-01", None, None),
    ],
)
def test_an_end_comes_after_its_start(starts_on, ends_on, rule):
    assert rule_of(order_doubt("ends_on", starts_on, ends_on)) == rule


def test_either_end_of_a_term_can_be_the_doubtful_one():
    assert order_doubt("ends_on", "2026-04-01", "2025-03-31").value == "2025-03-31"
    assert order_doubt("starts_on", "2026-04-01", "2025-03-31").value == "2026-04-01"


@pytest.mark.parametrize(
    ("ends_on", "max_ends_on", "rule"),
    [
        ("2029-03-31", "2028-03-31", MAXIMUM_BEFORE_END),
        ("2029-03-31", "2029-03-31", None),
        ("2029-03-31", "2031-03-31", None),
        ("2029-03-31", None, None),
        (None, "2028-03-31", None),
    ],
)
def test_no_latest_end_comes_before_the_end(ends_on, max_ends_on, rule):
    assert rule_of(maximum_doubt(ends_on, max_ends_on)) == rule


@pytest.mark.parametrize(
    ("year", "is_market", "rule"),
    [
        (2026, False, None),
        (2036, False, None),
        (2037, False, DATE_BEYOND_REASON),
        (2076, False, DATE_BEYOND_REASON),
        (2039, True, None),
        (2076, True, DATE_BEYOND_REASON),
    ],
)
def test_a_deadline_is_doubted_when_nobody_would_wait_for_it(year, is_market, rule):
    assert rule_of(closing_doubt(datetime(year, 6, 1, tzinfo=UTC), SAID_ON, is_market=is_market)) == rule


def test_what_has_no_deadline_is_not_doubted():
    assert closing_doubt(None, SAID_ON) is None


@pytest.mark.parametrize(("name", "rule"), [("", BUYER_WITHOUT_NAME), (" ", BUYER_WITHOUT_NAME), ("Camden", None)])
def test_a_buyer_has_a_name(name, rule):
    assert rule_of(buyer_doubt(name, "GB-PPON-1")) == rule


@given(st.integers(10_000, 20 * 10**9), st.sampled_from(VALUES), st.booleans())
def test_a_plain_value_is_never_doubted(pence, field, is_framework):
    assert value_doubt(field, pounds(0, pence=pence), is_framework=is_framework) is None


@given(st.dates(date(1980, 1, 1), date(2050, 12, 31)), st.sampled_from(DAYS))
def test_a_plain_day_is_never_doubted(day, field):
    assert day_doubt(field, day.isoformat(), SAID_ON) is None


@given(st.integers(-(10**17), 10**17), st.sampled_from(VALUES))
def test_a_framework_is_doubted_only_where_any_contract_would_be(pence, field):
    if value_doubt(field, pounds(0, pence=pence), is_framework=True):
        assert value_doubt(field, pounds(0, pence=pence))
