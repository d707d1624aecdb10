"""Company numbers as officers copy them."""

import pytest

from scrapers.registers.company_numbers import read_company_number


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("02535986", "02535986"), ("2535986", "02535986"), ("172081", "00172081"), (2535986.0, "02535986"),
        ("2535986.0", "02535986"), ("SC249935", "SC249935"),
        ("sc 249935", "SC249935"), ("NI012345", "NI012345"), ("OC305934", "OC305934"), ("IP29627R", "IP29627R"),
        ("31552R", "IP31552R"), ("RC000666", "RC000666"),
        ("FC012345", "FC012345"), ("company: 01133776charity: 265249", "01133776"),
        ("550457 comp no 222377 charity", "00550457"),
        ("Company No. 02535986", "02535986"), ("Company number: 2535986", "02535986"), (" 02535986 ", "02535986"),
        ("025 359 86", "02535986"), ("CE016832", "CE016832"),
    ],
)  # fmt: skip
def test_a_number_is_read_as_companies_house_writes_it(written, number):
    assert read_company_number(written, "Example Ltd").value == number


@pytest.mark.parametrize(
    "written",
    [
        "GB759355684",
        "759355684",
        "GBML4119704",
        "aaaaaaa",
        "12345",
        "RO 34737997",
        "123456789012",
        "11111111",
        "AIG 10737370 QBE 02641728",
        "M1 5JW",
        "2022-03-07",
        "01133776 or 265249",
    ],
)
def test_what_is_no_company_number_is_not_read_and_says_why(written):
    reading = read_company_number(written, "Example Ltd")

    assert reading.value is None
    assert reading.problem


@pytest.mark.parametrize(
    "written",
    [
        "Supplier does not have company number",
        "Various - see below/See Supplier Tab",
        "Various",
        "Trust - Not Required",
        "Registered Charity",
        "-",
        "N/A",
        "Sole trader",
        "TBC",
        "",
    ],
)
def test_words_for_no_number_are_no_mistake(written):
    reading = read_company_number(written)

    assert (reading.value, reading.problem) == (None, None)


@pytest.mark.parametrize("written", ["550457 comp no 222377 charity", "CHA222377", "Registered charity no. 222377"])
def test_a_charity_number_among_company_numbers_is_told_apart(written):
    assert ("registration_charity", "222377") in read_company_number(written).aside


def test_seven_digits_under_a_charity_s_name_may_be_a_charity_s():
    assert read_company_number("1146792", "Example River Trust").value is None
    assert read_company_number("1146792", "Example River Ltd").value == "01146792"
