"""What docs/payments.md says of payments files is so."""

import re
from pathlib import Path

import pytest

from scrapers.payments.headers import role_names, scored
from scrapers.payments.importing import STATUSES
from scrapers.payments.matching import LEAST_DERIVED
from scrapers.payments.schemas import PaymentsForm
from scrapers.registers.sheets import MOST_BYTES, MOST_ROWS

PAGE = (Path(__file__).parents[3] / "docs" / "payments.md").read_text(encoding="utf-8")


def table(after):
    """Return the rows of the first table below a heading."""
    below = PAGE.partition(f"## {after}\n")[2].partition("\n## ")[0]
    return [
        [cell.strip(" `") for cell in line.strip("|").split("|")] for line in below.splitlines() if line[:1] == "|"
    ][2:]


def test_every_field_is_listed():
    assert [field for field, _ in table("Columns")] == list(role_names())


@pytest.mark.parametrize(("field", "headers"), table("Columns"))
def test_its_headers_are_known(field, headers):
    for header in headers.split(", "):
        assert scored(header)[0][1] == field, header


def test_every_status_is_listed():
    assert [status for status, _ in table("What becomes of a row")] == list(STATUSES)


def test_its_limits_are_those_that_hold():
    assert f"{MOST_BYTES // 1024 // 1024} MB and {MOST_ROWS:,} rows" in PAGE
    assert f"£{LEAST_DERIVED // 100:,} or more" in PAGE


def test_every_part_of_the_form_is_named():
    named = re.findall(r"`(\w+)`", PAGE.partition("multipart/form-data")[2].partition("It needs")[0])

    assert set(PaymentsForm().fields) <= set(named)


def test_its_commands_run(app, tmp_path):
    help_ = app.test_cli_runner().invoke(args=["import-payments", "--help"]).output
    options = set(re.findall(r"--[a-z-]+", "\n".join(re.findall(r"import-payments .*", PAGE))))

    assert options
    assert all(option in help_ for option in options)


def test_a_payments_compliance_notice_is_found_where_it_says(client):
    (address,) = re.findall(r"GET (/api/v1/notices\S+)`", PAGE)

    assert client.get(address).status_code == 200
