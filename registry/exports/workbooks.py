"""XLSX: one sheet, written a row at a time; text is text, whatever it begins with."""

import tempfile
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import IO, Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from registry.exports.cells import AS_TEXT
from registry.exports.columns import Export, Kind
from registry.exports.rows import Values

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_ROWS = 1_048_575
"""Beside the header: a sheet ends at row 1,048,576."""
_CHUNK = 64 * 1024
_LONGEST = 32_767
_OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "in_memory": False}


def workbook_chunks(export: Export, partitions: Iterable[list[Values]]) -> Iterator[bytes]:
    """Yield a workbook, which is written whole to a temporary file first: the format needs it."""
    with tempfile.TemporaryFile() as file:
        write_workbook(export, partitions, file)
        file.seek(0)
        while chunk := file.read(_CHUNK):
            yield chunk


def write_workbook(export: Export, partitions: Iterable[list[Values]], file: IO[bytes]) -> None:
    """Write a workbook to an open file. Text longer than a cell holds ends in `…`; what is unknown is empty."""
    with Workbook(file, _OPTIONS) as workbook:
        sheet = workbook.add_worksheet(export.name)
        sheet.freeze_panes(1, 0)
        bold = workbook.add_format({"bold": True})
        for column, name in enumerate(export.names):
            sheet.write_string(0, column, name, bold)
        writers = _writers(workbook, sheet)
        by_column = [writers.get(kind, writers[Kind.text]) for kind in export.kinds]
        texts = [AS_TEXT[kind] for kind in export.kinds]
        for row, values in enumerate(chain.from_iterable(partitions), 1):
            for column, value in enumerate(values):
                if value is not None:
                    by_column[column](row, column, value, texts[column])


Writer = Callable[[int, int, Any, Callable[[Any], str]], None]


def _writers(workbook: Workbook, sheet: Worksheet) -> dict[Kind, Writer]:
    """Return how values are written that spreadsheets know as such; all others are written as text."""
    days: Format = workbook.add_format({"num_format": "yyyy-mm-dd"})
    amounts: Format = workbook.add_format({"num_format": "0.00"})

    def text(row: int, column: int, value: Any, as_text: Callable[[Any], str]) -> None:
        written = as_text(value)
        sheet.write_string(row, column, written if len(written) <= _LONGEST else f"{written[: _LONGEST - 1]}…")

    return {
        Kind.text: text,
        Kind.day: lambda row, column, value, _: sheet.write_datetime(row, column, value, days),
        Kind.money: lambda row, column, value, _: sheet.write_number(row, column, value / 100, amounts),
        Kind.number: lambda row, column, value, _: sheet.write_number(row, column, value),
        Kind.yes_no: lambda row, column, value, _: sheet.write_boolean(row, column, value),
    }
