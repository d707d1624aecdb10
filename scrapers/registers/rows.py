"""One row of a register: every cell read by the role of its column, and the cells set against each other."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from scrapers.registers.answers import (
    read_agreement,
    read_charity,
    read_count,
    read_cpv,
    read_flag,
    read_months,
    read_sme_vcse,
)
from scrapers.registers.cells import UNKNOWN, Reading, is_placeholder, not_understood, text_of, without_contacts
from scrapers.registers.columns import Assigned
from scrapers.registers.dates import Order, read_date
from scrapers.registers.drafts import Cells, Draft
from scrapers.registers.headers import vat_of
from scrapers.registers.mojibake import repaired
from scrapers.registers.money import read_money
from scrapers.registers.options import ROLES, put_options
from scrapers.registers.parties import put_kinds, put_suppliers
from scrapers.registers.register import RegisterRow, Status
from scrapers.registers.sheets import Row
from scrapers.registers.skipping import why_skipped
from scrapers.registers.terms import check_order, put_end
from scrapers.registers.values import settle_values

READERS: dict[str, Callable[[object], Reading]] = {
    "money": read_money, "months": read_months, "count": read_count, "flag": read_flag, "cpv": read_cpv,
    "sme_vcse": read_sme_vcse, "charity": read_charity,
}  # fmt: skip
SWAPPED = "the spreadsheet may have swapped day and month, as it left later days of the column as text"
MOST_REMEMBERED = 20_000
TEXT_FIELDS = frozenset({
    "reference", "title", "description", "extension_text", "procedure", "framework", "proclass", "department",
    "status_text", "buyer",
})  # fmt: skip
NAMES = ("reference", "title", "description")


class RowReader:
    """Reads the rows of one sheet; remembers what it read, as columns say the same again and again."""

    def __init__(
        self,
        columns: Sequence[Assigned],
        raw_names: Sequence[str],
        orders: Mapping[int, Order],
        swapped: frozenset[int],
    ) -> None:
        self.columns, self.raw_names, self.orders, self.swapped = columns, raw_names, orders, swapped
        self.headers = [column.header for column in columns]
        self.names = [column.position for column in columns if column.role and column.role.name in NAMES]
        self.suppliers = [column.position for column in columns if column.role and column.role.name == "supplier"]
        self.given = {column.role.name for column in columns if column.role}
        self.vat = {column.position: vat_of(column.header) for column in columns}
        self.option_columns = [column for column in columns if column.role and column.role.name in ROLES]
        self.active = [
            column for column in columns if column.role and column.role.kind not in ("not_needed", "dropped")
        ]
        self.free = [_is_free(column) for column in columns]
        self.repairs = 0
        self._texts: dict[str, str] = {}
        self._readings: dict[tuple[int, type, object], Reading] = {}

    def read(self, number: int, row: Row) -> RegisterRow:
        """Return the row with what was understood of it."""
        texts = [self._text(cell) for cell in row]
        width = len(self.columns)
        loose = sum(map(bool, texts[width:]))
        texts += [""] * (width - len(texts))
        why = why_skipped(texts, self.headers, self.names, self.suppliers)
        for at, text in enumerate(texts[:width]):
            if text and (self.free[at] or "@" in text):
                texts[at] = without_contacts(text)
        raw = {name: texts[at] for at, name in enumerate(self.raw_names) if texts[at] and self.columns[at].kept}
        if why:
            return RegisterRow(number, "skipped", why, {}, {}, {}, raw)
        if loose:
            why = f"it has {width + loose} cells under {width} headers: a separator in a cell may lack quotation marks"
            return RegisterRow(number, "refused", why, {}, {}, {}, raw)
        draft = self._draft(self._cells(row, texts))
        if not any(draft.fields.get(name) for name in ("title", "suppliers", "reference")):
            why = "it has no title, no supplier and no reference"
            return RegisterRow(number, "refused", why, {}, draft.as_written, draft.problems, raw)
        status: Status = "partly" if draft.partly else "understood"
        return RegisterRow(number, status, None, draft.fields, draft.as_written, draft.problems, raw)

    def _text(self, cell: object) -> str:
        """Return the cell's text, repaired and trimmed; the same object for the same text."""
        text = cell if isinstance(cell, str) else text_of(cell)
        known = self._texts.get(text)
        if known is not None:
            return known
        tidy = text
        if not text.isascii():
            tidy = repaired(text)
            self.repairs += tidy != text
            tidy = tidy.replace("\xa0", " ").encode("utf-8", "ignore").decode()
        tidy = tidy.replace("\x00", "").strip()
        if len(text) < 100 and len(self._texts) < MOST_REMEMBERED:
            self._texts[text] = tidy
        return tidy

    def _cells(self, row: Row, texts: Sequence[str]) -> Cells:
        cells: Cells = {}
        for column in self.active:
            text = texts[column.position]
            if text and column.role:
                cell = row[column.position]
                reading = self._reading(column, text if isinstance(cell, str) else cell)
                cells.setdefault(column.role.name, []).append((column, reading, text))
        return cells

    def _reading(self, column: Assigned, cell: object) -> Reading:
        role = column.role
        if role is None or (role.kind != "date" and role.kind not in READERS):
            return UNKNOWN
        key = (column.position, cell.__class__, cell)
        known = self._readings.get(key)
        if known is not None:
            return known
        if role.kind == "date" and column.position in self.swapped and isinstance(cell, date):
            reading = not_understood(SWAPPED) if cell.day != cell.month else read_date(cell)
        elif role.kind == "date":
            reading = read_date(cell, self.orders.get(column.position, Order.day_first))
        else:
            reading = READERS[role.kind](cell)
        if len(self._readings) < MOST_REMEMBERED:
            self._readings[key] = reading
        return reading

    def _draft(self, cells: Cells) -> Draft:
        draft = Draft()
        for name in cells:
            if name in TEXT_FIELDS:
                _put_text(draft, name, [text for _, _, text in cells[name]])
        if "title" in self.given and "title" not in draft.fields:
            draft.partly = True
            draft.warn("title", "No title is given; write what is bought in a few words.")
        put_suppliers(draft, cells)
        for name in (
            "starts_on",
            "max_ends_on",
            "review_on",
            "term_months",
            "sme",
            "vcse",
            "registration_charity",
            "cpv",
        ):
            for _, reading, text in cells.get(name, []):
                draft.keep(name, reading, text)
        put_kinds(draft, cells)
        _put_agreement(draft, cells)
        settle_values(draft, cells, self.vat)
        put_end(draft, cells)
        put_options(draft, cells, self.option_columns)
        check_order(draft)
        return draft


def _is_free(column: Assigned) -> bool:
    """Tell whether a column holds words, among which persons may stray; references only look like telephone numbers."""
    role = column.role
    return role is None or (role.kind in ("text", "supplier", "not_needed") and role.name != "reference")


def _put_text(draft: Draft, name: str, texts: Sequence[str]) -> None:
    told = list(dict.fromkeys(text for text in texts if not is_placeholder(text)))
    if told:
        draft.fields[name] = " ".join(told) if name == "proclass" else "; ".join(told)


def _put_agreement(draft: Draft, cells: Cells) -> None:
    for name, from_process in (("agreement_type", False), ("procedure", True)):
        for _, _, text in cells.get(name, []):
            if is_placeholder(text):
                continue
            kind = read_agreement(text, from_process=from_process)
            if kind:
                draft.fields.setdefault("agreement", kind)
            elif not from_process:
                draft.write("agreement", text)
