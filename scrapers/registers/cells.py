"""One cell of a register: its text, and what was understood of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

# Words that officers write where there is nothing to write: the value is unknown, and that is no mistake.
PLACEHOLDERS = frozenset({
    "", "n/a", "na", "n.a", "n.a.", "n\\a", "tbc", "t.b.c", "t.b.c.", "tba", "tbd", "unknown", "not known",
    "not yet known", "not applicable", "none", "nil", "null", "various", "various suppliers", "various providers",
    "multiple", "multiple suppliers", "see below", "see above", "various see below",
    "various see below/see supplier tab", "see supplier tab", "to be confirmed", "to be advised",
    "to be determined", "not available", "not provided", "not recorded", "not stated", "not required", "pending",
    "redacted", "withheld", "awaiting", "blank", "n/k", "nk", "#n/a",
})  # fmt: skip
LONGEST_PLACEHOLDER = 60
DASHES = re.compile(r"[\s\-–—_.?]+")
EMAIL = re.compile(r"(?<![\w.+'-])[\w.+'-]{1,64}\s?@\s?[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
# A company number has eight digits, a telephone number ten or eleven, mostly in groups or after a word for it.
TELEPHONE = re.compile(
    r"(?:\b(?:tel(?:ephone)?|phone|mob(?:ile)?|call)\b[^\d\n]{0,12}|\+44\s?|(?<![\w.,£-])(?=0\d{3,4}[ -]\d))"
    r"\(?0?\)?[\d][\d ()-]{7,14}\d(?![\d.,/])",
    re.IGNORECASE,
)
DIGITS = re.compile(r"\d[\d ()-]{7,}\d")
LEFT_OUT = "[contact left out]"


@dataclass(frozen=True, slots=True)
class Reading:
    """What one cell says: a value, or why there is none; neither when it says that nothing is known."""

    value: Any = None
    problem: str | None = None
    interpreted: bool = False
    """The value is not what is written to the letter, so the text is kept beside it."""
    aside: tuple[tuple[str, Any], ...] = ()
    """What the cell says of other fields, such as a charity number among company numbers."""


UNKNOWN = Reading()


def not_understood(why: str) -> Reading:
    """Return the reading of a cell from which nothing can be taken."""
    return Reading(problem=why)


def text_of(cell: object) -> str:
    """Return the text of a cell as people would write it: days in ISO form, whole numbers without a point."""
    if isinstance(cell, str):
        return cell
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "Yes" if cell else "No"
    if isinstance(cell, datetime):
        return cell.date().isoformat() if not (cell.hour or cell.minute or cell.second) else cell.isoformat(" ")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    return str(cell)


def is_placeholder(text: str) -> bool:
    """Tell whether the text says that nothing is known: "-", "TBC", "N/A", "Various - see below"."""
    return len(text) <= LONGEST_PLACEHOLDER and _says_nothing(text)


@lru_cache(4096)
def _says_nothing(text: str) -> bool:
    folded = text.strip().casefold()
    return folded in PLACEHOLDERS or DASHES.sub(" ", folded).strip() in PLACEHOLDERS


def without_contacts(text: str) -> str:
    """Return the text without e-mail addresses and telephone numbers, which belong to persons."""
    if "@" in text:
        text = EMAIL.sub(LEFT_OUT, text)
    return TELEPHONE.sub(LEFT_OUT, text) if DIGITS.search(text) else text
