"""The life of a contract as people read it: how it goes, what changed, what was paid, why it ended."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from registry.payments import Paid, paid
from web.documents import Word, authority_names
from web.facts import FieldWords
from web.words import PORTALS, amount, day

TITLES = {
    "termination": "How it ended",
    "proposed_changes": "Changes proposed, and not made yet",
    "changes_made": "Changes made",
    "performance": "How well it goes",
    "performance_failures": "Failures",
}
"""What notices tell, in the order of the page."""
LABELS = {
    "ended_on": "Ended",
    "reason": "Because of",
    "final_value": "Final value",
    "on": "On",
    "starts_on": "From",
    "ends_on": "Until",
    "max_ends_on": "Until at the latest",
    "value": "Value",
    "extendable": "May be extended",
    "standstill": "After a standstill",
    "reasons": "Grounds",
    "why": "Why",
    "indicator": "Indicator",
    "target": "Target",
    "measure": "Measured",
    "rating": "Rating",
    "rating_in_words": "Rating",
    "category": "Kind",
    "requirement": "What was asked",
    "what": "What happened",
}
"""What the parts of a claim are called, in the order in which they are told."""
PAYMENTS_SHOWN = 20
_LONGEST = 600


@dataclass(frozen=True, slots=True)
class Told:
    """One kind of thing that sources tell: its items as labels and words, and who says so."""

    title: str
    items: list[list[tuple[str, str]]]
    said: Word


@dataclass(frozen=True, slots=True)
class PaymentRow:
    """One payment, and who tells of it."""

    paid_on: date | None
    worth: str | None
    number: str | None
    who: str
    said_on: date
    is_derived: bool


@dataclass(frozen=True, slots=True)
class Life:
    """What is known of a contract's life."""

    told: list[Told] = field(default_factory=list)
    total: Paid | None = None
    total_in_words: str = ""
    days: list[date] = field(default_factory=list)
    """Those of the payments, in their order."""
    payments: list[PaymentRow] = field(default_factory=list)
    """The latest ones, latest first."""
    count: int = 0
    said: Word | None = None
    """The latest document that tells of payments."""


def life_of(known: Mapping[str, FieldWords]) -> Life:
    """Return the life of a contract, by what is known of its fields."""
    told = [
        Told(title, items, about.said)
        for name, title in TITLES.items()
        if (about := known.get(name)) and about.said and (items := _items(about.value))
    ]
    about = known.get("payments", FieldWords())
    payments = [each for each in about.value or () if isinstance(each, Mapping)]
    total, called = paid(about.value), authority_names()
    latest = [_payment(each, called) for each in reversed(payments)][:PAYMENTS_SHOWN]
    in_words = amount(total.pence, total.currency, total.vat) if total else ""
    days = [found for each in payments if (found := _day(each.get("paid_on") or ""))]
    return Life(told, total, in_words, days, latest, len(payments), about.said)


def _items(value: Any) -> list[list[tuple[str, str]]]:
    given = value if isinstance(value, list) else [value]
    return [item for each in given if isinstance(each, Mapping) and (item := _item(each))]


def _item(claim: Mapping[str, Any]) -> list[tuple[str, str]]:
    left_out = {"rating"} if claim.get("rating_in_words") else set()
    left_out |= {"reasons"} if claim.get("reason") else set()
    return [
        (label, words)
        for name, label in LABELS.items()
        if name in claim and name not in left_out and (words := _words(claim[name]))
    ]


def _words(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        return amount(value["pence"], value.get("currency"), value.get("vat")) if "pence" in value else ""
    if isinstance(value, list):
        return ", ".join(each for each in value if isinstance(each, str))
    found = _day(value)
    if found:
        return day(found)
    return value if len(value) <= _LONGEST else f"{value[:_LONGEST]}…"


def _day(text: Any) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None


def _payment(payment: Mapping[str, Any], called: Mapping[str, str]) -> PaymentRow:
    payer = called.get(payment.get("authority") or "", "")
    who = PORTALS.get(payment["source"], payment["source"])
    return PaymentRow(
        paid_on=_day(payment.get("paid_on") or ""),
        worth=_words(payment["value"]) if payment.get("value") else None,
        number=payment.get("id"),
        who=f"{who} of {payer}" if payer else who,
        said_on=date.fromisoformat(payment["said_on"]),
        is_derived=payment.get("matched_by") == "supplier",
    )
