"""What a row says was paid: without VAT, with it, or on a basis that no header tells."""

from __future__ import annotations

from collections.abc import Mapping

from registry.doubts import MOST
from scrapers.payments.payment import Amount
from scrapers.registers.cells import is_placeholder, text_of
from scrapers.registers.headers import vat_of
from scrapers.registers.money import read_money

MONEY = ("net", "gross", "vat_amount", "amount")


def read_amount(cells: Mapping[str, object], headers: Mapping[str, str]) -> tuple[Amount | None, str]:
    """Return the amount of a row, or why there is none. Both are by the part that a column plays."""
    if why := _in_other_money(cells.get("currency")):
        return None, why
    pence: dict[str, int] = {}
    for name in MONEY:
        if name not in cells:
            continue
        reading = read_money(cells[name])
        if reading.problem and name != "vat_amount":
            return None, reading.problem
        if reading.value is not None:
            basis = vat_of(headers[name]) or dict(reading.aside).get("vat") if name == "amount" else None
            pence[{"excluded": "net", "included": "gross"}.get(str(basis), name)] = reading.value
    amount = _amount(pence)
    if amount is None:
        return None, "it is not given"
    if abs(amount.pence) > MOST["value"] or abs(amount.most) > MOST["value"]:
        return None, "it is more than an authority pays for anything"
    return (amount, "") if amount.pence else (None, "nothing was paid")


def _amount(pence: Mapping[str, int]) -> Amount | None:
    net, gross, vat = pence.get("net"), pence.get("gross"), pence.get("vat_amount")
    if net is not None:
        return Amount(net, "excluded", gross if gross is not None else net + vat if vat is not None else None)
    if gross is not None:
        return Amount(gross, "included")
    return Amount(pence["amount"], "unknown") if "amount" in pence else None


def _in_other_money(cell: object) -> str | None:
    text = text_of(cell).strip()
    if is_placeholder(text) or text.upper() in ("GBP", "£", "STERLING", "POUNDS", "UKP"):
        return None
    return "it is not in pounds"
