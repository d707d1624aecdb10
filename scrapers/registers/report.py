"""The report of an import as a CSV file: one line for each row of the register."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from typing import IO

from sqlalchemy.orm import Session

from registry.exports.cells import harmless
from registry.models import RegisterRow
from registry.queries.imports import rows_matching

COLUMNS = ("row", "status", "why", "problems", "as_written", "understood", "contract")


def write_report(session: Session, import_id: str, file: IO[str]) -> int:
    """Write what was understood of each row; return how many rows there are. No cell can run as a formula."""
    sheet = csv.writer(file)
    sheet.writerow(COLUMNS)
    count = 0
    for row in session.scalars(rows_matching(import_id).execution_options(yield_per=500)):
        sheet.writerow(map(harmless, _cells(row)))
        session.expunge(row)
        count += 1
    return count


def _cells(row: RegisterRow) -> Iterator[str]:
    yield str(row.number)
    yield row.status
    yield row.why or ""
    yield " ".join(f"{name}: {sentence}" for name, sentence in row.problems.items())
    yield "; ".join(f"{name}: {text}" for name, text in row.as_written.items())
    yield json.dumps(row.fields, ensure_ascii=False) if row.fields else ""
    yield row.contract_id or ""
