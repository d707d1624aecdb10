"""Rows as they are kept: beside those about the same contract, which may contradict them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from scrapers.registers.claims import MOST_REFERENCE, contradictions
from scrapers.registers.register import RegisterRow

LISTED = 10
"""Row numbers named in a sentence."""
TOO_LONG = f"It is longer than {MOST_REFERENCE} characters, and is left out."


def kept_rows(rows: Sequence[RegisterRow], contract_of: Mapping[int, str]) -> Iterator[dict[str, Any]]:
    """Yield the columns of each row that is kept; `contract_of` is the contract of each row by its number.

    What rows about one contract contradict each other on is left out of its claims, and each of them says so.
    """
    contradicted = _contradicted(rows, contract_of)
    for row in rows:
        contract_id = contract_of.get(row.number)
        problems, more = dict(row.problems), _more_problems(row, contradicted.get(contract_id or "", {}))
        for name, sentence in more.items():
            problems[name] = f"{problems[name]} {sentence}" if name in problems else sentence
        yield {
            "number": row.number,
            "status": "partly" if more and row.status == "understood" else row.status,
            "why": row.why,
            "fields": dict(row.fields),
            "as_written": dict(row.as_written),
            "problems": problems,
            "raw": dict(row.raw),
            "contract_id": contract_id,
        }


def _contradicted(rows: Sequence[RegisterRow], contract_of: Mapping[int, str]) -> dict[str, dict[str, str]]:
    """Return by contract the fields on which its rows contradict each other, each with a sentence."""
    together: dict[str, list[RegisterRow]] = defaultdict(list)
    for row in rows:
        if row.number in contract_of:
            together[contract_of[row.number]].append(row)
    return {
        contract_id: {name: _differing([each.number for each in of if name in each.fields]) for name in names}
        for contract_id, of in together.items()
        if len(of) > 1 and (names := contradictions([each.fields for each in of]))
    }


def _more_problems(row: RegisterRow, contradicted: Mapping[str, str]) -> dict[str, str]:
    more = {name: sentence for name, sentence in contradicted.items() if name in row.fields}
    if len(row.fields.get("reference", "")) > MOST_REFERENCE:
        more["reference"] = TOO_LONG
    return more


def _differing(numbers: Sequence[int]) -> str:
    shown = ", ".join(map(str, numbers[:LISTED]))
    rows = f"{shown} and {len(numbers) - LISTED} more" if len(numbers) > LISTED else shown
    return f"Rows {rows} are about one contract and differ here: none of them was taken."
