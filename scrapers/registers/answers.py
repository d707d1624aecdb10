"""Short answers of a register: months, counts, yes or no, kinds of agreement, codes."""

from __future__ import annotations

import re

from scrapers.registers.cells import UNKNOWN, Reading, is_placeholder, not_understood, text_of
from scrapers.registers.dates import open_ended

MOST_MONTHS = 1500
LONGEST = 200
WORDS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "ten": 10, "twelve": 12}
MONTHS = re.compile(
    rf"(?P<number>\d+(?:\.\d+)?|{'|'.join(WORDS)})\s*(?:\(\w+\)\s*)?(?P<unit>months?|mths?|m|years?|yrs?|y)?\.?",
    re.IGNORECASE,
)
YES = frozenset({"yes", "y", "true", "1", "t", "taken", "used"})
NO = frozenset({"no", "n", "false", "0", "f", "noo", "not taken", "none", "nil"})
CPV = re.compile(r"\b(\d{8})(?:-\d)?\b")


def read_months(cell: object) -> Reading:
    """Return a whole number of months; years are told by their word."""
    text = text_of(cell).strip()
    if is_placeholder(text) or open_ended(text[:LONGEST]):
        return UNKNOWN
    found = MONTHS.fullmatch(text) if len(text) < LONGEST else None
    if not found:
        return not_understood("it is not a number of months")
    number = float(WORDS.get(found["number"].lower(), 0) or found["number"])
    in_years = (found["unit"] or "").lower().startswith("y")
    months = number * 12 if in_years else number
    if months != int(months):
        return not_understood("it is not a whole number of months")
    if months > MOST_MONTHS:
        return not_understood("it is longer than any contract")
    return Reading(int(months), interpreted=in_years)


def read_count(cell: object) -> Reading:
    """Return a small whole number."""
    text = text_of(cell).strip()
    if is_placeholder(text):
        return UNKNOWN
    found = re.fullmatch(r"(\d{1,2})(?:\.0)?", text)
    number = int(found[1]) if found else WORDS.get(text.casefold())
    return not_understood("it is not a number") if number is None else Reading(number)


def read_flag(cell: object) -> Reading:
    """Return True for a yes and False for a no."""
    text = text_of(cell).strip()
    if is_placeholder(text) and text.casefold() not in NO:
        return UNKNOWN
    folded = text.casefold().removesuffix(".0").rstrip(".")
    for words, value in ((YES, True), (NO, False)):
        if folded in words:
            return Reading(value)
    found = re.match(r"(yes|no)\s*[-–(:,]", folded)
    if found:
        return Reading(found[1] == "yes", interpreted=True)
    return not_understood("it is neither yes nor no")


def read_sme_vcse(cell: object) -> Reading:
    """Return what a column for both says: {"sme": bool, "vcse": bool}, as far as it says."""
    text = " ".join(text_of(cell).casefold().split())[:LONGEST]
    if is_placeholder(text) and text not in NO:
        return UNKNOWN
    plain = read_flag(text)
    if plain.value is False or re.fullmatch(r"neither|large|not? (?:an? )?sme(?: or vcse)?", text):
        return Reading({"sme": False} if "large" in text or "sme" in text else {"sme": False, "vcse": False})
    sme = re.search(r"\bsmes?\b|small|medium|micro", text) is not None
    vcse = re.search(r"\bvcs(?:e|fe?)?\b|voluntary|charit|community|social enterprise", text) is not None
    if (sme or vcse) and not re.search(r"\bnot?\b|\bnon\b", text):
        return Reading({name: True for name, said in (("sme", sme), ("vcse", vcse)) if said})
    return not_understood("whether it means a small firm, a charity or both is not said")


def read_agreement(text: str, *, from_process: bool) -> str | None:
    """Return "contract", "framework" or "call_off" where the words say so; a process says only call-offs."""
    folded = text.casefold()
    if re.search(r"call[\s-]?off", folded):
        return "call_off"
    if from_process:
        return None
    if "framework" in folded:
        return "framework" if not re.search(r"\bunder\b|\bvia\b|\bfrom\b|\bnot\b|\bcontract\b", folded) else None
    return (
        "contract"
        if re.fullmatch(r"(?:single|multiple award |single award |one[\s-]off )?\s*contracts?", folded.strip())
        else None
    )


def read_cpv(cell: object) -> Reading:
    """Return the codes of eight digits of a cell."""
    text = text_of(cell)
    if is_placeholder(text):
        return UNKNOWN
    codes = list(dict.fromkeys(CPV.findall(text)))
    if not codes and re.fullmatch(r"\s*\d{7}(?:-\d)?\s*", text):
        return Reading(["0" + text.strip()[:7]], interpreted=True)  # a spreadsheet took 09000000 for a number
    return Reading(codes) if codes else not_understood("it has no CPV code of eight digits")


def read_charity(cell: object) -> Reading:
    """Return a charity's number, as text."""
    text = " ".join(text_of(cell).split())
    if is_placeholder(text) or not any(map(str.isdigit, text)):
        return UNKNOWN
    found = re.fullmatch(r"(?:[A-Za-z .:]{0,30}?)((?:SC|NIC)?\s?\d{5,7}(?:-\d{1,2})?)", text[:LONGEST])
    return Reading(found[1].replace(" ", "")) if found else not_understood("it is not a charity's number")
