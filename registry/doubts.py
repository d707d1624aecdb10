"""What is published and cannot be: values and days beyond reason, each with the rule that caught it.

Nothing is thrown away for it: what is in doubt is kept as published, shown with the reason, and counts nowhere until
its authority says that it is right, or an editor lets it count.

The limits were measured on 1,377 real releases (972 contract values, 442 values of procurements) and on a real
register of 360 rows; `docs/decisions/0018-values-beyond-reason-are-set-aside.md` has the counts.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

VALUE_BEYOND_REASON = "value_beyond_reason"
VALUE_IS_A_TOKEN = "value_is_a_token"  # noqa: S105 (no password)
FOREIGN_CURRENCY = "foreign_currency"
DATE_BEYOND_REASON = "date_beyond_reason"
ENDS_BEFORE_IT_STARTS = "ends_before_it_starts"
MAXIMUM_BEFORE_END = "maximum_before_end"
BUYER_WITHOUT_NAME = "buyer_without_name"
RULES = (
    *(VALUE_BEYOND_REASON, VALUE_IS_A_TOKEN, FOREIGN_CURRENCY, DATE_BEYOND_REASON),
    *(ENDS_BEFORE_IT_STARTS, MAXIMUM_BEFORE_END, BUYER_WITHOUT_NAME),
)
VALUES = ("value", "annual_value")
DAYS = ("signed_on", "starts_on", "ends_on", "max_ends_on", "review_on", "break_on")

_BILLION = 10**11  # in pence
# More than a London borough spends on everything in a year; the largest real contract of one buyer was 406 million.
MOST = {"value": _BILLION, "annual_value": _BILLION // 5}
# What all members of a framework or market may ever buy: real ones reach tens of billions.
MOST_OF_A_FRAMEWORK = 100 * _BILLION
# Notices and registers are for contracts of thousands; real amounts below are 0, 0.01 and 1, and the next is 269.
LEAST = 10_000
# Real values in dollars and euros are what was agreed with suppliers abroad, and sums leave them out. Others are
# slips of the hand: the dirham, AED, is the first currency that the portal's form offers.
BELIEVABLE_CURRENCIES = frozenset({"GBP", "EUR", "USD"})
# The latest real end is 15 years after its notice, and long public-private partnerships run for 25 to 30 years.
MOST_YEARS_AHEAD = 30
# Contracts of 1990 are still published. 1900 and 1970 are what machines write for no day at all.
MOST_YEARS_BACK = 50
# Frameworks that stay open to new suppliers run for eight years at most (section 49, Procurement Act 2023).
MOST_YEARS_OPEN = 10


@dataclass(frozen=True, slots=True)
class Doubt:
    """A published value that cannot be right, or hardly."""

    field: str
    rule: str
    value: Any
    """As published: as claims keep it."""
    why: str
    """The end of a sentence that begins with `set aside because`."""


def value_doubt(field: str, value: Mapping[str, Any] | None, *, is_framework: bool = False) -> Doubt | None:
    """Return what is doubtful about an amount of money, a mapping with `pence` and `currency`.

    `is_framework` is for frameworks and dynamic markets, whose values are what many buyers might spend.
    """
    pence = value.get("pence") if value else None
    if value is None or pence is None:
        return None
    currency = value.get("currency") or "GBP"
    if currency not in BELIEVABLE_CURRENCIES:
        why = f"an authority in England does not agree contracts in {currency}: pounds may have been meant"
        return Doubt(field, FOREIGN_CURRENCY, value, why)
    if max(abs(pence), value.get("with_vat_pence") or 0) > (MOST_OF_A_FRAMEWORK if is_framework else MOST[field]):
        return Doubt(field, VALUE_BEYOND_REASON, value, "it is more than the buyer could spend on it")
    if abs(pence) < LEAST:
        return Doubt(
            field, VALUE_IS_A_TOKEN, value, "it only stands in for a value: nothing that is published is so cheap"
        )
    return None


def day_doubt(field: str, day: str | None, said_on: date) -> Doubt | None:
    """Return what is doubtful about a day, in ISO 8601, that was said on another."""
    if not day:
        return None
    years = int(day[:4]) - said_on.year
    if years > MOST_YEARS_AHEAD:
        return Doubt(
            field, DATE_BEYOND_REASON, day, f"it lies more than {MOST_YEARS_AHEAD} years ahead of what says it"
        )
    if years < -MOST_YEARS_BACK:
        return Doubt(field, DATE_BEYOND_REASON, day, f"it lies more than {MOST_YEARS_BACK} years before what says it")
    return None


def order_doubt(field: str, starts_on: str | None, ends_on: str | None) -> Doubt | None:
    """Return what is doubtful about a start or an end, whichever `field` is, where the end comes first."""
    if not starts_on or not ends_on or starts_on <= ends_on:
        return None
    if field == "ends_on":
        return Doubt(field, ENDS_BEFORE_IT_STARTS, ends_on, f"it comes before the start, {starts_on}")
    return Doubt(field, ENDS_BEFORE_IT_STARTS, starts_on, f"it comes after the end, {ends_on}")


def maximum_doubt(ends_on: str | None, max_ends_on: str | None) -> Doubt | None:
    """Return what is doubtful about the latest end, options taken, where the term itself ends later."""
    if not ends_on or not max_ends_on or ends_on <= max_ends_on:
        return None
    return Doubt("max_ends_on", MAXIMUM_BEFORE_END, max_ends_on, f"the contract itself ends later, on {ends_on}")


def closing_doubt(closes_at: datetime | None, said_on: date, *, is_market: bool = False) -> Doubt | None:
    """Return what is doubtful about a deadline; a dynamic market may stay open for as long as it runs."""
    years = closes_at.year - said_on.year if closes_at else 0
    limit = MOST_YEARS_AHEAD if is_market else MOST_YEARS_OPEN
    if closes_at is None or years <= limit:
        return None
    why = f"it lies more than {limit} years ahead of what says it"
    return Doubt("closes_at", DATE_BEYOND_REASON, closes_at.isoformat(), why)


def buyer_doubt(name: str, identifier: str | None) -> Doubt | None:
    """Return what is doubtful about a buyer; `identifier` is all that is published of one without a name."""
    return None if name.strip() else Doubt("buyer_name", BUYER_WITHOUT_NAME, identifier, "no notice names the buyer")
