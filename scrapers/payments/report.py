"""What became of each row of a payments file, for the person who sent it. No payee is named: the row's number tells."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from decimal import Decimal
from typing import IO, Any

from registry.exports.cells import harmless
from scrapers.payments.payment import Outcome

COLUMNS = ("row", "status", "why", "contract", "matched_by", "paid_on", "amount", "vat", "transaction")


def row_told(outcome: Outcome) -> dict[str, Any]:
    """Return a row as the report has it, by `COLUMNS`."""
    payment = outcome.payment
    told = {
        "row": outcome.number,
        "status": outcome.status,
        "why": outcome.why,
        "contract": outcome.contract_id,
        "matched_by": outcome.matched_by,
    }
    return told | {
        "paid_on": payment.paid_on if payment else None,
        "amount": f"{Decimal(payment.amount.pence) / 100:.2f}" if payment else None,
        "vat": payment.amount.vat if payment else None,
        "transaction": (payment.id or None) if payment else None,
    }


def write_report(outcomes: Iterable[Outcome], file: IO[str]) -> int:
    """Write the report as CSV; return how many rows there are. No cell can run as a formula."""
    sheet = csv.writer(file)
    sheet.writerow(COLUMNS)
    count = 0
    for each in outcomes:
        sheet.writerow(harmless("" if cell is None else str(cell)) for cell in row_told(each).values())
        count += 1
    return count
