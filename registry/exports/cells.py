"""Values as the cells of a table: nothing in them may run as a formula."""

import re
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from registry.exports.columns import Kind

# What spreadsheets take for the beginning of a formula, also in the wide forms of East Asian keyboards; a tab or a
# line's end would hide one (OWASP, "CSV Injection"). Blanks before it are skipped as some of them do.
_FORMULA = re.compile(r"[\t\r\n]|\s*[=+\-@＝＋－＠]")


def harmless(text: str) -> str:
    """Return text that no spreadsheet takes for a formula: an apostrophe is put before what could be one."""
    if text[:1].isalnum():  # as most text does
        return text
    return f"'{text}" if _FORMULA.match(text) else text


def decimal(pence: int) -> str:
    """Return pence as a decimal: 3231600 is `32316.00`."""
    pounds, rest = divmod(abs(pence), 100)
    return f"{'-' if pence < 0 else ''}{pounds}.{rest:02d}"


def in_utc(moment: datetime) -> str:
    """Return an instant in UTC as ISO 8601: `2026-05-01T08:00:00+00:00`."""
    return moment.isoformat()


def joined(texts: Sequence[Any]) -> str:
    """Return several texts as one; an unknown one leaves its place empty."""
    if len(texts) == 1:
        return "" if texts[0] is None else harmless(str(texts[0]))
    return harmless("; ".join(["" if text is None else str(text) for text in texts]))


def yes_no(value: bool) -> str:
    """Return `true` or `false`."""
    return "true" if value else "false"


AS_TEXT: dict[Kind, Callable[[Any], str]] = {
    Kind.text: harmless,
    Kind.texts: joined,
    Kind.day: str,
    Kind.moment: in_utc,
    Kind.money: decimal,
    Kind.number: str,
    Kind.yes_no: yes_no,
}
"""How a known value of each kind is written as text."""
