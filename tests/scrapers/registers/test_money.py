"""Amounts as registers write them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.registers.money import read_money


@pytest.mark.parametrize(
    ("written", "pence"),
    [
        ("£9,999.99", 999999), ("9999.99", 999999), ("9,999", 999900), ("£ 1,234", 123400), ("1234.5", 123450),
        ("0", 0), ("£0.00", 0), ("0.00", 0),
        ("£1.2m", 120000000), ("£25k", 2500000), ("1.5 million", 150000000), ("£2bn", 200000000000),
        ("(1,234.56)", -123456), ("-500", -50000),
        ("1,234.56 CR", -123456), ("-£500", -50000), ("£-500", -50000), ("œ9,999.99", 999999), ("\x9c500.00", 50000),
        ("\ufffd1,234.56", 123456),
        ("?1,234.56", 123456), ("ú1,234", 123400), ("GBP 1,234.50", 123450), ("£1,234.50 ex VAT", 123450),
        ("£1,000 + VAT", 100000), ("1 234 567", 123456700),
        ("12345.678", 1234568), ("4166.666666666667", 416667), (12345.678, 1234568), (12.345, 1235),
        (5015.2, 501520), (7, 700), ("1.234,56", 123456),
        ("1.234.567,89", 123456789), ("approx £5,000", 500000), ("£5,000 (est.)", 500000),
        ("£5,000 per annum", 500000), ("5000 p.a.", 500000),
        ("£ 12,000.00 ", 1200000), ("£12,345\xa0", 1234500), (".50", 50), ("£5,000pa", 500000), ("c£5,000", 500000),
        ("£1.234m", 123400000), ("£100,000,000.00", 10000000000),
        ("0.999", 100),
    ],
)  # fmt: skip
def test_an_amount_is_read_in_pence(written, pence):
    assert read_money(written).value == pence


@pytest.mark.parametrize(
    "written",
    [
        "£25,000 to £50,000", "£25,000 - £50,000", "5000-10000", "£12.345.67", "1,23", "12,34,567", "12.345",
        "£1.234", "Included above", "Income", "DPS- dependent on demand",
        "N/A- framework", "$5,000", "€5,000", "5000 EUR", "£5,000 per month", "up to £5,000", ">£5,000",
        "£5,000 and £6,000", "1,234.56.78",
        "(1,234", "1e5", "£", "£5,000 for 3 years", "5%", "1/2", True, "9" * 30, "nan", "inf", float("nan"),
        float("inf"), "1,2345", "9" * 500, "²",
    ],
)  # fmt: skip
def test_what_is_not_one_amount_of_pounds_is_not_read_and_says_why(written):
    reading = read_money(written)

    assert reading.value is None
    assert reading.problem


@pytest.mark.parametrize("written", ["", "-", "nil", "Nil", "tbc", "TBC", "N/A", "Unknown", "See below"])
def test_words_for_nothing_known_are_neither_an_amount_nor_a_mistake(written):
    assert (read_money(written).value, read_money(written).problem) == (None, None)


@pytest.mark.parametrize(
    ("written", "aside"),
    [
        ("£5,000 ex VAT", ("vat", "excluded")), ("£5,000 (inc. VAT)", ("vat", "included")),
        ("£5,000 plus VAT", ("vat", "excluded")),
        ("£5,000 p.a.", ("per", "year")), ("£5,000 per year", ("per", "year")), ("£5,000/yr", ("per", "year")),
        ("€5,000", ("currency", "EUR")),
    ],
)  # fmt: skip
def test_the_words_beside_an_amount_are_kept(written, aside):
    assert aside in read_money(written).aside


@given(
    st.decimals(0, 10**10, places=2, allow_nan=False, allow_infinity=False),
    st.sampled_from(["{:.2f}", "{:,.2f}", "£{:,.2f}", "£ {:.2f}", "({:,.2f})"]),
)
def test_an_amount_in_any_style_reads_back_the_same(amount: Decimal, style):
    assert abs(read_money(style.format(amount)).value) == int(amount * 100)
