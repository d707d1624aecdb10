"""Numbers as the few values that are counted."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.bands import BANDS, band, band_name, band_order, month, month_name


@pytest.mark.parametrize(
    ("pence", "name"),
    [
        (0, "under £25,000"),
        (2_499_999, "under £25,000"),
        (2_500_000, "£25,000 to £100,000"),
        (10**12, "£5,000,000 or more"),
        (None, "not known"),
    ],
)
def test_a_value_is_in_one_band(pence, name):
    assert band_name(band(pence)) == name


@given(st.integers(-(2**60), 2**60), st.integers(-(2**60), 2**60))
def test_more_is_never_in_a_lower_band(one, other):
    low, high = sorted((one, other))

    assert band_order(band(low)) <= band_order(band(high)) < band_order("unknown")
    assert band(low) in BANDS


@given(st.dates())
def test_a_day_is_in_its_month(day):
    assert month(day.toordinal()) == day.isoformat()[:7]


@given(st.integers(-(2**60), 2**60))
def test_no_number_breaks_the_months(number):
    assert month(number) <= month(date.max.toordinal())


def test_months_are_named():
    assert (month_name("2027-03"), month_name("unknown"), month_name("2027-13")) == (
        "Mar 2027",
        "not known",
        "not known",
    )
