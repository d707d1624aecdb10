"""What the XML of an ODS workbook holds, seen before it is opened: see `workbook_parts`."""

from __future__ import annotations

from scrapers.registers.archives import Archive
from scrapers.registers.exceptions import UnreadableRegister
from scrapers.registers.sheets import MOST_CHARACTERS
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

TOO_MANY = 10**9
"""What a number of repeats that is none, or is too long to be one, stands for."""


class _OdsScan:
    """Walks content.xml: a row or cell may stand for thousands, and one without a value reaches nowhere."""

    def __init__(self) -> None:
        self.extents: list[Extent] = []
        self.row = self.row_repeat = self.column = self.repeat = self.length = self.text = 0
        self.in_cell = self.valued = False

    def start(self, name: str, attributes: Attributes) -> None:
        name = local(name)
        if name == "table":
            self._table(attributes)
        elif not self.extents:
            return
        elif name == "table-row":
            self.row += self.row_repeat
            self.row_repeat = _repeat(attributes_of(attributes), "number-rows-repeated") if attributes else 1
            self.column = self.repeat = 0
        elif name in ("table-cell", "covered-table-cell"):
            self._cell(attributes_of(attributes) if attributes else attributes)

    def end(self, name: str) -> None:
        if not self.in_cell or local(name) not in ("table-cell", "covered-table-cell"):
            return
        self.in_cell = False
        if self.valued or self.length:
            last = self.column + self.repeat
            self.extents[-1].reach(self.row + self.row_repeat, last)
            self.text += self.length * self.repeat * self.row_repeat
            if self.text > MOST_TEXT or self.length > MOST_CHARACTERS:
                raise UnreadableRegister(f"The sheet {self.extents[-1].name!r} holds more text than a register does.")

    def characters(self, text: str) -> None:
        if self.in_cell:
            self.length += len(text)

    def _table(self, attributes: Attributes) -> None:
        self.extents.append(Extent(attributes_of(attributes).get("name", "")))
        self.row = self.row_repeat = 0
        if len(self.extents) > MOST_SHEETS:
            raise UnreadableRegister(f"The workbook has more than {MOST_SHEETS} sheets.")

    def _cell(self, attributes: Attributes) -> None:
        self.column += self.repeat
        self.repeat = _repeat(attributes, "number-columns-repeated")
        self.in_cell, self.length = True, 0
        self.valued = "value-type" in attributes or "value" in attributes
        if len(attributes) < 2 and self.valued:  # its type and no more: nearly all of them
            return
        extent = self.extents[-1]
        if "formula" in attributes and extent.formula is None:
            extent.formula = f"{letters(self.column + 1)}{self.row + 1}"
        across, down = (_repeat(attributes, f"number-{each}-spanned") for each in ("columns", "rows"))
        if across > 1 or down > 1:
            extent.merges.append((self.row + 1, self.column + 1, self.row + down, self.column + across))


def _repeat(attributes: Attributes, name: str) -> int:
    value = attributes.get(name, "1")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 9 else TOO_MANY


def scan_ods(archive: Archive) -> list[Extent]:
    """Return how far each sheet of an ODS workbook reaches."""
    if "content.xml" not in archive.names:
        raise UnreadableRegister("This is not a spreadsheet: send the register as CSV, XLSX or ODS.")
    if b"encryption-data" in b"".join(archive.chunks("META-INF/manifest.xml")):
        raise UnreadableRegister("The file is protected with a password. Save it without one.")
    scan = _OdsScan()
    parse(archive, "content.xml", scan.start, scan.end, scan.characters)
    return scan.extents
