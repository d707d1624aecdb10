"""A whole register as its council published it, where its file is at hand."""

import re
from collections import Counter
from pathlib import Path

import pytest

from scrapers.registers.reading import read_register

FILE = Path(__file__).parents[4] / "shared/data/registers/salford_contracts_register_2022-07.csv"
pytestmark = pytest.mark.skipif(not FILE.exists(), reason="the register is not part of the project")


@pytest.fixture(scope="module")
def register():
    return read_register(FILE.read_bytes(), FILE.name)


def share_read(register, header, written, field):
    """Return the share of the cells that look right to a person that were read as such."""
    rows = [row for row in register.rows if re.fullmatch(written, row.raw.get(header, ""))]
    return sum(field(row) is not None for row in rows) / len(rows)


def test_every_row_is_accounted_for(register):
    statuses = Counter(row.status for row in register.rows)

    assert [row.number for row in register.rows] == list(range(2, 362))
    assert statuses["refused"] == statuses["skipped"] == 0
    assert statuses["understood"] >= 250


def test_every_column_is_known(register):
    assert {column.why for column in register.columns} == {"its header says so", "not needed"}


@pytest.mark.parametrize(("header", "field"), [("Start Date", "starts_on"), ("Current Expiry Date", "ends_on")])
def test_dates_are_read(register, header, field):
    assert share_read(register, header, r"\d{4}-\d\d-\d\d", lambda row: row.fields.get(field)) > 0.99


@pytest.mark.parametrize(
    ("header", "field"),
    [("Annual Value", "annual_value_pence"), ("Total Contract Value (including extensions)", "value_pence")],
)
def test_values_are_read_to_the_penny(register, header, field):
    rows = [row for row in register.rows if re.fullmatch(r"\d+\.\d\d", row.raw.get(header, ""))]

    assert len(rows) > 340
    assert all(row.fields[field] == int(row.raw[header].replace(".", "")) for row in rows)


def test_company_numbers_are_read(register):
    written = r"\d{6,8}|\d{5}R|IP\d{5}R|(?:SC|OC|RC|CE|SG)\d{6}"

    assert (
        share_read(register, "Company Number", written, lambda row: row.fields["suppliers"][0]["company_number"]) > 0.97
    )


def test_an_extended_contract_ends_on_its_current_expiry(register):
    row = next(row for row in register.rows if row.raw.get("Contract Reference") == "S1047")

    assert (row.fields["ends_on"], row.raw["End Date"]) == ("2021-12-31", "2018-03-31")


def test_words_are_put_right(register):
    titles = [row.fields["title"] for row in register.rows]

    assert "Lot 8 Complementary – Innovation" in titles
    assert not any(re.search(r"[\x80-\x9f]", title) for title in titles)
