"""Rows of a register that are no contracts: totals, section titles, headers again, pointers to other rows."""

from __future__ import annotations

import re
from collections.abc import Sequence

TOTAL = re.compile(
    r"(?:grand |sub[\s-]?|overall )?totals?\b[^a-z]{0,20}(?:(?:value|spend|contracts?|annual|of|for|number)\b.{0,60})?",
    re.IGNORECASE,
)
POINTER = re.compile(
    r"\W*(?:for )?info(?:rmation)? only\b.*|\W*see (?:uid|ref(?:erence)?|row|contract|lot)\b.{0,60}",
    re.IGNORECASE | re.DOTALL,
)
FOOTER = re.compile(
    r"\W*(?:notes?\b\s*:|\*|source\s*:|end of (?:register|report|list)|last updated|produced by|printed)", re.IGNORECASE
)
FEW = 3
"""Columns: in a sheet with no more, a row of one cell may be a contract."""


def why_skipped(
    texts: Sequence[str], headers: Sequence[str], names: Sequence[int], suppliers: Sequence[int]
) -> str | None:
    """Return why a row is no contract; None when it may be one.

    `names` are the positions of reference, title and description, `suppliers` of the supplier's name.
    """
    filled = [position for position, text in enumerate(texts) if text]
    if not filled:
        return "the row is blank"
    if _repeats_header(texts, headers, filled):
        return "the row repeats the headers"
    named = [texts[position] for position in (*names, *suppliers) if position < len(texts) and texts[position]]
    if any(POINTER.fullmatch(text) for text in named):
        return "the row only points to another"
    if TOTAL.fullmatch(texts[filled[0]]) and len(named) < 2:
        return "the row is a total"
    different = {texts[position] for position in filled}
    if len(different) == 1 and len(headers) > FEW and filled[0] not in suppliers:
        return "the row is a note" if FOOTER.match(next(iter(different))) else "the row is a section title"
    return None


def _repeats_header(texts: Sequence[str], headers: Sequence[str], filled: Sequence[int]) -> bool:
    if texts[filled[0]].casefold() != headers[min(filled[0], len(headers) - 1)].casefold():
        return False
    same = sum(
        position < len(headers) and texts[position].casefold() == headers[position].casefold() for position in filled
    )
    return same >= 2 and same * 5 >= len(filled) * 3
