"""A register of delimited text, with every kind of dirt."""

import pytest

from scrapers.registers.exceptions import UnreadableRegister
from scrapers.registers.reading import read_register
from tests.scrapers.registers.example_register import HEADERS, ROW, csv_of, one, read

UNDERSTOOD = {
    "reference": "C1",
    "title": "Housing system",
    "suppliers": [{"name": "Example Ltd", "company_number": None}],
    "starts_on": "2024-04-01",
    "ends_on": "2027-03-31",
    "value_pence": 10000000,
    "vat": "unknown",
}


def test_a_plain_row_is_understood_and_kept_as_written_too():
    row = read(ROW).rows[0]

    assert (row.number, row.status, dict(row.fields)) == (2, "understood", UNDERSTOOD)
    assert row.raw == dict(zip(HEADERS, ROW, strict=True))
    assert row.problems == {}


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_any_delimiter_and_encoding_reads_the_same(delimiter, encoding):
    assert read(ROW, delimiter=delimiter, encoding=encoding).rows[0].fields == UNDERSTOOD


@pytest.mark.parametrize(
    "value",
    [
        "£100,000.00".encode(),
        b"\xa3100,000.00",
        b"\x9c100,000.00",
        "Â£100,000.00".encode(),
        "Ã‚Â£100,000.00".encode(),
        "\x9c100,000.00".encode(),
        "�100,000.00".encode(),
    ],
)
def test_a_pound_sign_is_known_after_any_wrong_encoding(value):
    data = csv_of((*ROW[:-1], "VALUE")).replace(b"VALUE", b'"' + value + b'"')

    assert read_register(data, "register.csv").rows[0].fields["value_pence"] == 10000000


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("Court \x80\x93 homes", "Court – homes"),
        ("Childrenâ€™s", "Children’s"),
        ("Women\x80\x99s", "Women’s"),
        ("CafÃ©", "Café"),
        ("Café – Siân", "Café – Siân"),
        ("Wallness\xa0Bridge", "Wallness Bridge"),
    ],
)
def test_mojibake_in_words_is_put_right_and_good_words_are_left(written, right):
    assert one(Title=written, Supplier="Example Ltd").fields["title"] == right


def test_a_byte_order_mark_encoded_twice_leaves_the_first_header_whole():
    data = "ï»¿".encode() + csv_of(ROW)

    assert read_register(data, "register.csv").columns[0].header == "Reference"


def test_title_rows_above_the_header_are_passed_over_and_rows_keep_their_numbers():
    register = read(ROW, above=[("Example Council", "Contracts register"), (), ("Published", "01/04/2024")])

    assert (register.header_row, register.rows[0].number) == (4, 5)
    assert "3 rows above the header were not read." in register.notes


def test_headers_may_stand_on_two_lines():
    register = read(
        ROW,
        above=[("Contract", "Contract", "Supplier", "Start", "End", "Total")],
        headers=("Reference", "Title", "Name", "Date", "Date", "Value"),
    )

    assert register.header_row == 2
    assert register.rows[0].fields == UNDERSTOOD


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ((), "the row is blank"),
        (HEADERS, "the row repeats the headers"),
        (("Total", "", "", "", "", "£100"), "the row is a total"),
        (("", "Grand Total:", "", "", "", "£100"), "the row is a total"),
        (("Adult Social Care",), "the row is a section title"),
        (("", "INFO ONLY - See UID 565", "Example Ltd"), "the row only points to another"),
        (("* Values are estimates",), "the row is a note"),
    ],
)
def test_rows_that_are_no_contracts_are_skipped_and_say_why(cells, why):
    row = read(ROW, cells, ROW).rows[1]

    assert (row.number, row.status, row.why) == (3, "skipped", why)


def test_blank_rows_at_the_end_are_not_rows():
    assert len(read(ROW, (), ("", "", "")).rows) == 1


def test_a_row_with_a_loose_comma_is_refused():
    row = read(ROW, (*ROW, "more")).rows[1]

    assert (row.status, row.fields) == ("refused", {})
    assert "7 cells under 6 headers" in row.why


def test_a_row_without_title_supplier_and_reference_is_refused():
    assert read(("", "", "", "01/04/2024", "31/03/2027", "£5"), ROW).rows[0].status == "refused"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"\n\n  \n", "empty"),
        (b"\x00\x01\x02\x03" * 50, "not a spreadsheet"),
        (b"%PDF-1.7 ...", "not a spreadsheet"),
        (b"<html><body>Title,Supplier</body></html>", "not a spreadsheet"),
        (b"one,two\n1,2\n", "No header row"),
        (b"Start Date,End Date,Value\n01/04/2024,31/03/2025,5\n", "title or a supplier"),
        (b"Title,Supplier\n" + b"A,B\n" * 100_001, "100,000 rows"),
        (b"Title,Supplier" + b"," * 250 + b"\nA,B\n", "200 columns"),
        (b"Title,Supplier\n" + b"A" * 40_000 + b",B\n", "32,767 characters"),
        (b"A" * (20 * 1024 * 1024 + 1), "20 MB"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "before 2007"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"PK\x03\x04rubbish", "damaged"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_register_is_refused_in_a_sentence(data, words):
    with pytest.raises(UnreadableRegister, match=words):
        read_register(data, "register.csv")


def test_a_quotation_mark_that_is_never_closed_is_named_by_its_row():
    data = csv_of(ROW, ROW) + b'C3,"Housing system,Example Ltd,01/04/2024,31/03/2027,5\n' + csv_of(*[ROW] * 20)

    with pytest.raises(UnreadableRegister, match="row 4 a quotation mark"):
        read_register(data, "register.csv")
