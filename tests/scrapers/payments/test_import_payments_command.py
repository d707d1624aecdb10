"""`flask import-payments`."""

import csv

import pytest

from tests.scrapers.payments.example_payments import contracts_of_camden, file_of, pence_under, row
from tests.scrapers.registers.example_imports import everything

UNCLEAR = row(number="=1+1", on="soon")


@pytest.fixture
def run(app, sessions, tmp_path):
    contracts_of_camden(sessions, tmp_path / "locks")

    def run(*rows, options=(), data=None, authority="camden"):
        path = tmp_path / "payments.csv"
        path.write_bytes(file_of(*rows) if data is None else data)
        return app.test_cli_runner().invoke(args=["import-payments", str(path), "--authority", authority, *options])

    return run


def test_it_shows_the_mapping_and_attaches(run, sessions):
    result = run(row(), UNCLEAR)

    assert result.exit_code == 0, result.output
    assert "Payment Date: paid_on (its header says so)" in result.output
    assert (
        "Rows: 1 attached, 0 not attached, 0 dropped, 1 refused, 0 skipped. 1 payments under 1 contracts."
        in result.output
    )
    assert "row 3, refused: The day: it is not a date that can be read" in result.output
    assert "Attached: 1 contracts changed, 0 unchanged." in result.output
    assert pence_under(sessions, "C1") == [4_000_000]


def test_a_dry_run_changes_no_contract(run, sessions):
    before = everything(sessions)

    assert "Only read: no contract was changed." in run(row(), options=["--dry-run"]).output
    assert everything(sessions) == before


def test_a_column_can_be_corrected(run, sessions):
    run(row(), options=["--column", "Transaction Number=reference", "--column", "Contract Reference="])

    assert pence_under(sessions, "C1") == []


def test_the_report_has_every_row_and_no_formula_and_no_payee(run, tmp_path):
    run(
        row(),
        row(number="=1+1", net="50"),
        row(supplier="Mr J Smith", number="3"),
        options=["--report", str(tmp_path / "report.csv")],
    )

    text = (tmp_path / "report.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    assert [(each["row"], each["status"]) for each in rows] == [("2", "attached"), ("3", "attached"), ("4", "dropped")]
    assert not any(cell.startswith(("=", "+", "-", "@")) for each in rows for cell in each.values())
    assert "Smith" not in text
    assert "Example" not in text


def test_a_file_that_is_none_ends_with_a_sentence(run):
    result = run(data=b"%PDF-1.7 ...")

    assert result.exit_code == 1
    assert "is not a spreadsheet" in result.output
