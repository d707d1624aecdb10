"""What a row's contract is worth: whole life or a year, with or without VAT, in pounds or not."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from scrapers.registers.cells import is_placeholder
from scrapers.registers.drafts import Cells, Draft

POUNDS = re.compile(r"gbp|£|(?:pounds? )?sterling|pounds?(?: sterling)?|uk ?£?", re.IGNORECASE)
MONEY = ("value_pence", "annual_value_pence", "irrecoverable_vat_pence")
YEARLY_ONLY = "it is an amount for a year, in a column of whole values, and the row has another for a year"


def settle_values(draft: Draft, cells: Cells, vat_of_column: Mapping[int, str | None]) -> None:
    """Put the amounts of a row, in pence."""
    vat: str | None = None
    for name in MONEY:
        for column, reading, text in cells.get(name, []):
            aside = dict(reading.aside)
            if aside.get("currency"):
                draft.fields["currency"] = aside["currency"]
            if name == "irrecoverable_vat_pence":
                draft.keep(name, reading, text)
                continue
            vat = vat or aside.get("vat") or vat_of_column.get(column.position)
            yearly = name == "value_pence" and aside.get("per") == "year" and reading.value is not None
            if yearly and _has_yearly(cells):
                draft.fail(name, text, YEARLY_ONLY)
            elif yearly:
                draft.keep("annual_value_pence", replace(reading, interpreted=True), text)
                draft.write(name, text)
            else:
                draft.keep(name, reading, text)
    _put_vat(draft, cells, vat)
    _check_currency(draft, cells)
    for name in MONEY:
        if draft.fields.get(name, 0) < 0:
            draft.warn(name, "It is a negative amount: is it income, or a credit?")


def _has_yearly(cells: Cells) -> bool:
    return any(reading.value is not None or reading.problem for _, reading, _ in cells.get("annual_value_pence", []))


def _put_vat(draft: Draft, cells: Cells, vat: str | None) -> None:
    for _, _, text in cells.get("vat", []):
        if is_placeholder(text):
            continue
        found = re.match(r"\W*(?:(ex|net|plus|without)|(in|gross|with))", text, re.IGNORECASE)
        if found:
            vat = vat or ("excluded" if found[1] else "included")
        else:
            draft.fail("vat", text, 'write "excluded" or "included"')
    if "value_pence" in draft.fields or "annual_value_pence" in draft.fields:
        draft.fields["vat"] = vat or "unknown"


def _check_currency(draft: Draft, cells: Cells) -> None:
    for _, _, text in cells.get("currency", []):
        if is_placeholder(text) or POUNDS.fullmatch(text.strip()):
            continue
        draft.fields["currency"] = text.strip().upper()[:20]
        for name in MONEY:
            if draft.fields.pop(name, None) is not None:
                draft.fail(name, f"{cells[name][0][2]} {text}", "it is not in pounds; give the amount in pounds")
