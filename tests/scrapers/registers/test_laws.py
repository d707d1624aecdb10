"""Laws of reading: nothing breaks it, and nothing is lost."""

import csv
import io
import json

from hypothesis import given
from hypothesis import strategies as st

from scrapers.registers.cells import is_placeholder
from scrapers.registers.exceptions import UnreadableRegister
from scrapers.registers.reading import read_register
from tests.scrapers.registers.example_register import HEADERS, ROW, ods_of, xlsx_of

WORKBOOKS = [xlsx_of(Contracts=[HEADERS, ROW]), ods_of(HEADERS, ROW)]
MAPPED = {
    "Title": "title", "Supplier": "suppliers", "Start Date": "starts_on", "Review Date": "review_on",
    "Maximum End Date": "max_ends_on", "Contract Value": "value_pence",
    "Annual Value": "annual_value_pence", "Contract Term (Months)": "term_months", "SME": "sme", "CPV Code": "cpv",
    "Charity Number": "registration_charity", "Company Number": "suppliers",
}  # fmt: skip
CELLS = st.one_of(
    st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=20),
    st.sampled_from(["31/03/2025", "99/99/999", "£5,000", "£1.2m", "1.234", "£5k pa", "TBC", "-", "rolling"]),
    st.sampled_from(["12", "0.3", "02535986", "company: 01133776charity: 265249", "Yes", "SME", "a; b"]),
    st.from_regex(r"[£\d.,/ -]{0,12}", fullmatch=True),
)  # fmt: skip


@given(st.binary(max_size=300), st.sampled_from([b"", b"Title,Supplier\n", b"PK\x03\x04", b"\xff\xfe", *WORKBOOKS]))
def test_any_bytes_are_read_or_refused_in_a_sentence(data, start):
    try:
        register = read_register(start + data, "register")
    except UnreadableRegister as error:
        assert str(error).endswith((".", "]"))
    else:
        assert register.columns


@given(st.sampled_from(WORKBOOKS), st.integers(0, 10_000), st.integers(0, 255))
def test_a_workbook_with_a_spoilt_byte_is_read_or_refused(data, at, byte):
    at %= len(data)
    try:
        read_register(data[:at] + bytes([byte]) + data[at + 1 :], "register")
    except UnreadableRegister as error:
        assert str(error)


@given(st.lists(CELLS, min_size=len(MAPPED), max_size=len(MAPPED)))
def test_every_cell_is_understood_or_kept_as_written_or_named_as_a_problem(cells):
    text = io.StringIO()
    csv.writer(text).writerows([["Reference", *MAPPED], ["C1", *cells], ["C2", "Title", "Example Ltd"]])
    try:
        row = read_register(text.getvalue().encode(), "register.csv").rows[0]
    except UnreadableRegister:
        return
    json.dumps([row.fields, row.as_written, row.problems, row.raw])
    if row.status in ("understood", "partly"):
        lost = [
            header
            for header, field in MAPPED.items()
            if header in row.raw and not is_placeholder(row.raw[header]) and not _told(row, field)
        ]
        assert lost == []


def _told(row, field):
    fields = (field, "extension_text") if field == "max_ends_on" else (field,)  # a column of words is one of extensions
    return any(each in part for each in fields for part in (row.fields, row.as_written, row.problems))
