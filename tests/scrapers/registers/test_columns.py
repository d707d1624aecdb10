"""Which column feeds which field."""

import pytest

from scrapers.registers.exceptions import UnreadableRegister
from tests.scrapers.registers.example_register import HEADERS, ROW, read


def test_a_dropped_column_says_so_and_shows_no_samples():
    column = read((*ROW, "Jo Bloggs"), headers=(*HEADERS, "Contract Manager")).columns[-1]

    assert (column.field, column.why, column.samples) == (None, "it names persons, and is not kept", ())


def test_two_columns_never_feed_one_field():
    columns = read(("A", "B", "Example Ltd"), headers=("Contract Title", "Contract Name", "Supplier")).columns

    assert [column.field for column in columns] == ["title", None, "suppliers"]
    assert columns[1].why == "'Contract Title' is the better column for title"


def test_a_column_whose_cells_contradict_its_header_feeds_nothing():
    rows = [("A", "Ltd", f"£{number},000.00") for number in range(1, 9)]
    column = read(*rows, headers=("Title", "Supplier", "End Date")).columns[2]

    assert (column.field, column.why) == (None, "its header says ends_on, but its cells are amounts")


def test_a_column_is_known_by_its_cells_when_its_header_is_not():
    rows = [(f"Thing {number}", f"Example {number} Ltd") for number in range(5)]
    columns = read(*(("C", *row) for row in rows), headers=("Reference", "Title", "Bought from")).columns

    assert (columns[2].field, columns[2].why) == ("suppliers", "its cells look like companies")


def test_what_the_sender_says_of_a_column_wins():
    register = read(ROW, columns={"Start Date": "review_on", "Contract Value": None})

    assert register.rows[0].fields["review_on"] == "2024-04-01"
    assert [(column.field, column.why) for column in register.columns][3] == ("review_on", "you said so")
    assert "value_pence" not in register.rows[0].fields


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({"Colour": "title"}, "no column 'Colour'"),
        ({"Start Date": "colour"}, "no field 'colour'"),
        ({"Start Date": "ends_on", "End Date": "ends_on"}, "Both"),
    ],
)
def test_an_unknown_column_or_field_is_named(columns, words):
    with pytest.raises(UnreadableRegister, match=words):
        read(ROW, columns=columns)
