"""The law's amounts of money, on the day before each change and on the day."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.thresholds import (
    LARGE,
    NOTIFIABLE,
    PAYMENTS,
    PIPELINE,
    THRESHOLDS,
    in_force,
    joint_value,
    pounds,
    threshold,
    threshold_position,
    with_vat,
)

NOW = date(2026, 11, 2)
amounts = st.integers(0, 10**13)


@pytest.mark.parametrize(
    ("kind", "commenced_on", "expected"),
    [
        ("services", date(2020, 1, 1), 189_330 * 1.2),
        ("services", date(2021, 12, 31), 189_330 * 1.2),
        ("services", date(2022, 1, 1), 213_477),
        ("services", date(2023, 12, 31), 213_477),
        ("services", date(2024, 1, 1), 214_904),
        ("services", date(2025, 2, 23), 214_904),
        ("services", date(2025, 2, 24), 214_904),
        ("services", date(2025, 12, 31), 214_904),
        ("services", date(2026, 1, 1), 207_720),
        ("goods", date(2025, 12, 31), 214_904),
        ("goods", date(2026, 1, 1), 207_720),
        ("works", date(2021, 12, 31), 4_733_252 * 1.2),
        ("works", date(2022, 1, 1), 5_336_937),
        ("works", date(2023, 12, 31), 5_336_937),
        ("works", date(2024, 1, 1), 5_372_609),
        ("works", date(2025, 12, 31), 5_372_609),
        ("works", date(2026, 1, 1), 5_193_000),
        ("light_touch", date(2021, 12, 31), 663_540 * 1.2),
        ("light_touch", date(2022, 1, 1), 663_540),
        ("light_touch", date(2025, 12, 31), 663_540),
        ("light_touch", date(2026, 1, 1), 663_540),
        ("concession", date(2021, 12, 31), 4_733_252 * 1.2),
        ("concession", date(2022, 1, 1), 5_336_937),
        ("concession", date(2025, 12, 31), 5_372_609),
        ("concession", date(2026, 1, 1), 5_193_000),
    ],
)
def test_a_threshold_goes_by_the_day_the_procurement_commenced(kind, commenced_on, expected):
    assert threshold(kind, commenced_on).value == round(expected * 100)


@pytest.mark.parametrize(
    ("commenced_on", "instrument"),
    [
        (date(2021, 12, 31), "PPN 06/19"),
        (date(2022, 1, 1), "SI 2021/1221"),
        (date(2023, 12, 31), "SI 2021/1221"),
        (date(2024, 1, 1), "SI 2023/1117"),
        (date(2025, 2, 23), "SI 2023/1117"),
        (date(2025, 2, 24), "SI 2025/163"),
        (date(2025, 12, 31), "SI 2025/163"),
        (date(2026, 1, 1), "SI 2025/1200"),
    ],
)
def test_a_threshold_names_its_instrument(commenced_on, instrument):
    assert instrument in threshold("services", commenced_on).instrument


def test_before_the_earliest_amounts_held_the_earliest_stand_and_say_since_when():
    assert threshold("services", date(1999, 1, 1)).from_on == date(2020, 1, 1)


@pytest.mark.parametrize(
    ("table", "first_day", "value"),
    [
        (NOTIFIABLE, date(2025, 2, 24), 30_000),
        (PIPELINE, date(2025, 2, 24), 2_000_000),
        (LARGE, date(2025, 2, 24), 5_000_000),
        (PAYMENTS, date(2026, 4, 1), 30_000),
    ],
)
def test_a_duty_begins_on_its_day(table, first_day, value):
    assert in_force(table, date.fromordinal(first_day.toordinal() - 1)) is None
    assert in_force(table, first_day).value == value * 100


@pytest.mark.parametrize("table", [*THRESHOLDS.values(), NOTIFIABLE, PIPELINE, LARGE, PAYMENTS])
def test_every_rule_has_an_instrument_and_the_table_is_in_order(table):
    assert all(rule.instrument for rule in table)
    assert [rule.from_on for rule in table] == sorted({rule.from_on for rule in table})


@pytest.mark.parametrize(
    ("pence", "commenced_on", "position"),
    [
        (207_719_99, NOW, "below"),
        (207_720_00, NOW, "above"),
        (210_000_00, date(2025, 12, 31), "below"),
        (210_000_00, date(2026, 1, 1), "above"),
        (0, NOW, "below"),
        (None, NOW, "unknown"),
    ],
)
def test_a_contract_worth_the_threshold_is_above_it(pence, commenced_on, position):
    assert threshold_position(pence, commenced_on).position == position


@pytest.mark.parametrize(("pence", "position"), [(207_719_99, "unknown"), (207_720_00, "above")])
def test_a_least_value_is_never_below(pence, position):
    assert threshold_position(pence, NOW, at_least=True).position == position


def test_the_position_says_what_it_compares():
    said = threshold_position(300_000_00, NOW)

    assert said.words == (
        "£300,000 with VAT is above the threshold of £207,720 "
        "(Procurement Act 2023, Schedule 1, as amended by SI 2025/1200)."
    )


def test_an_unknown_value_is_said_to_be_treated_as_above():
    assert threshold_position(None, NOW).words.startswith("Its value is not known, so it is treated as above")


@pytest.mark.parametrize(
    ("pence", "vat", "expected"),
    [(100_00, "excluded", 120_00), (100_00, "included", 100_00), (100_00, "unknown", 120_00), (100_00, None, 120_00)],
)
def test_vat_is_added_unless_it_is_known_to_be_in(pence, vat, expected):
    assert with_vat(pence, vat) == expected


@given(amounts, st.sampled_from(["excluded", None]))
def test_vat_is_a_fifth_rounded_up(pence, vat):
    assert 0 <= 5 * with_vat(pence, vat) - 6 * pence < 5


def test_members_values_are_added_up_over_the_term():
    value = joint_value([(100_000_00, "excluded"), (60_000_00, "included")], 48)

    assert (value.pence, value.is_at_least) == (720_000_00, False)
    assert value.words == "£180,000 a year with VAT, over 48 months."


def test_an_unknown_member_makes_the_sum_a_minimum():
    value = joint_value([(100_000_00, "excluded"), (None, None)], 12)

    assert (value.pence, value.is_at_least) == (120_000_00, True)
    assert "The value of 1 of 2 members is not known." in value.words


def test_an_unknown_vat_is_said_to_be_assumed():
    assert "Whether 1 of them includes VAT is not said: assumed without." in joint_value([(1_00, None)], 12).words


@pytest.mark.parametrize("members", [[], [(None, None)], [(None, "included"), (None, None)]])
def test_nothing_known_has_no_sum(members):
    assert joint_value(members, 48).pence is None


@given(st.lists(st.tuples(st.none() | amounts, st.sampled_from(["included", "excluded", None])), max_size=6), amounts)
def test_one_more_member_never_makes_it_cheaper(members, pence):
    before, after = joint_value(members, 36), joint_value([*members, (pence, "included")], 36)

    assert (before.pence or 0) <= after.pence


@pytest.mark.parametrize(("pence", "words"), [(0, "£0"), (207_720_00, "£207,720"), (1_05, "£1.05"), (-5_00, "-£5")])
def test_pounds_are_read_easily(pence, words):
    assert pounds(pence) == words
