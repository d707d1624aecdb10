"""What words on options are taken to mean, and when they are left alone."""

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.renewing.option_words import proposed_options
from registry.renewing.period_words import plain_periods

STARTS, ENDS = date(2027, 4, 1), date(2030, 3, 31)
"""A term of three years."""


def meant(text, starts_on=STARTS, ends_on=ENDS, max_ends_on=None):
    found = proposed_options(text, starts_on, ends_on, max_ends_on)
    return found and [(each.number, each.months) for each in found.options]


@pytest.mark.parametrize(
    ("text", "options"),
    [
        ("2 x 12 months", [(2, 12)]),
        ("Two (2) × one-year options", [(2, 12)]),
        ("12 months x 2", [(2, 12)]),
        ("1x6 month extension", [(1, 6)]),
        ("two further periods of one year", [(2, 12)]),
        ("Up to three optional extensions, each of up to six months", [(3, 6)]),
        ("There are four 12-month extension options.", [(4, 12)]),
        ("one optional two-year extension and two optional one-year extensions", [(1, 24), (2, 12)]),
        ("option to extend for up to 24 months", [(1, 24)]),
        ("option to extend for up to twenty-four (24) months in 12 month increments", [(2, 12)]),
        ("The term can be extended on an annual basis for up to a further 2 years", [(2, 12)]),
        ("an additional 1 year extension", [(1, 12)]),
        ("A further year.", [(1, 12)]),
        ("up to 2 further years", [(1, 24)]),
        ("+1 +1", [(2, 12)]),
        ("+ 1 year + 6 months", None),
        ("3+1+1", [(2, 12)]),
        ("Let on a 3 + 2 basis", [(1, 24)]),
        ("1+1", [(2, 12)]),
        ("24 months + 12 month + 12 month", None),
        ("36 months + 12 month + 12 month", [(2, 12)]),
        ("A contract for 3 years with option of 2 years", [(1, 24)]),
        ("Initial term of 3 years with an option to extend for a further 12 months", [(1, 12)]),
        ("24 months", [(1, 24)]),
    ],
)
def test_words_that_leave_no_doubt_become_options(text, options):
    assert meant(text) == options


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        "As set out in the tender documents",
        "The contract is for 3 years.",
        "Additional users may be bought in year 2.",
        "The framework will reopen every 2 years, up to 8 years in total",
        "Lot 1: 2 x 12 months. Lot 2: 1 x 12 months.",
        "12 months, then a further 12 months",
        "A further 12 months may follow, and then an additional 24 months or an additional 6 months",
        "Extension needs 3 months' notice",
        "12 months + 22 days",
        "2 x 12 months, to a maximum of 7 years",
        "A 12 month extension, with a further 12 month extension",
        "99 x 99 years",
        "0+1",
    ],
)
def test_words_that_leave_doubt_are_left_alone(text):
    assert meant(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "There is no option to extend for a further 12 months",
        "No extension options of 12 months",
        "Extension of 5 years not available",
        "The contract cannot be extended by a further 12 months",
        "The 2 x 12 month extensions are no longer available",
        "Let without an option to extend for 12 months",
    ],
)
def test_options_that_are_denied_are_none(text):
    assert meant(text) is None


@pytest.mark.parametrize(
    ("text", "options"),
    [
        ("No. of extensions: 2 x 12 months", [(2, 12)]),
        ("2 x 12 months, no further extensions", [(2, 12)]),
        ("2 x 12 months, not yet taken", [(2, 12)]),
        ("Not split into lots, option to extend for 24 months", [(1, 24)]),
        ("The authority is not obliged to use the option to extend for 12 months", [(1, 12)]),
    ],
)
def test_what_is_denied_of_something_else_leaves_options_as_they_are(text, options):
    assert meant(text) == options


def test_a_total_that_fits_the_term_and_its_options_leaves_no_doubt():
    assert meant("2 x 12 months, to a maximum of 5 years") == [(2, 12)]


def test_whether_the_first_number_is_the_term_follows_from_the_dates():
    assert meant("1+1", date(2029, 4, 1)) is None
    assert meant("3+1+1", None, None) == [(2, 12)]
    assert meant("1+1", None, None) is None


def test_what_the_stated_dates_contradict_is_not_proposed():
    assert meant("2 x 12 months", max_ends_on=date(2032, 3, 31)) == [(2, 12)]
    assert meant("2 x 12 months", max_ends_on=date(2031, 3, 31)) is None


@pytest.mark.parametrize(
    ("text", "latest", "confidence"),
    [
        ("2 x 12 months", date(2032, 3, 31), "high"),
        ("2 x 12 months", None, "medium"),
        ("a further 2 years", None, "low"),
    ],
)
def test_confidence_says_what_a_proposal_rests_on(text, latest, confidence):
    assert proposed_options(text, STARTS, ENDS, latest).confidence == confidence


def test_a_proposal_says_which_words_decided_and_what_they_mean():
    found = proposed_options("At our discretion: Two (2) further periods of twelve-months each.", STARTS, ENDS)

    assert found.words == ("2 further periods of 12 month each",)
    assert found.in_words == "2 x 12 months"


def test_one_month_is_told_in_the_singular():
    assert proposed_options("2 x 1 month extensions").in_words == "2 x 1 month"


def test_numbers_and_units_are_made_plain():
    assert plain_periods("Twenty-four (24) Calendar Months + two (2) x one-year EXTENTIONS") == (
        "24 month + 2 x 1 year extensions"
    )


@pytest.mark.parametrize(
    "piece",
    ["2 ", "extend ", "further ", "1+", "1 + ", "option period ", "12 month ", "2 x ", "contract for ", "(", "9",
     "1 of up to ", "maximum a ", "to be exercisable ", "twenty four ", "\ufdfa", "contract a b c d "],
)  # fmt: skip
def test_no_text_takes_long_to_read(piece):
    began = time.perf_counter()
    proposed_options(piece * (20_000 // len(piece)))

    assert time.perf_counter() - began < 1


@given(st.text(), st.none() | st.dates(), st.none() | st.dates(), st.none() | st.dates())
def test_whatever_a_text_says_a_proposal_is_one_that_can_be_accepted(text, starts_on, ends_on, max_ends_on):
    found = proposed_options(text, starts_on, ends_on, max_ends_on)

    assert found is None or all(1 <= each.number <= 20 and 1 <= each.months <= 240 for each in found.options)


@given(
    st.integers(1, 10),
    st.integers(1, 15),
    st.sampled_from(["{} x {} months", "{} extensions of {} months each", "{} optional {}-month extension periods"]),
)
def test_so_many_times_so_many_months_are_that(number, months, form):
    assert meant(form.format(number, months)) == [(number, months)]
