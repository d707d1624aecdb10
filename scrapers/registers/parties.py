"""Who a row buys from: several cells that speak of one supplier, or of several."""

from __future__ import annotations

import re
from typing import Any

from scrapers.registers.cells import is_placeholder
from scrapers.registers.company_numbers import is_unissued
from scrapers.registers.drafts import Cells, Draft
from scrapers.registers.suppliers import read_suppliers

UNISSUED = "Companies House has not given out a company number that high: is it another number?"


def put_suppliers(draft: Draft, cells: Cells) -> None:
    """Put the names with their company numbers."""
    name_cell, number_cell = (
        "; ".join(text for _, _, text in cells.get(name, [])) for name in ("supplier", "company_number")
    )
    found = read_suppliers(name_cell, number_cell)
    if found.listed:
        draft.fields["suppliers"] = found.listed
    if found.name_note:
        draft.write("suppliers", name_cell)
        draft.warn("suppliers", f"{found.name_note}.")
    if found.charity:
        draft.fields["registration_charity"] = found.charity
    if any(is_unissued(each["company_number"] or "") for each in found.listed):
        draft.warn("suppliers", UNISSUED)
    if found.number_problem:
        draft.fail("suppliers", number_cell, found.number_problem)
    elif number_cell and not is_placeholder(number_cell):
        numbers = [each["company_number"] for each in found.listed]
        if found.number_interpreted or not any(numbers):
            draft.write("suppliers", number_cell)


def put_kinds(draft: Draft, cells: Cells) -> None:
    """Put what a column for both says of small firms and of charities."""
    for _, reading, text in cells.get("sme_vcse", []):
        if isinstance(reading.value, dict):
            said: dict[str, Any] = reading.value
            for name, value in said.items():
                draft.fields.setdefault(name, value)
            if not re.fullmatch(r"(?i)sme|vcse|yes|no|y|n", text):
                draft.write("sme", text)
        else:
            draft.keep("sme", reading, text)
