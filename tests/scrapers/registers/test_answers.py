"""Short answers of a register."""

import pytest

from scrapers.registers.answers import (
    read_agreement,
    read_charity,
    read_count,
    read_cpv,
    read_flag,
    read_months,
    read_sme_vcse,
)


@pytest.mark.parametrize(
    ("written", "months"),
    [
        ("36", 36),
        ("36.0", 36),
        (36.0, 36),
        ("36 months", 36),
        ("3 years", 36),
        ("1.5 years", 18),
        ("one year", 12),
        ("0", 0),
        ("12m", 12),
    ],
)
def test_whole_months_are_read(written, months):
    assert read_months(written).value == months


@pytest.mark.parametrize("written", ["0.3", "36.5", "3+1+1", "9999", "X", "36 weeks", "1.3 years"])
def test_what_is_no_whole_number_of_months_says_why(written):
    assert (read_months(written).value, bool(read_months(written).problem)) == (None, True)


@pytest.mark.parametrize(
    ("written", "value"),
    [("2", 2), ("2.0", 2), (2.0, 2), ("two", 2), ("0", 0), ("N/A", None), ("Yes", None), ("250", None)],
)
def test_counts_are_small_whole_numbers(written, value):
    assert read_count(written).value == value


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("Yes", True),
        ("y", True),
        ("TRUE", True),
        (True, True),
        ("1", True),
        ("1.0", True),
        ("No", False),
        ("Noo", False),
        ("0", False),
        ("N/A", None),
        ("tbc", None),
        ("10", None),
        ("Maybe", None),
        ("Yes - micro", True),
    ],
)
def test_yes_and_no_are_told_apart(written, value):
    assert read_flag(written).value is value


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("SME", {"sme": True}),
        ("SME and VCSE", {"sme": True, "vcse": True}),
        ("Voluntary sector", {"vcse": True}),
        ("Neither", {"sme": False, "vcse": False}),
        ("No", {"sme": False, "vcse": False}),
        ("Large", {"sme": False}),
        ("Yes", None),
        ("non-SME", None),
    ],
)
def test_a_column_for_small_firms_and_charities_tells_them_apart(written, said):
    assert read_sme_vcse(written).value == said


@pytest.mark.parametrize(
    ("words", "from_process", "kind"),
    [
        ("Contract", False, "contract"),
        ("Framework Agreement", False, "framework"),
        ("Call-off", False, "call_off"),
        ("Direct Call-Off", True, "call_off"),
        ("Framework", True, None),
        ("Call off contract from framework", False, "call_off"),
        ("Contract under a framework", False, None),
        ("Grant agreement", False, None),
    ],
)
def test_the_kind_of_agreement_is_read_where_words_say_so(words, from_process, kind):
    assert read_agreement(words, from_process=from_process) == kind


@pytest.mark.parametrize(
    ("written", "codes"),
    [
        ("72000000", ["72000000"]),
        ("72000000-5; 48000000-8", ["72000000", "48000000"]),
        ("9123000", ["09123000"]),
        ("IT", None),
    ],
)
def test_cpv_codes_have_eight_digits(written, codes):
    assert read_cpv(written).value == codes


@pytest.mark.parametrize(
    ("written", "number"),
    [("1146792", "1146792"), ("Charity no. 222377", "222377"), ("SC012345", "SC012345"), ("N/A", None)],
)
def test_charity_numbers_are_text(written, number):
    assert read_charity(written).value == number
