"""How a market is shared out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.market import Concentration, shares

COUNTS = st.dictionaries(st.text("abcdef", min_size=1), st.integers(0, 10**12), max_size=30)


def test_a_share_is_a_fraction_of_what_is_known():
    assert shares({"a": 2, "b": 1}).shares == {"a": 0.6667, "b": 0.3333}


def test_what_is_unknown_is_never_shared_out():
    assert shares({"a": 2}, unknown=8).shares == {"a": 1.0}
    assert shares({"a": 2}, unknown=8).unknown == 8


def test_the_largest_comes_first_and_ties_go_by_name():
    assert list(shares({"c": 1, "a": 1, "b": 5}).counts) == ["b", "a", "c"]


def test_who_has_nothing_is_no_member():
    assert shares({"a": 0, "b": 1}).counts == {"b": 1}


def test_nothing_known_has_no_shares_and_no_index():
    market = shares({}, unknown=3)

    assert (market.total, market.shares, market.hhi, market.concentration, market.top(3)) == (0, {}, None, None, None)


@pytest.mark.parametrize(
    ("counts", "index"),
    [({"a": 7}, 10_000), ({"a": 1, "b": 1}, 5_000), ({"a": 3, "b": 1}, 6_250), (dict.fromkeys("abcdefghij", 1), 1_000)],
)
def test_the_index_is_the_sum_of_squared_percentages(counts, index):
    assert shares(counts).hhi == index


@pytest.mark.parametrize(
    ("hhi", "said"),
    [
        (0, "not_concentrated"),
        (1_000, "not_concentrated"),
        (1_001, "concentrated"),
        (2_000, "concentrated"),
        (2_001, "highly_concentrated"),
        (10_000, "highly_concentrated"),
    ],
)
def test_concentration_begins_above_1000_and_is_high_above_2000(hhi, said):
    assert Concentration.of(hhi) == said


def test_the_largest_three_are_taken_together():
    assert shares({"a": 4, "b": 3, "c": 2, "d": 1}).top(3) == 0.9
    assert shares({"a": 4, "b": 3, "c": 2, "d": 1}).top(9) == 1.0


@given(COUNTS)
def test_shares_add_up_to_one_but_for_rounding(counts):
    market = shares(counts)

    assert abs(sum(market.shares.values()) - bool(market.total)) <= 0.0001 * len(market.shares)


@given(COUNTS)
def test_the_index_lies_between_even_shares_and_one_seller(counts):
    market = shares(counts)

    assert market.hhi is None or 10_000 // len(market.counts) <= market.hhi <= 10_000


@given(COUNTS, st.randoms())
def test_the_order_of_members_changes_nothing(counts, chance):
    turned = list(counts.items())
    chance.shuffle(turned)

    assert shares(dict(turned)) == shares(counts)


@given(COUNTS, st.integers(1, 1000))
def test_a_market_of_another_size_has_the_same_index(counts, times):
    assert shares({member: count * times for member, count in counts.items()}).hhi == shares(counts).hhi
