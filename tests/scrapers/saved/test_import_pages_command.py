"""`flask import-pages` and `flask read-procontract`."""

import csv

import pytest

from settings import BadSettings, read_settings
from tests.scrapers.registers.example_imports import HOUSING, everything
from tests.scrapers.registers.example_register import csv_of
from tests.scrapers.saved.example_pages import advert, expiring, old_advert
from tests.scrapers.saved.saving import contracts

PAYROLL = ("CT-1", "=Payroll system", "Example Ltd", "01/04/2022", "31/03/2027")
LIST = b"Project Code,Title,Description,Organisation,Listing Deadline\ntender_1,Hub,A hub,Camden,01/02/2025\n"


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "pages"
    folder.mkdir()
    return folder


@pytest.fixture
def run(app, folder):
    def run(*options, path=None, authority="camden"):
        arguments = ["import-pages", str(path or folder), "--authority", authority, *options]
        return app.test_cli_runner().invoke(args=arguments)

    return run


def put(folder, **files):
    for name, data in files.items():
        stem, _, suffix = name.rpartition("_")
        (folder / f"{stem}.{suffix}").write_bytes(data)


def test_a_folder_is_imported_with_a_report_on_each_file(run, folder, sessions):
    put(folder, a_html=advert(), b_htm=old_advert(), c_csv=csv_of(HOUSING), d_txt=b"x", e_html=b"<p>x</p>", f_csv=LIST)

    result = run()

    assert result.exit_code == 0, result.output
    assert "a.html, procontract, understood: 1 new, 0 changed, 0 unchanged" in result.output
    assert "c.csv, register, understood: 1 new" in result.output
    assert "d.txt, no layout, refused. It is neither a saved page" in result.output
    assert "e.html, no layout, refused. It bears the marks of no layout" in result.output
    assert "f.csv, no layout, refused. It lists opportunities" in result.output
    assert "6 pages: 3 understood, 0 partly, 3 refused; 3 contracts new, 0 changed." in result.output
    assert len(contracts(sessions)) == 3


def test_again_changes_nothing(run, folder, sessions):
    put(folder, a_html=advert(), b_html=expiring(PAYROLL), c_csv=csv_of(HOUSING))
    run()
    before = everything(sessions)

    result = run()

    assert result.exit_code == 0, result.output
    assert everything(sessions) == before


def test_the_report_is_a_table_in_which_nothing_can_run(run, folder, tmp_path):
    put(folder, a_html=expiring(PAYROLL), b_html=b"")

    run("--report", str(tmp_path / "report.csv"))

    with (tmp_path / "report.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(each["page"], each["status"]) for each in rows] == [
        ("a.html", "understood"),
        ("a.html", "understood"),
        ("b.html", "refused"),
    ]
    assert not any(cell.startswith("=") for row in rows for cell in row.values())


def test_a_file_of_100_mb_is_not_even_opened(run, folder):
    with (folder / "big.html").open("wb") as file:
        file.truncate(100 * 1024 * 1024)

    assert "big.html, no layout, refused. It is larger than 5 MB" in run().output


def test_one_file_said_to_be_of_a_portal_is_read_as_that(run, folder):
    put(folder, a_html=advert())

    assert "It is of Jaggaer, and holds no advert" in run("--platform", "jaggaer", path=folder / "a.html").output


def test_nothing_that_a_page_says_moves_the_terminal(run, folder):
    put(folder, a_html=advert(title="Hub \x1b[31m\u202e red"))

    assert "\x1b" not in run().output
    assert "\u202e" not in run().output


@pytest.mark.parametrize("options", [["--said-on", "2999-01-01"], ["--platform", "gazette"]])
def test_a_bad_option_is_told(run, folder, options):
    assert run(*options).exit_code in (1, 2)


def test_an_unknown_authority_ends_with_a_sentence(run):
    assert "No authority is called 'atlantis'" in run(authority="atlantis").output


def test_live_reading_is_off_by_itself(app):
    result = app.test_cli_runner().invoke(args=["read-procontract", "--authority", "camden"])

    assert result.exit_code == 1
    assert "Live reading is off" in result.output


def test_an_address_without_a_permission_is_a_bad_setting(monkeypatch):
    monkeypatch.setenv("PROCONTRACT_URL", "https://procontract.due-north.com")

    with pytest.raises(BadSettings, match="PROCONTRACT_PERMISSION: State in a sentence who permits it"):
        read_settings()


def test_both_together_are_settings(monkeypatch):
    monkeypatch.setenv("PROCONTRACT_URL", "https://procontract.due-north.com")
    monkeypatch.setenv("PROCONTRACT_PERMISSION", "Proactis allowed it by letter.")

    assert read_settings().procontract_permission == "Proactis allowed it by letter."
