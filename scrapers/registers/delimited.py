"""Registers in delimited text: which encoding, which delimiter, which rows."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from scrapers.registers.exceptions import UnreadableRegister
from scrapers.registers.sheets import MOST_CELLS, MOST_CHARACTERS, MOST_ROWS, Row, Sheet, check_size, too_many_rows

DELIMITERS = (",", ";", "\t", "|")
SAMPLE_ROWS = 60
UNDEFINED = re.compile("[\udc80-\udcff]")
BINARY = tuple(chr(code) for code in (*range(1, 9), *range(14, 27), 28, 29, 30, 31, 127))


def read_delimited(data: bytes) -> Sheet:
    """Return the one sheet of a CSV file, or of its cousins with semicolons, tabs or bars."""
    text, encoding = _decoded(data)
    notes = [] if encoding == "utf-8" else [f"The file's encoding was taken to be {encoding}."]
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    delimiter = _named_delimiter(text)
    if delimiter:
        text = "\n" + text.partition("\n")[2]  # Excel's "sep=;" takes the place of row 1
    delimiter = delimiter or _delimiter(text)
    if delimiter != ",":
        notes.append(f"The columns are separated by {'tabs' if delimiter == chr(9) else repr(delimiter)}.")
    rows = _rows(text, delimiter)
    check_size(rows, None)
    return Sheet(None, rows, notes)


def _decoded(data: bytes) -> tuple[str, str]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _clean(data.decode("utf-16", "replace")), "UTF-16"
    if data[1:400:2].count(0) > len(data[1:400:2]) // 3 and not data[0:400:2].count(0):
        return _clean(data.decode("utf-16-le", "replace")), "UTF-16"
    try:
        return _clean(data.decode("utf-8-sig")), "utf-8"
    except UnicodeDecodeError:
        # Five bytes mean nothing in cp1252; as Latin-1 they can still be told from text.
        decoded = data.removeprefix(b"\xef\xbb\xbf").decode("cp1252", "surrogateescape")
        return _clean(UNDEFINED.sub(lambda found: chr(ord(found[0]) - 0xDC00), decoded)), "Windows-1252"


def _clean(text: str) -> str:
    """Return the text, or raise where it is no text at all."""
    sample = text[:100_000]
    if sample.count("\x00") > 0 or sum(sample.count(each) for each in BINARY) > len(sample) // 200:
        raise UnreadableRegister("This is not a spreadsheet: send the register as CSV, XLSX or ODS.")
    return text.replace("\x00", "")


def _named_delimiter(text: str) -> str | None:
    line = text[:20].partition("\n")[0].strip().strip('"')
    return line[4:] if line.lower().startswith("sep=") and line[4:] in DELIMITERS else None


def _delimiter(text: str) -> str:
    """Return the delimiter that gives most rows the same number of columns, and the most of them."""

    def evenness(delimiter: str) -> int:
        try:
            widths = Counter(len(row) for row in islice(_reader(text, delimiter), SAMPLE_ROWS) if any(row))
        except csv.Error:
            return 0
        return max(((width - 1) * count for width, count in widths.items()), default=0)

    return max(DELIMITERS, key=evenness)


def _reader(text: str, delimiter: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)


def _rows(text: str, delimiter: str) -> list[Row]:
    rows: list[Row] = []
    cells = width = 0
    try:
        for row in _reader(text, delimiter):
            rows.append(row)
            cells += len(row)
            if len(rows) > MOST_ROWS + 1 or cells > MOST_CELLS:
                raise too_many_rows(None)
            width = max(width, len(row)) if len(rows) <= SAMPLE_ROWS else width
            _check_quotes(row, len(rows), delimiter, width)
    except csv.Error as error:
        raise UnreadableRegister(
            f"Row {len(rows) + 1} cannot be read: a quotation mark may be missing, or a cell has more than "
            f"{MOST_CHARACTERS:,} characters."
        ) from error
    return rows


def _check_quotes(row: Row, number: int, delimiter: str, width: int) -> None:
    """Raise where a quotation mark that is never closed has swallowed the rows below it."""
    for cell in row:
        if "\n" in cell and sum(line.count(delimiter) >= max(4, width - 2) for line in cell.split("\n")) > 1:
            raise UnreadableRegister(f"In row {number} a quotation mark is opened and not closed.")
