"""Amounts as registers write them, in pence."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from registry.ocds.shapes import MOST_PENCE
from scrapers.registers.cells import UNKNOWN, Reading, is_placeholder, not_understood, text_of

LONGEST = 100
VAT = re.compile(
    r"[(\[]?\s*(?:(?P<without>(?:plus|\+|ex(?:cl(?:uding|\.)?|c\.?)?|exclusive of|net of|no|before)\s*vat"
    r"|vat (?:excluded|exclusive))"
    r"|(?P<within>(?:inc(?:l(?:uding|\.)?|\.)?|inclusive of|gross of|with)\s*vat|vat (?:included|inclusive)))\s*[)\]]?",
    re.IGNORECASE,
)
YEARLY = re.compile(
    r"[(\[]?\s*(?:(?:\b|(?<=\d))p\.?\s?a\b\.?|\bper (?:annum|year|yr)\b|\bannum\b|/\s?(?:yr|year|annum)\b"
    r"|\bannual(?:ly)?\b)\s*[)\]]?",
    re.IGNORECASE,
)
ABOUT = re.compile(
    r"^(?:approx(?:imately|\.)?|circa|c\.?(?=\s?£)|est(?:imated|\.)?|~)\s*|\s*\((?:approx\.?|est(?:\.|imated)?)\)$",
    re.IGNORECASE,
)
# A pound sign that an export lost: cp850's byte read as cp1252 or Latin-1, or a replacement character.
LOST_POUND = re.compile(r"^([-(]?\s*)[œ\x9c\ufffd?ú#](?=\s*\d)")
FOREIGN = re.compile(r"[€$¥]|\b(?:eur(?:os?)?|usd|dollars?|aud|cad|chf|nok|sek|dkk)\b", re.IGNORECASE)
SCALES = {
    "": 1,
    "k": 10**3,
    "thousand": 10**3,
    "m": 10**6,
    "mn": 10**6,
    "mil": 10**6,
    "million": 10**6,
    "bn": 10**9,
    "billion": 10**9,
}
AMOUNT = re.compile(
    r"(?P<open>\()?\s*(?P<sign>[-−–])?\s*(?:£|gbp)?\s*(?P<sign2>[-−–])?\s*(?P<number>\d[\d,. ]*|\.\d+)\s*"
    r"(?P<scale>k|thousand|mn?|mil|million|bn|billion)?\s*(?:£|gbp)?\s*(?P<close>\))?\s*(?P<credit>cr|-)?",
    re.IGNORECASE,
)
PLAIN = re.compile(r"\d+(?:\.\d*)?|\.\d+|\d{1,3}(?:,\d{3})+(?:\.\d*)?|\d{1,3}(?: \d{3})+(?:\.\d*)?")
CONTINENTAL = re.compile(r"\d{1,3}(?:\.\d{3})+,\d{2}")
MAYBE_THOUSANDS = re.compile(r"[1-9]\d{0,2}\.\d{3}")
RANGE = re.compile(r"\d.*(?:\bto\b|-|–|\bor\b|&|/|\band\b).*\d", re.IGNORECASE)


def read_money(cell: object) -> Reading:
    """Return the pence of a cell; beside them the VAT wording, and whether the amount is a year's."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _pence(Decimal(repr(cell)))
    written = " ".join(text_of(cell).split())
    if is_placeholder(written):
        return UNKNOWN
    if len(written) > LONGEST:
        return not_understood("it is too long for an amount")
    text, aside = _without_wording(written)
    if FOREIGN.search(text):
        return Reading(problem="it is not in pounds; give the amount in pounds", aside=(("currency", _currency(text)),))
    found = AMOUNT.fullmatch(LOST_POUND.sub(r"\1£", text).strip())
    if found is None or bool(found["open"]) != bool(found["close"]):
        return not_understood(_why_not(text))
    number = _number(found["number"].strip(), scaled=bool(found["scale"]))
    if isinstance(number, str):
        return not_understood(number)
    negative = any(found[each] for each in ("open", "sign", "sign2", "credit"))
    amount = number * SCALES[(found["scale"] or "").lower()] * (-1 if negative else 1)
    reading = _pence(amount)
    odd = text != written or bool(found["scale"]) or negative or CONTINENTAL.fullmatch(found["number"].strip())
    return Reading(reading.value, reading.problem, interpreted=bool(odd), aside=aside)


def _without_wording(text: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    aside: list[tuple[str, str]] = []
    vat = VAT.search(text)
    if vat:
        aside.append(("vat", "excluded" if vat["without"] else "included"))
        text = VAT.sub(" ", text, count=1)
    if YEARLY.search(text):
        aside.append(("per", "year"))
        text = YEARLY.sub(" ", text, count=1)
    return ABOUT.sub("", " ".join(text.split())).strip(" ;*"), tuple(aside)


def _number(written: str, *, scaled: bool) -> Decimal | str:
    """Return the number, or why it has none: a comma or point out of place may be a slip of a thousandfold."""
    if MAYBE_THOUSANDS.fullmatch(written) and not scaled:
        return "the point may stand before thousands or before pence; write it as 1234.50"
    if CONTINENTAL.fullmatch(written):
        return Decimal(written.replace(".", "").replace(",", "."))
    if not PLAIN.fullmatch(written):
        return "its commas or points are out of place; write it as 1234.50"
    return Decimal(written.replace(",", "").replace(" ", ""))


def _pence(pounds: Decimal) -> Reading:
    try:
        pence = int((pounds * 100).quantize(Decimal(1), ROUND_HALF_UP))
    except (InvalidOperation, ValueError, OverflowError):
        return not_understood("it is not an amount")
    return Reading(pence) if abs(pence) < MOST_PENCE else not_understood("it is more than any contract is worth")


def _currency(text: str) -> str | None:
    euro = "€" in text or re.search(r"\beur", text, re.IGNORECASE)
    code = re.search(r"\b(usd|aud|cad|chf|nok|sek|dkk)\b", text, re.IGNORECASE)
    return "EUR" if euro else code[1].upper() if code else None


def _why_not(text: str) -> str:
    if not any(map(str.isdigit, text)):
        return "there is no amount in it; write a number of pounds"
    if RANGE.search(text):
        return "it is more than one amount; write one number of pounds"
    return "it is not an amount that can be read; write a number of pounds"
