from datetime import date

import pytest

from registry.joint.yearly_values import Worth, yearly_pence

START, END = date(2025, 4, 1), date(2029, 3, 31)


@pytest.mark.parametrize(
    ("worth", "found"),
    [
        (Worth(annual_pence=100, annual_vat="included", whole_pence=900), (100, False)),
        (Worth(annual_pence=100, annual_vat="excluded"), (120, False)),
        (Worth(whole_with_vat_pence=1461 * 100), (36500, True)),
        (Worth(whole_pence=1461 * 100, vat="excluded"), (43800, True)),
        (Worth(), (None, False)),
        (Worth(currency="EUR", annual_pence=100), (None, False)),
    ],
)
def test_a_yearly_value_is_as_said_or_worked_out_from_the_whole(worth, found):
    assert yearly_pence(worth, START, END) == found


def test_a_term_below_a_year_is_not_blown_up():
    assert yearly_pence(Worth(whole_with_vat_pence=100), START, date(2025, 6, 30)) == (100, True)


@pytest.mark.parametrize(("starts_on", "ends_on"), [(None, END), (START, None), (END, START)])
def test_without_a_term_nothing_is_worked_out(starts_on, ends_on):
    assert yearly_pence(Worth(whole_with_vat_pence=100), starts_on, ends_on) == (None, False)
