"""References by which an advert and national notices name one procurement."""

from __future__ import annotations

import re

from registry.doors.references import DN

_LEAST = 5
LONGEST = 300


def tidy(reference: str) -> str:
    """Return a reference as it is kept: ProContract's numbers without a space, others as written."""
    plain = " ".join(reference.split())[:LONGEST]
    found = DN.fullmatch(plain)
    return f"DN{found[1]}" if found else plain


def key(reference: str) -> str:
    """Return a reference as references are compared."""
    return tidy(reference).casefold()


def names(reference: str, tender_id: str) -> bool:
    """Whether a notice's tender id names the same, both given as `key` makes them: it is it, or has it as a part.

    "dn752554" is in "wirlc001-dn752554-57115035", and "tender_396028" in "tender_396028/1304810". A part counts only
    where it has a letter and a digit and is long enough to be no accident.
    """
    if not reference or reference not in tender_id:
        return False
    if reference == tender_id:
        return True
    is_telling = len(reference) >= _LEAST and any(map(str.isalpha, reference)) and any(map(str.isdigit, reference))
    return is_telling and re.search(rf"(?<![^\W_]){re.escape(reference)}(?![^\W_])", tender_id) is not None
