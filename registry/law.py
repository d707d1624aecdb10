"""What procurement law asks of an authority in England, by the day on which a procurement commenced.

Every rule is a row of a dated table with its instrument, so that old rules stay beside new ones. Amounts of money are
in `registry.thresholds`. This is an aid for planning, not legal advice.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from registry.thresholds import (
    ACT,
    LOWEST_BEFORE_ACT,
    JointValue,
    Kind,
    Position,
    Rule,
    ThresholdPosition,
    in_force,
    joint_value,
    pounds,
    threshold,
    threshold_position,
    with_vat,
)

__all__ = [
    "JointValue",
    "Kind",
    "Position",
    "Rule",
    "ThresholdPosition",
    "in_force",
    "joint_value",
    "threshold",
    "threshold_position",
    "with_vat",
]

Regime = Literal["procurement_act", "previous"]

REGULATIONS = date(2015, 2, 26)
STANDSTILL = (
    Rule(10, REGULATIONS, "Public Contracts Regulations 2015, reg. 87: calendar days from the day after"),
    Rule(8, ACT, "Procurement Act 2023, s. 51(2): working days beginning with the day of the award notice"),
)
STANDSTILL_WORKING_DAYS = STANDSTILL[-1].value

_COUNTED = "from the day after the notice: whether that day itself counts we could not read"
TENDERING = {
    "complete": (
        Rule(30, REGULATIONS, "Public Contracts Regulations 2015, reg. 27: electronic tenders"),
        Rule(25, ACT, "Procurement Act 2023, s. 54(4): electronic tenders, all documents with the notice", _COUNTED),
    ),
    "partial": (
        Rule(35, REGULATIONS, "Public Contracts Regulations 2015, reg. 27"),
        Rule(30, ACT, "Procurement Act 2023, s. 54(4): not electronic, or documents later", _COUNTED),
    ),
    "neither": (
        Rule(40, REGULATIONS, "Public Contracts Regulations 2015, regs 27 and 53", "five days more by reg. 53(4)"),
        Rule(35, ACT, "Procurement Act 2023, s. 54(4): not electronic, and documents later", _COUNTED),
    ),
    "planned": (
        Rule(15, REGULATIONS, "Public Contracts Regulations 2015, reg. 27: after a prior information notice"),
        Rule(10, ACT, "Procurement Act 2023, s. 54(4): after a qualifying planned procurement notice", _COUNTED),
    ),
}
"""Least calendar days between a tender notice and the deadline for tenders."""

PLANNED_NOTICE_DAYS = (Rule(40, ACT, "Procurement Act 2023, s. 15(3): at least 40 days before the tender notice"),)
PLANNED_NOTICE_MONTHS = (Rule(12, ACT, "Procurement Act 2023, s. 15(3): not more than 12 months before it"),)
PIPELINE_DAYS = (
    Rule(56, ACT, "Procurement Act 2023, s. 93: 56 days beginning with 1 April, for the 18 months from then"),
)
_FROM_ENTRY = "counted with the day of entering as the first: the stricter reading"
CONTRACT_DETAILS_DAYS = (Rule(30, ACT, "Procurement Act 2023, s. 53(1)", _FROM_ENTRY),)
LIGHT_TOUCH_DETAILS_DAYS = (Rule(120, ACT, "Procurement Act 2023, s. 53(1): light touch", _FROM_ENTRY),)
CHANGE_PERCENT = (
    Rule(10, REGULATIONS, "Public Contracts Regulations 2015, reg. 72"),
    Rule(10, ACT, "Procurement Act 2023, ss. 74(3) and 75(2)"),
)
_A_YEAR = 365
RESERVATION = (
    Rule(
        1,
        date(2026, 2, 4),
        "Local Government (Exclusion of Non-commercial Considerations) (England) Order 2026",
        "which procurements under way on 4 February 2026 it reaches we could not read: taken by commencement",
    ),
)


@dataclass(frozen=True, slots=True)
class Allowance:
    """By how much a term can be lengthened without a new procurement on the ground of being small."""

    days: int
    instrument: str
    words: str
    allowed_by: str
    """What allows them, in words."""
    is_sure: bool = True
    """False while what it costs a year must still be found out, on which they depend too."""


def regime(commenced_on: date) -> Regime:
    """Return the law of a procurement and of the contracts it leads to (SI 2024/716): the Act from 24 February 2025.

    Contracts called off from an older framework or dynamic purchasing system stay under the previous law too.
    """
    return "procurement_act" if commenced_on >= ACT else "previous"


def tendering_days(
    commenced_on: date, *, electronic: bool = True, all_documents: bool = True, planned_notice: bool = False
) -> Rule:
    """Return the least days for tenders; `planned_notice` is one that qualifies (40 days to 12 months before)."""
    given = electronic + all_documents
    table = TENDERING["planned" if planned_notice else ("neither", "partial", "complete")[given]]
    return in_force(table, commenced_on) or table[0]


def contract_details_days(kind: Kind) -> Rule:
    """Return within how many days of entering a public contract its details are published."""
    return (LIGHT_TOUCH_DETAILS_DAYS if kind == "light_touch" else CONTRACT_DETAILS_DAYS)[-1]


def term_allowance_days(
    maximum_term_days: int, commenced_on: date | None, annual_pence: int | None = None
) -> Allowance:
    """Return how many days may be added to a term as a small change, given the longest term provided for on award.

    `commenced_on` is of the procurement that the contract came from; None when no source says. `annual_pence` is with
    VAT, None when not known: the previous law asks for it too, the Act does not.
    """
    whole = max(0, maximum_term_days)
    if commenced_on is not None and regime(commenced_on) == "procurement_act":
        return _tenth_of_term(whole)
    limit = threshold("services", commenced_on).value if commenced_on else LOWEST_BEFORE_ACT
    days, is_sure = min(_below_tenth(whole), _below_cost(limit, annual_pence)), annual_pence is not None
    cost = f"less than the threshold of {pounds(limit)}"
    unsaid = "" if is_sure else f" What it costs a year must be known too: the days must cost {cost}."
    if commenced_on is None:
        told = (
            f"No source says under which law it was bought: up to {days} days are allowed by the stricter count of "
            f"both laws, of a longest term of {whole} days. Which holds must be found out first.{unsaid}"
        )
        both = f"{CHANGE_PERCENT[1].instrument}, or {CHANGE_PERCENT[0].instrument}"
        return Allowance(days, both, told, "either law", is_sure)
    told = (
        "The previous law has no rule of 10% of the term: reg. 72(5) allows changes worth less than 10% of the "
        f"contract's first value and {cost}, all changes together. At an even spend, up to {days} days stay below "
        f"{'both' if is_sure else '10%'}.{unsaid} Whether a longer term is a substantial change (reg. 72(8)) needs "
        "legal advice."
    )
    return Allowance(days, CHANGE_PERCENT[0].instrument, told, "regulation 72(5)", is_sure)


def _tenth_of_term(whole: int) -> Allowance:
    """Return what the Act allows."""
    days = whole * CHANGE_PERCENT[1].value // 100
    told = (
        f"Up to {days} days is 10% of the longest term provided for on award ({whole} days): not substantial, and no "
        "change notice, unless it changes the scope or the economic balance materially. Changes that could have been "
        "made together count together."
    )
    return Allowance(days, CHANGE_PERCENT[1].instrument, told, "the 10% rule")


def _below_cost(limit_pence: int, annual_pence: int | None) -> int:
    """Return the most days that cost less than a limit; no limit to them when what they cost is not known."""
    return (limit_pence * _A_YEAR - 1) // annual_pence if annual_pence else date.max.toordinal()


def _below_tenth(days: int) -> int:
    """Return the most days that are less than a tenth."""
    return max(0, -(-days * CHANGE_PERCENT[0].value // 100) - 1)


def may_reserve_to_area(commenced_on: date, position: Position) -> bool:
    """Return whether a competition may be reserved to suppliers of the United Kingdom or of a local area.

    Only below the threshold, so not while the value is unknown.
    """
    return position == "below" and in_force(RESERVATION, commenced_on) is not None


def local_area(
    members: Iterable[str], borders: Mapping[str, Collection[str]], *, bordering: bool = False
) -> frozenset[str]:
    """Return the codes of the local area: the members' own areas together and, if they wish, those that border them."""
    own = frozenset(members)
    return own.union(*(borders.get(each, ()) for each in own)) if bordering else own
