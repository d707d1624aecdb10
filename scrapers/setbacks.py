"""What a portal does to its readers, and they get over: counted by kind, so that its record tells the story."""

from __future__ import annotations

import json
from dataclasses import dataclass

SETBACKS = {
    "throttled": "told us to slow down",
    "erred": "answered with an error of its own",
    "disconnected": "broke off, or did not answer",
    "redirected": "sent us to another address of its own",
    "not_json": "sent a web page in place of data",
    "truncated": "sent data that was cut off",
    "malformed": "sent data that cannot be read",
    "too_large": "sent more than we are ready to hold",
    "unusable": "sent a release without what tells it from others",
    "unfiled": "sent a release that could not be filed",
    "lost_next": "left out the link to a next page that there was",
    "repeated": "listed a release twice",
    "reordered": "listed releases out of order",
}
"""Kinds of setbacks, each with what the portal did."""
_CUT = 8
"""Characters from its end at which a cut text stops making sense: in the middle of `false`, of a number."""


@dataclass(frozen=True, slots=True)
class Setback:
    """Word that a portal did something which must be got over; `kind` is one of `SETBACKS`."""

    url: str
    kind: str


def kind_of_answer(status: int | None) -> str:
    """Return the kind of an answer that is no page; None is no answer."""
    if status is None:
        return "disconnected"
    if status in (403, 429):
        return "throttled"
    return "erred" if status >= 500 else "redirected"


def kind_of_text(text: str, error: Exception) -> str:
    """Return the kind of a page that is not JSON, by where reading it failed."""
    if text.lstrip().startswith("<"):
        return "not_json"
    if isinstance(error, json.JSONDecodeError):
        is_cut = error.msg.startswith("Unterminated") or len(text.rstrip()) - error.pos < _CUT
        return "truncated" if is_cut else "malformed"
    return "malformed"
