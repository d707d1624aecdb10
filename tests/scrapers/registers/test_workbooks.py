"""Registers in workbooks, good and ill-meant."""

import re
from datetime import date, datetime

import pytest

from scrapers.registers.exceptions import UnreadableRegister
from scrapers.registers.reading import read_register
from tests.scrapers.registers.example_register import CELL, HEADERS, ROW, ods_of, with_part, xlsx_of, zip_of

NATIVE = ("C1", "Housing system", "Example Ltd", date(2024, 4, 1), datetime(2027, 3, 31), 100000.0)
SHEET = "xl/worksheets/sheet1.xml"


def refused(data, words):
    with pytest.raises(UnreadableRegister, match=words):
        read_register(data, "register.xlsx")


def test_native_days_and_numbers_are_read():
    row = read_register(xlsx_of(Contracts=[HEADERS, NATIVE]), "register.xlsx").rows[0]

    assert (row.number, row.status, row.problems) == (2, "understood", {})
    assert (row.fields["starts_on"], row.fields["ends_on"], row.fields["value_pence"]) == (
        "2024-04-01",
        "2027-03-31",
        10000000,
    )
    assert (row.raw["Start Date"], row.raw["Contract Value"]) == ("2024-04-01", "100000")


@pytest.mark.parametrize("data", [xlsx_of(Contracts=[HEADERS, ROW]), ods_of(HEADERS, ROW)])
def test_xlsx_and_ods_read_as_csv_does(data):
    register = read_register(data, "register")

    assert (register.sheet, register.rows[0].fields["ends_on"], register.rows[0].number) == (
        "Contracts",
        "2027-03-31",
        2,
    )


def test_days_that_lost_their_format_are_read_and_kept_as_numbers():
    row = read_register(xlsx_of(Contracts=[HEADERS, (*ROW[:3], 45383, 46477, 5)]), "register.xlsx").rows[0]

    assert (row.fields["starts_on"], row.as_written["starts_on"]) == ("2024-04-01", "45383")


def test_a_number_with_many_decimals_is_rounded_to_pence():
    row = read_register(xlsx_of(Contracts=[HEADERS, (*ROW[:5], 12.3456)]), "register.xlsx").rows[0]

    assert row.fields["value_pence"] == 1235


def test_the_sheet_most_like_a_register_is_read_and_said():
    register = read_register(
        xlsx_of(Summary=[("Title", "Supplier"), ("a", "b")], All_contracts=[("Example Council",), HEADERS, ROW]),
        "register.xlsx",
    )

    assert (register.sheet, register.header_row, register.rows[0].number) == ("All contracts", 2, 3)
    assert any("'All contracts' was read" in note and "'Summary'" in note for note in register.notes)


def test_a_formula_is_refused_by_sheet_and_cell():
    refused(
        xlsx_of(Contracts=[HEADERS, ROW, (*ROW[:5], ("formula", "=F2*2"))]), "'Contracts' holds a formula in cell F3"
    )


def test_a_formula_in_ods_is_refused_by_sheet_and_cell():
    cell = '<table:table-cell table:formula="of:=1+1" office:value-type="float" office:value="2"/>'

    refused(ods_of(HEADERS, (*ROW[:5], cell)), "'Contracts' holds a formula in cell F2")


def test_formulas_in_a_sheet_that_is_not_read_are_no_matter():
    data = xlsx_of(Contracts=[HEADERS, ROW], Totals=[(("formula", "=SUM(Contracts!F2)"),)])

    assert read_register(data, "register.xlsx").sheet == "Contracts"


def test_merged_cells_stand_beside_every_row_that_they_span():
    rows = [HEADERS, ROW, ("", "", "Sample plc", "", "", "")]
    merge = '<mergeCells count="2"><mergeCell ref="A2:A3"/><mergeCell ref="B2:B3"/></mergeCells>'
    data = with_part(
        xlsx_of(Contracts=rows), SHEET, lambda xml: xml.replace(b"</sheetData>", b"</sheetData>" + merge.encode())
    )
    register = read_register(data, "register.xlsx")

    assert [row.fields["title"] for row in register.rows] == ["Housing system"] * 2
    assert "2 cells were filled from the merged cells that they belong to." in register.notes


def test_blank_runs_without_merges_are_not_filled():
    row = read_register(xlsx_of(Contracts=[HEADERS, ROW, ("", "", "Sample plc", "", "", 5)]), "register.xlsx").rows[1]

    assert "title" not in row.fields


def test_a_hidden_sheet_is_not_read():
    data = xlsx_of(Contracts=[HEADERS, ROW], Old=[HEADERS, ROW, ROW])
    data = with_part(data, "xl/workbook.xml", lambda xml: xml.replace(b'name="Old"', b'name="Old" state="hidden"'))
    register = read_register(data, "register.xlsx")

    assert register.sheet == "Contracts"
    assert "The hidden sheet 'Old' was not read." in register.notes


@pytest.mark.parametrize(("reference", "words"), [("XFD1", "200 columns"), ("A1048576", "100,000 rows")])
def test_a_lone_cell_far_away_is_refused_before_it_is_laid_out(reference, words):
    row = re.sub("[A-Z]", "", reference)
    cell = f'<row r="{row}"><c r="{reference}"><v>1</v></c></row></sheetData>'.encode()

    refused(with_part(xlsx_of(Contracts=[HEADERS, ROW]), SHEET, lambda xml: xml.replace(b"</sheetData>", cell)), words)


def test_styled_cells_without_values_reach_nowhere():
    cell = b'<row r="1048576"><c r="XFD1048576" s="1"/></row></sheetData>'
    data = with_part(xlsx_of(Contracts=[HEADERS, ROW]), SHEET, lambda xml: xml.replace(b"</sheetData>", cell))

    assert len(read_register(data, "register.xlsx").rows) == 1


@pytest.mark.parametrize("times", ["1000000", "99999999", "9999999999", "+1000000"])
def test_repeated_rows_are_counted_before_they_are_laid_out(times):
    row = f"<table:table-row table:number-rows-repeated='{times}'>{CELL.format('again')}</table:table-row>"

    refused(ods_of(HEADERS, ROW, extra=row), "100,000 rows")


def test_repeated_blank_rows_below_a_sheet_are_no_matter():
    cell = '<table:table-cell table:number-columns-repeated="16384"/>'
    row = f'<table:table-row table:number-rows-repeated="1048574">{cell}</table:table-row>'

    assert len(read_register(ods_of(HEADERS, ROW, extra=row), "register.ods").rows) == 1


def test_a_bomb_is_refused_by_what_its_directory_says():
    refused(zip_of({"content.xml": "0" * 30_000_000}), "unpacks to far more")


def test_a_bomb_is_refused_by_what_it_inflates_to():
    data = xlsx_of(Contracts=[HEADERS, ROW])
    big = with_part(data, SHEET, lambda xml: xml + b" " * 1_000_000)
    at = big.rfind(b"PK\x01\x02", 0, big.rfind(SHEET.encode()))
    lying = big[: at + 24] + (16).to_bytes(4, "little") + big[at + 28 :]

    refused(lying, "unpacks to far more")


def test_one_text_used_everywhere_is_counted_as_often_as_it_is_used():
    rows = [HEADERS, *[(*ROW[:2], "x" * 32_000, *ROW[3:])] * 10_000]

    refused(xlsx_of(Contracts=rows), "more text than a register does")


def test_entities_are_refused():
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    data = with_part(
        xlsx_of(Contracts=[HEADERS, ROW]), SHEET, lambda xml: xml.replace(b"<worksheet", bomb + b"<worksheet", 1)
    )

    refused(data, "entities")


def test_an_encrypted_ods_is_refused():
    refused(ods_of(HEADERS, manifest="<manifest:encryption-data/>"), "password")


@pytest.mark.parametrize(
    "data", [zip_of({"word/document.xml": "<w/>"}), zip_of({}), xlsx_of(Contracts=[HEADERS, ROW])[:-200]]
)
def test_other_zip_files_are_refused(data):
    refused(data, "not a spreadsheet|damaged")


def test_a_workbook_without_a_register_is_refused():
    refused(xlsx_of(Contracts=[("a", "b"), (1, 2)]), "No header row")


def test_days_that_a_spreadsheet_may_have_swapped_are_not_read():
    starts = [*(date(2024, month, 4) for month in range(5, 10)), "13/04/2024", "14/04/2024", "15/04/2024"]
    rows = [(f"C{number}", "Title", "Example Ltd", start, "", "") for number, start in enumerate(starts)]
    register = read_register(xlsx_of(Contracts=[HEADERS, *rows]), "register.xlsx")

    assert [row.fields.get("starts_on") for row in register.rows] == [None] * 5 + [
        "2024-04-13",
        "2024-04-14",
        "2024-04-15",
    ]
    assert "swapped" in register.rows[0].problems["starts_on"]
