"""Payees that are not kept: those that a council left out itself, and persons."""

from __future__ import annotations

import re

from scrapers.registers.suppliers import is_company

WITHHELD = re.compile(r"\bredact|\bwith?held\b|\bpersonal (?:data|information|payment)|\bgdpr\b", re.IGNORECASE)
PRIVATE = re.compile(
    r"\b(?:individuals?|private (?:person|individual|landlord)s?|foster (?:care|carer|payment)s?|direct payments?"
    r"|not disclosed|confidential|employees?|data protection|anonymi[sz]ed|sole traders?|named person)\b",
    re.IGNORECASE,
)
TITLED = re.compile(
    r"^(?:mr|mrs|ms|miss|mx|dr|prof|professor|rev|reverend|sir|dame|cllr|councillor|(?:the )?estate of|executors? of)"
    r"\b[.\s]|[,\s](?:mr|mrs|ms|miss|mx)\.?$",
    re.IGNORECASE,
)


def why_dropped(payee: str) -> str | None:
    """Return why a payment to this payee is not looked at further; None when it may be one to a company."""
    if WITHHELD.search(payee):
        return "its payee is redacted"
    if not is_company(payee) and (PRIVATE.search(payee) or TITLED.search(payee.strip())):
        return "its payee is a person"
    return None
