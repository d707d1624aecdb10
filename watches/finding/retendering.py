"""Whether a procurement looks as if it replaces a contract, and by what: a guess that shows its reasons."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from registry.months import add_months

STAGES = ("planning", "tender")
"""Of notices that announce a purchase."""
NEAR_MONTHS = 6
"""What starts within so many months of an end, before or after, follows it: bridges and overlaps are short."""
AHEAD_MONTHS = 30
"""How long before the end a procurement can begin that tells no start: the longest lead time, and a year."""


@dataclass(frozen=True, slots=True)
class Announced:
    """What a notice tells of the procurement that it belongs to."""

    service_id: str | None
    authorities: Collection[str]
    """GSS codes."""
    text: str
    """All that it says, as one text."""
    published_on: date
    starts_on: date | None


@dataclass(frozen=True, slots=True)
class Running:
    """What is known of a contract that may be replaced."""

    service_id: str | None
    authorities: Collection[str]
    ocid: str | None
    reference: str | None
    ends: tuple[date, ...]
    """The days on which it may end: as agreed, and with every option."""


def replaces(announced: Announced, contract: Running) -> str | None:
    """Return in words why a procurement looks as if it replaces a contract; None when it does not.

    It is by one of the same authorities, and either names the contract, or is for its service and comes about its end.
    """
    if not set(announced.authorities) & set(contract.authorities):
        return None
    if contract.ocid and contract.ocid in announced.text:
        return f"Its notice names the procurement of this contract, {contract.ocid}."
    if _names(announced.text, contract.reference):
        return f"Its notice names this contract's reference, {contract.reference}."
    if contract.service_id is None or announced.service_id != contract.service_id:
        return None
    return _by_time(announced, contract.ends)


def _by_time(announced: Announced, ends: tuple[date, ...]) -> str | None:
    same = "It is for the same service of the same authority"
    if not ends:
        return f"{same}; when this contract ends is not known."
    if announced.starts_on:
        near = next((end for end in ends if _is_near(announced.starts_on, end)), None)
        when = f"is to start on {_said(announced.starts_on)}"
        return f"{same}, and {when}; this contract ends on {_said(near)}." if near else None
    ahead = next((end for end in ends if _is_ahead(announced.published_on, end)), None)
    return f"{same}. It tells no start; this contract ends on {_said(ahead)}." if ahead else None


def _is_near(day: date, end: date) -> bool:
    return add_months(end, -NEAR_MONTHS) <= day <= add_months(end, NEAR_MONTHS)


def _is_ahead(day: date, end: date) -> bool:
    return add_months(end, -AHEAD_MONTHS) <= day <= add_months(end, NEAR_MONTHS)


def _names(text: str, reference: str | None) -> bool:
    """Whether a text has a reference as a word of its own; short ones, and mere words, prove nothing."""
    if reference is None or len(reference) < 6 or not re.search("[0-9]", reference):
        return False
    return re.search(rf"(?<![\w-]){re.escape(reference)}(?![\w-])", text, re.IGNORECASE) is not None


def _said(day: date) -> str:
    return f"{day:%-d %B %Y}"
