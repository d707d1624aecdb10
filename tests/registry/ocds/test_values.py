"""What a contract or a tender is worth."""

import pytest
from hypothesis import given

from registry.ocds.values import Value, value
from tests.any_json import any_object, patient
from tests.real_releases import real_releases


def test_with_both_amounts_the_first_is_without_vat():
    assert value({"amount": 100, "amountGross": 120, "currency": "GBP"}) == Value(10000, "excluded", "GBP", 12000)


def test_a_gross_amount_alone_includes_vat():
    assert value({"amountGross": 120, "currency": "GBP"}) == Value(12000, "included", "GBP", 12000)


def test_one_amount_under_older_law_is_without_vat():
    assert value({"amount": 100, "currency": "GBP"}, net_by_law=True) == Value(10000, "excluded", "GBP")


def test_one_amount_elsewhere_does_not_say():
    assert value({"amount": 100, "currency": "GBP"}) == Value(10000, "unknown", "GBP")


def test_an_amount_of_nothing_is_kept():
    assert value({"amount": 0, "amountGross": 0, "currency": "GBP"}) == Value(0, "excluded", "GBP", 0)


def test_an_unreadable_amount_leaves_the_gross_one():
    assert value({"amount": "1e999999", "amountGross": 120}) == Value(12000, "included", "GBP", 12000)


@pytest.mark.parametrize(
    ("published", "read"), [("usd", "USD"), ("EUR", "EUR"), ("", "GBP"), (None, "GBP"), ([], "GBP")]
)
def test_a_currency_is_a_code_and_pounds_unless_said(published, read):
    assert value({"amount": 1, "currency": published}).currency == read


@pytest.mark.parametrize("published", [{}, {"currency": "GBP"}, {"amount": None}, {"amount": "tbc"}, {"amount": []}])
def test_without_an_amount_there_is_no_value(published):
    assert value(published) is None


@patient
@given(any_object)
def test_any_object_can_be_read_as_a_value(published):
    read = value(published)

    assert read is None or read.vat in ("excluded", "included", "unknown")


def test_every_real_value_with_an_amount_is_read():
    for release in real_releases():
        for each in release.get("contracts", []) + release.get("awards", []):
            worth = each.get("value") or {}

            assert (value(worth) is not None) == bool({"amount", "amountGross"} & worth.keys())
