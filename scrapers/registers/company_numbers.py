"""Company numbers as officers copy them, and the charity numbers that stray among them."""

from __future__ import annotations

import re

from registry.supplier_names import company_number
from scrapers.registers.cells import UNKNOWN, Reading, is_placeholder, not_understood, text_of

LATEST_NUMBER = 18_500_000
"""Companies House has not come to it yet: a higher number of eight digits is a slip."""

# "Supplier does not have company number", "Trust - Not Required", "Registered Charity".
NONE_HELD = re.compile(
    r"\b(?:not? ha(?:ve|s)|no (?:company|number|reg\w*)|none"
    r"|not (?:required|registered|applicable|known|found|a company|limited)"
    r"|various|multiple|see|sole|individual|partnership|charity|trust|school|council|authority|university|nhs|exempt"
    r"|unincorporated|self[\s-]?employed|overseas|public body|unknown|local government|academy|college|association)\b",
    re.IGNORECASE,
)
MORE_WORDS = r"(?:\W{0,3}(?:reg(?:istration|istered)?|no|number|num))*"
COMPANY_WORD = rf"(?:comp(?:any|anies house)?|companies house|crn|co|reg(?:istered)?|registration){MORE_WORDS}"
CHARITY_WORD = rf"(?:registered )?charit(?:y|ies)(?: commission)?{MORE_WORDS}"
NUMBER = r"(?:\b[a-z]{2}\s?)?\d{3,8}(?:R\b)?"
LABEL_FIRST = re.compile(rf"(?P<label>{CHARITY_WORD}|{COMPANY_WORD})\W{{0,4}}(?P<number>{NUMBER})", re.IGNORECASE)
NUMBER_FIRST = re.compile(rf"(?P<number>{NUMBER})\W{{0,3}}(?P<label>{CHARITY_WORD}|{COMPANY_WORD})", re.IGNORECASE)
SOCIETY = re.compile(r"\d{5}R")
"""A registered society: IP and its number at Companies House."""
CHARITY = re.compile(r"CHA\s?(\d{6,7})|(SC)O?(\d{6})")
COMPANY_NAME = re.compile(
    r"\b(?:ltd|limited|plc|llp|lp|cic|cyf|inc|company|co|group|holdings|services|solutions|uk|systems|consult\w*|software"
    r"|technolog\w+|partners|associates|engineering|construction|contractors?)\b\.?",
    re.IGNORECASE,
)
LEGAL_ENDING = re.compile(r"\b(?:ltd|limited|plc|llp|cyf|cyfyngedig)\b|\bp\.l\.c", re.IGNORECASE)
NEW_CHARITIES, OLD_CHARITIES = range(1_000_000, 1_230_000), range(200_000, 530_000)
"""The Charity Commission's own numbers, which read as a company's without its leading noughts."""


def read_company_number(cell: object, supplier: str = "") -> Reading:
    """Return the eight characters of the number; beside it a charity number, when the cell gives one.

    `supplier` is the name beside it: seven digits that may be a charity's are a company's only under a company's name.
    """
    text = " ".join(text_of(cell).split()).strip(" .,;'")
    if len(text) > 200:
        return not_understood("it is too long for a company number")
    if is_placeholder(text):
        return UNKNOWN
    if not any(map(str.isdigit, text)):
        return UNKNOWN if NONE_HELD.search(text) else not_understood("it is not a company number")
    charity = CHARITY.fullmatch(text.upper())
    if charity and charity[1]:
        return Reading(aside=(("registration_charity", charity[1]),), interpreted=True)
    return _single(text, supplier) or _labelled(text) or not_understood(_why_not(text))


def _single(text: str, supplier: str) -> Reading | None:
    bare = re.sub(r"\.0$", "", text)
    if SOCIETY.fullmatch(bare.upper()):
        return Reading("IP" + bare.upper(), interpreted=True)
    found = company_number("GB-COH", bare)
    if found is None:
        return None
    if bare.isdigit() and _like_a_charity(bare) and supplier and not COMPANY_NAME.search(supplier):
        return not_understood("it may be a charity's number; write a company's with all eight digits")
    return Reading(found)


def _labelled(text: str) -> Reading | None:
    """Read "550457 comp no 222377 charity" and "company: 01133776charity: 265249"."""
    pattern = NUMBER_FIRST if text[0].isdigit() else LABEL_FIRST
    found = {_kind(match["label"]): match["number"] for match in pattern.finditer(text)}
    digits_seen = sum(len(number) for number in found.values())
    if not found or digits_seen < sum(
        map(str.isalnum, re.sub(r"[a-z]{3,}|\bno\b|\bco\b", "", text, flags=re.IGNORECASE))
    ):
        return None  # it holds a number that no label explains
    company = company_number("GB-COH", found.get("company", ""))
    charity = found.get("charity")
    if company is None and charity is None:
        return None
    return Reading(company, interpreted=True, aside=(("registration_charity", charity),) if charity else ())


def _like_a_charity(digits: str) -> bool:
    return (len(digits) == 7 and int(digits) in NEW_CHARITIES) or (len(digits) == 6 and int(digits) in OLD_CHARITIES)


def is_unissued(number: str) -> bool:
    """Tell whether a number is higher than any that Companies House has given out."""
    return number.isdigit() and int(number) > LATEST_NUMBER


def _kind(label: str) -> str:
    return "charity" if "charit" in label.lower() else "company"


def _why_not(text: str) -> str:
    if re.fullmatch(r"GB\s?\d{9}(?:\d{3})?", text.upper()):
        return "it is a VAT number; a company number has eight characters"
    digits = re.sub(r"\s", "", text)
    if digits.isdigit() and len(digits) > 8:
        return "it has too many digits (a VAT or DUNS number?); a company number has eight characters"
    if digits.isdigit():
        return "it has too few digits; a company number has eight characters"
    return "it is not a company number, which has eight digits, or two letters and six digits"
