"""XLSX."""

from registry.exports.workbooks import workbook_chunks
from tests.registry.exports.examples import EVERY_KIND, KNOWN, UNKNOWN, rows
from tests.registry.exports.sheets import cells, sheet_xml


def written(*values):
    return b"".join(workbook_chunks(EVERY_KIND, [rows(*values)]))


def test_days_and_numbers_are_numbers_and_the_rest_is_text():
    header, row = cells(written(KNOWN | {"text": "Housing"}))

    assert list(header.values()) == list(EVERY_KIND.names)
    assert row == {
        "A": "Housing",
        "B": "Camden; Hackney",
        "C": "46347",
        "D": "2026-11-21T09:30:00+00:00",
        "E": "-32316.05",
        "F": "18",
        "G": "0",
    }


def test_no_cell_is_a_formula_or_a_link():
    data = written(KNOWN | {"text": "=1+1"}, KNOWN | {"text": "https://example.org"}, KNOWN | {"text": "{=1}"})

    assert "<f>" not in sheet_xml(data)
    assert "hyperlink" not in sheet_xml(data)
    assert [row["A"] for row in cells(data)[1:]] == ["'=1+1", "https://example.org", "{=1}"]


def test_unknown_is_empty():
    (_, row) = cells(written(UNKNOWN | {"text": "Housing"}))

    assert row == {"A": "Housing"}


def test_text_longer_than_a_cell_holds_says_that_it_goes_on():
    (_, row) = cells(written(KNOWN | {"text": "x" * 40_000}))

    assert len(row["A"]) == 32_767
    assert row["A"].endswith("x…")


def test_a_broken_character_breaks_no_workbook():
    (_, row) = cells(written(KNOWN | {"text": "a\x0bb"}))

    assert row["A"].startswith("a")
