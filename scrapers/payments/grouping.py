"""Rows put together to payments: councils write a line for each budget that a payment is booked to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from scrapers.payments.matching import LEAST_DERIVED
from scrapers.payments.payment import Amount, MatchedBy, Outcome, Payment

MOST_OF_ONE = 5000
"""Payments under one contract in one file: more say that a column was taken for what it is not."""
TOO_SMALL = "it names no contract, and is less than £30,000"
TOO_MANY = f"the file has more than {MOST_OF_ONE:,} payments under its contract: name the columns, or send it in parts"
NOTHING = "its lines come to nothing"
Claims = dict[str, list[dict[str, Any]]]
"""By contract, payments as statements claim them."""
Line = tuple[Outcome, Payment]


def claims_of(outcomes: Iterable[Outcome], gss: str) -> Claims:
    """Return the payments that rows tell, by contract, and set what became of each row.

    Rows of one contract, number and day are one payment. One that was only matched by its payee must come to
    £30,000.
    """
    lines: defaultdict[tuple[str, ...], list[Line]] = defaultdict(list)
    for each in outcomes:
        if each.payment and each.contract_id:
            told = each.payment.id or f"row {each.number}"
            lines[each.contract_id, each.payment.paid_on, told].append((each, each.payment))
    claims: Claims = {}
    for (contract_id, *_), of in sorted(lines.items()):
        said, total = claims.setdefault(contract_id, []), _sum([payment.amount for _, payment in of])
        why = _why_not(of, total, len(said))
        if why is None:
            said.append(_claim(of, total, gss))
        for each, _ in of:
            if why is None:
                each.status = "attached"
            else:
                each.why, each.contract_id, each.matched_by = why, None, None
    return {contract_id: said for contract_id, said in claims.items() if said}


def _why_not(of: Sequence[Line], total: Amount, count: int) -> str | None:
    if not total.pence:
        return NOTHING
    if _matched_by(of) == "supplier" and total.most < LEAST_DERIVED:
        return TOO_SMALL
    return TOO_MANY if count == MOST_OF_ONE else None


def _claim(of: Sequence[Line], total: Amount, gss: str) -> dict[str, Any]:
    payment = of[0][1]
    value = {"pence": total.pence, "with_vat_pence": total.with_vat_pence, "vat": total.vat, "currency": "GBP"}
    claim = {"paid_on": payment.paid_on, "value": value, "authority": gss, "matched_by": _matched_by(of)}
    return claim | ({"id": payment.id} if payment.id else {})


def _matched_by(of: Sequence[Line]) -> MatchedBy:
    return next((each.matched_by for each, _ in of if each.matched_by and each.matched_by != "supplier"), "supplier")


def _sum(amounts: Sequence[Amount]) -> Amount:
    bases = {each.vat for each in amounts}
    full = [each.with_vat_pence for each in amounts]
    return Amount(
        sum(each.pence for each in amounts),
        bases.pop() if len(bases) == 1 else "unknown",
        None if None in full else sum(each for each in full if each is not None),
    )
