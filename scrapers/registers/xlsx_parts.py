"""What the XML of an XLSX workbook holds, seen before it is opened: see `workbook_parts`."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from scrapers.registers.archives import Archive
from scrapers.registers.exceptions import UnreadableRegister
from scrapers.registers.sheets import MOST_CHARACTERS, MOST_ROWS
from scrapers.registers.workbook_parts import (
    MOST_SHEETS,
    MOST_TEXT,
    Attributes,
    Extent,
    attributes_of,
    letters,
    local,
    parse,
)


def xlsx_sheets(archive: Archive) -> Iterator[tuple[str, str]]:
    """Yield the name and the part of each sheet of an XLSX workbook."""
    targets: dict[str, str] = {}
    sheets: list[tuple[str, str]] = []

    def relation(_: str, attributes: Attributes) -> None:
        if "Id" in attributes:
            targets[attributes["Id"]] = posixpath.normpath(posixpath.join("/xl", attributes.get("Target", "")))

    def sheet(name: str, attributes: Attributes) -> None:
        if local(name) == "sheet":
            each = attributes_of(attributes)
            sheets.append((each.get("name", ""), each.get("id", "")))

    if "xl/workbook.xml" not in archive.names or "xl/_rels/workbook.xml.rels" not in archive.names:
        raise UnreadableRegister("This is not a spreadsheet: send the register as CSV, XLSX or ODS.")
    parse(archive, "xl/_rels/workbook.xml.rels", relation)
    parse(archive, "xl/workbook.xml", sheet)
    if len(sheets) > MOST_SHEETS:
        raise UnreadableRegister(f"The workbook has more than {MOST_SHEETS} sheets.")
    yield from ((name, targets.get(key, "").lstrip("/")) for name, key in sheets)


def shared_string_lengths(archive: Archive) -> list[int]:
    """Return the length of each of an XLSX workbook's shared texts."""
    lengths: list[int] = []

    def start(name: str, _: Attributes) -> None:
        if local(name) == "si":
            lengths.append(0)

    def text(piece: str) -> None:
        if lengths:
            lengths[-1] += len(piece)

    if "xl/sharedStrings.xml" in archive.names:
        parse(archive, "xl/sharedStrings.xml", start, None, text)
    if max(lengths, default=0) > MOST_CHARACTERS:
        raise UnreadableRegister(f"The workbook has a cell of more than {MOST_CHARACTERS:,} characters.")
    return lengths


class _XlsxScan:
    """Walks the XML of one sheet: rows, cells, their values."""

    def __init__(self, name: str, lengths: list[int]) -> None:
        self.extent, self.lengths = Extent(name), lengths
        self.row = self.column = self.text = 0
        self.shared = self.reading = False
        self.key = self.row_digits = ""
        self.columns: dict[str, int] = {}

    def start(self, name: str, attributes: Attributes) -> None:
        name = name if ":" not in name else local(name)
        if self.key:
            self._count_shared()
        if name == "c":
            self._cell(attributes)
        elif name in ("v", "is", "f"):
            if self.row > self.extent.rows or self.column > self.extent.columns:
                self.extent.reach(self.row, self.column)
            self.reading = self.shared and name == "v"
            if name == "f" and self.extent.formula is None:
                self.extent.formula = f"{letters(self.column)}{self.row}"
        elif name == "row":
            self.row, self.row_digits = _number(attributes.get("r")) or self.row + 1, ""
            self.column = 0
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))

    def characters(self, text: str) -> None:
        if self.reading:
            self.key += text

    def _count_shared(self) -> None:
        """Add the length of the shared text that the last cell named by its number."""
        index = _number(self.key.strip())
        self.text += self.lengths[index] if index is not None and index < len(self.lengths) else 0
        self.key = ""
        if self.text > MOST_TEXT:
            raise UnreadableRegister(f"The sheet {self.extent.name!r} holds more text than a register does.")

    def _cell(self, attributes: Attributes) -> None:
        address = attributes.get("r")
        self.shared = attributes.get("t") == "s"
        if address is None:
            self.column += 1
            return
        name = address.rstrip("0123456789")
        digits = address[len(name) :]
        if digits != self.row_digits:
            self.row, self.row_digits = _number(digits) or self.row, digits
        known = self.columns.get(name)
        if known is None:
            known = self.columns[name] = _column(name)
        self.column = known

    def _merge(self, reference: str) -> None:
        first, _, last = reference.replace("$", "").partition(":")
        corners = [(_number(each.lstrip(_LETTERS)), _column(each.rstrip("0123456789"))) for each in (first, last)]
        (top, left), (bottom, right) = corners
        if top and bottom and len(self.extent.merges) < MOST_ROWS:
            self.extent.merges.append((top, left, bottom, right))


_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


def scan_xlsx_sheet(archive: Archive, name: str, part: str, lengths: list[int]) -> Extent:
    """Return how far a sheet of an XLSX workbook reaches."""
    scan = _XlsxScan(name, lengths)
    parse(archive, part, scan.start, None, scan.characters)
    return scan.extent


def _number(digits: str | None) -> int | None:
    return int(digits) if digits and digits.isascii() and digits.isdigit() and len(digits) < 10 else None


def _column(name: str) -> int:
    number = 0
    for letter in name.upper()[:4]:
        number = number * 26 + ord(letter) - 64
    return number if 0 < number < 20_000 else 20_000
