"""`flask import-register`."""

import csv

import pytest

from tests.scrapers.registers.example_imports import HOUSING, PARKING, contracts, everything, import_of, upload
from tests.scrapers.registers.example_register import csv_of

UNCLEAR = ("=1+1", "Lifts", "Lift Ltd", "soon", "31/03/2028", "£1.00")


@pytest.fixture
def run(app, tmp_path):
    def run(*rows, options=(), data=None, authority="camden"):
        path = tmp_path / "register.csv"
        path.write_bytes(csv_of(*rows) if data is None else data)
        runner = app.test_cli_runner()
        return runner.invoke(args=["import-register", str(path), "--authority", authority, *options])

    return run


def test_it_shows_the_mapping_and_applies(run, sessions):
    result = run(HOUSING, PARKING)

    assert result.exit_code == 0, result.output
    assert "Start Date: starts_on (its header says so)" in result.output
    assert "2 rows understood, 0 in part, 0 refused, 0 skipped: 2 contracts" in result.output
    assert "Applied: 2 new, 0 changed, 0 unchanged contracts." in result.output
    assert contracts(sessions).keys() == {"C1", "C2"}


def test_a_dry_run_changes_no_contract(run, sessions):
    result = run(HOUSING, options=["--dry-run"])

    assert "Only read: no contract was changed. 1 contracts would be new." in result.output
    assert contracts(sessions) == {}


def test_again_changes_nothing(run, sessions):
    run(HOUSING)
    before = everything(sessions)

    result = run(HOUSING)

    assert "Applied already: nothing was changed." in result.output
    assert everything(sessions) == before


def test_it_says_what_vanished(run):
    run(HOUSING, PARKING, options=["--said-on", "2026-07-01"])

    result = run(HOUSING, options=["--said-on", "2026-08-01"])

    assert "1 contracts of the register before are not in this one; they stay:" in result.output
    assert "Parking permits system" in result.output


def test_a_column_can_be_corrected(run, sessions):
    run(HOUSING, options=["--column", "End Date=review_on", "--column", "Contract Value="])

    housing = contracts(sessions)["C1"]
    assert (housing.ends_on, str(housing.review_on), housing.value_pence) == (None, "2027-03-31", None)


def test_it_tells_problems(run):
    assert 'row 2, partly: starts_on: "soon"' in run(UNCLEAR).output


def test_the_report_has_every_row_and_no_formula(run, tmp_path):
    run(UNCLEAR, HOUSING, options=["--report", str(tmp_path / "report.csv")])

    with (tmp_path / "report.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["row"], row["status"]) for row in rows] == [("2", "partly"), ("3", "understood")]
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row.values())


def test_a_file_that_is_no_register_ends_with_a_sentence(run):
    result = run(data=b"")

    assert result.exit_code == 1
    assert result.output == "Error: The file is empty.\n"


def test_an_unknown_authority_ends_with_a_sentence(run):
    result = run(HOUSING, authority="atlantis")

    assert result.exit_code == 1
    assert "No authority is called 'atlantis'" in result.output


@pytest.mark.parametrize("options", [["--column", "Start Date"], ["--column", "=title"], ["--said-on", "soon"]])
def test_a_bad_option_is_told(run, options):
    assert run(HOUSING, options=options).exit_code == 2


def test_a_day_to_come_is_refused(run, sessions):
    assert run(HOUSING, options=["--said-on", "2999-01-01"]).exit_code == 1


def test_the_import_is_kept(run, sessions):
    run(HOUSING, options=["--said-on", "2026-07-01"])

    assert import_of(sessions, upload(HOUSING).import_id).filename == "register.csv"
