"""Registers in workbooks: XLSX and ODS, checked before they are opened."""

from __future__ import annotations

import io

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from scrapers.registers.archives import Archive
from scrapers.registers.exceptions import UnreadableRegister
from scrapers.registers.ods_parts import scan_ods
from scrapers.registers.sheets import MOST_CELLS, MOST_COLUMNS, Sheet, check_size
from scrapers.registers.workbook_parts import Extent
from scrapers.registers.xlsx_parts import scan_xlsx_sheet, shared_string_lengths, xlsx_sheets

OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
DAMAGED = "The file is damaged, or is not a spreadsheet: send the register as CSV, XLSX or ODS."


def refuse_old_office(data: bytes) -> None:
    """Raise for the container of encrypted workbooks and of XLS, which is neither a zip file nor text."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise UnreadableRegister("The file is protected with a password. Save it without one.")
    raise UnreadableRegister("The file is in the format of Excel before 2007. Save it as XLSX or CSV.")


def read_workbook(data: bytes) -> tuple[list[Sheet], list[str]]:
    """Return the sheets that people see, and notes on those that they do not."""
    archive = Archive(data)
    extents = _extents(archive)
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            tables = [each for each in book.sheets_metadata if each.typ is SheetTypeEnum.WorkSheet]
            shown = [each.name for each in tables if each.visible is SheetVisibleEnum.Visible]
            named = shown or [each.name for each in tables]
            hidden = [each.name for each in tables if each.name not in named]
            sheets = [_sheet(book, extents[name]) for name in named if name in extents]
    except (CalamineError, ValueError, OSError) as error:
        raise UnreadableRegister(DAMAGED) from error
    return sheets, [f"The hidden sheet {name!r} was not read." for name in hidden]


def _extents(archive: Archive) -> dict[str, Extent]:
    if "xl/workbook.xml" not in archive.names:
        return {each.name: each for each in scan_ods(archive)}
    lengths = shared_string_lengths(archive)
    scanned = (
        scan_xlsx_sheet(archive, name, part, lengths) for name, part in xlsx_sheets(archive) if part in archive.names
    )
    return {each.name: each for each in scanned}


def _sheet(book: CalamineWorkbook, extent: Extent) -> Sheet:
    rows = book.get_sheet_by_name(extent.name).to_python(skip_empty_area=False)
    check_size(rows, extent.name)
    sheet = Sheet(extent.name, rows, formula=extent.formula)
    _fill_merged(sheet, extent)
    return sheet


def _fill_merged(sheet: Sheet, extent: Extent) -> None:
    """Write the value of merged cells into every one of them: it stands beside every row, or over every column."""
    filled = area = 0
    for top, left, bottom, right in extent.merges:
        if top > len(sheet.rows) or left > len(sheet.rows[top - 1]):
            continue
        area += (min(bottom, len(sheet.rows)) - top + 1) * (min(right, MOST_COLUMNS) - left + 1)
        if area > MOST_CELLS:
            raise UnreadableRegister(f"The sheet {sheet.name!r} has merged cells without end.")
        value = sheet.rows[top - 1][left - 1]
        for row in sheet.rows[top - 1 : bottom]:
            for column in range(left - 1, min(right, len(row))):
                filled += row[column] == "" and value != ""
                row[column] = value if row[column] == "" else row[column]
    if filled:
        sheet.notes.append(f"{filled} cells were filled from the merged cells that they belong to.")
