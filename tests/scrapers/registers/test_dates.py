"""Days as registers write them."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.registers.dates import Order, open_ended, order_of, read_date

MARCH = "2025-03-31"


@pytest.mark.parametrize(
    "written",
    [
        "31/03/2025", "31/3/25", "31-03-2025", "31.03.2025", "31.3.25", "31-Mar-25", "31-MAR-2025", "31 Mar 2025",
        "31 March 2025",
        "31st March 2025", "31st of March, 2025", "31 March, 2025", "March 31, 2025", "March 31st 2025",
        "Monday 31 March 2025",
        "Mon, 31 Mar 2025", "2025-03-31", "2025/03/31", "2025-3-31", "2025-03-31T00:00:00", "2025-03-31 00:00:00",
        "2025-03-31T00:00:00Z",
        "31/03/2025 00:00", "31/03/2025 00:00:00", "31/03/2025 12:00:00 AM", " 31/03/2025 ", "31 / 03 / 2025",
        "31/Mar/2025", "31March2025",
        "31-Mar-'25", "31/03/2025\xa0", "20250331", "31/03/2025 (extended)", "until 31 March 2025",
        date(2025, 3, 31), datetime(2025, 3, 31, 9, 30), "45747", 45747, 45747.0,
        "45747.0",
    ],
)  # fmt: skip
def test_a_day_is_read_however_it_is_written(written):
    assert read_date(written).value == MARCH


@pytest.mark.parametrize(
    ("written", "day"),
    [("01/02/03", "2003-02-01"), ("1/4/99", "1999-04-01"), ("03/04/2025", "2025-04-03"), ("5-6-69", None)],
)
def test_the_day_comes_first_and_two_digits_are_a_year_near_ours(written, day):
    assert read_date(written).value == (day or "2069-06-05")


@pytest.mark.parametrize(
    "written",
    [
        "99/99/999", "31/02/2024", "29/02/2023", "01/01/1900", "31/12/9999", "22/04/222", "2022-09-31", "March 2025",
        "Mar-25", "03/2025",
        "2025", "2024/25", "X", "31/03", "1234", "123456", "31/03/2025 - 31/03/2026", "32/01/2025", "00/01/2025",
        "13/13/2025",
        "Q1 2025", "2025-03-30T23:00:00Z", "see contract", "99999", "0", 0.0, 2025, True, "³1/03/2025",
        "31/03/2025 or later", "9" * 400,
    ],
)  # fmt: skip
def test_what_is_no_day_is_not_read_and_says_why(written):
    reading = read_date(written)

    assert reading.value is None
    assert reading.problem


@pytest.mark.parametrize(
    "written", ["", "-", "TBC", "tbc", "N/A", "n/a", "Rolling", "Ongoing", "until terminated", "No end date", "–"]
)
def test_words_for_nothing_known_are_no_mistake(written):
    assert (read_date(written).value, read_date(written).problem) == (None, None)


@pytest.mark.parametrize(
    "words",
    [
        "rolling",
        "Rolling contract",
        "on-going",
        "Ongoing",
        "until terminated",
        "Perpetual",
        "no end date",
        "open ended",
    ],
)
def test_words_say_that_there_is_no_end(words):
    assert open_ended(words)


def test_a_number_that_excel_shows_for_a_day_is_told_as_an_interpretation():
    assert read_date("45747").interpreted


@pytest.mark.parametrize(
    ("column", "order"),
    [
        (["03/31/2025", "04/01/2025"], Order.month_first),
        (["31/03/2025", "04/01/2025"], Order.day_first),
        (["31/03/2025", "03/31/2025"], Order.unsure),
        (["31/03/2025"] * 99 + ["03/31/2025"], Order.day_first),
        (["01/02/2025", "2025-03-31"], None),
    ],
)
def test_a_column_proves_which_part_comes_first(column, order):
    assert order_of(column) is order


def test_a_month_first_column_is_read_month_first():
    assert read_date("03/04/2025", Order.month_first).value == "2025-03-04"


def test_a_mixed_column_leaves_out_only_what_reads_both_ways():
    read = [
        read_date(written, Order.unsure).value for written in ("03/04/2025", "31/03/2025", "03/31/2025", "04/04/2025")
    ]

    assert read == [None, MARCH, MARCH, "2025-04-04"]


STYLES = [
    "%d/%m/%Y",
    "%d/%m/%y",
    "%-d/%-m/%Y",
    "%d-%b-%y",
    "%d-%b-%Y",
    "%d.%m.%Y",
    "%Y-%m-%d",
    "%Y-%m-%d 00:00:00",
    "%-d %B %Y",
    "%B %-d, %Y",
    "%A %d %B %Y",
]


@given(st.dates(date(1990, 1, 1), date(2068, 12, 31)), st.sampled_from(STYLES), st.sampled_from(Order))
def test_a_day_in_any_style_reads_back_the_same_or_not_at_all(day, style, order):
    if order is Order.month_first and style.startswith(("%d/", "%-d/", "%d.")):
        order = Order.day_first

    read = read_date(day.strftime(style), order).value

    assert read in ({day.isoformat()} if order is not Order.unsure else {day.isoformat(), None})
