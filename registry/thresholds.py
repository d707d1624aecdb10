"""The law's amounts of money: what they are, from which day, and on which side of them a contract falls.

All amounts are pence with VAT. Which amount holds depends on the day on which the procurement commenced, which for a
competition is the day of its tender notice.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

Kind = Literal["services", "goods", "works", "light_touch", "concession"]
Position = Literal["above", "below", "unknown"]


@dataclass(frozen=True, slots=True)
class Rule:
    """A number that the law states, and since when."""

    value: int
    from_on: date
    """First day on which it holds: of commencement of a procurement, unless the table says otherwise."""
    instrument: str
    doubt: str | None = None
    """What we could not read in the law itself."""


def in_force(table: Iterable[Rule], on: date) -> Rule | None:
    """Return the latest rule of `table` that holds on a day; None before the first."""
    return max((rule for rule in table if rule.from_on <= on), key=lambda rule: rule.from_on, default=None)


ACT = date(2025, 2, 24)
_WITHOUT_VAT = "Stated without VAT, as all thresholds before 2022: held here with VAT at the standard rate."
_CHANGES: tuple[tuple[date, str, str | None], ...] = (
    (date(2020, 1, 1), "Public Contracts Regulations 2015, reg. 5, as announced in PPN 06/19", _WITHOUT_VAT),
    (date(2022, 1, 1), "Public Contracts Regulations 2015, reg. 5, as amended by SI 2021/1221", None),
    (date(2024, 1, 1), "SI 2023/1117, for the Public Contracts and Concession Contracts Regulations", None),
    (ACT, "Procurement Act 2023, Schedule 1, as amended by SI 2025/163", None),
    (date(2026, 1, 1), "Procurement Act 2023, Schedule 1, as amended by SI 2025/1200", None),
)


def _amounts(*pounds: float) -> tuple[Rule, ...]:
    return tuple(Rule(round(each * 100), *change) for each, change in zip(pounds, _CHANGES, strict=True))


THRESHOLDS: dict[Kind, tuple[Rule, ...]] = {
    "services": _amounts(227_196, 213_477, 214_904, 214_904, 207_720),
    "goods": _amounts(227_196, 213_477, 214_904, 214_904, 207_720),
    "works": _amounts(5_679_902.40, 5_336_937, 5_372_609, 5_372_609, 5_193_000),
    "light_touch": _amounts(796_248, 663_540, 663_540, 663_540, 663_540),
    "concession": _amounts(5_679_902.40, 5_336_937, 5_372_609, 5_372_609, 5_193_000),
}
"""From which amount a contract of an authority that is not central government is a public contract (s. 3(2))."""
LOWEST_BEFORE_ACT = min(rule.value for rule in THRESHOLDS["services"] if rule.from_on < ACT)
"""The strictest that the previous law had for services, where the day that counts is not known."""

NOTIFIABLE = (Rule(30_000_00, ACT, "Procurement Act 2023, s. 87(4): not less than £30,000"),)
"""From which amount a contract below the threshold needs notices, of authorities outside central government."""
PIPELINE = (Rule(2_000_000_00, ACT, "Procurement Act 2023, s. 93: more than £2 million"),)
"""Above which a planned contract belongs in a pipeline notice of an authority that pays over £100 million a year."""
LARGE = (Rule(5_000_000_00, ACT, "Procurement Act 2023, ss. 52 and 53: more than £5 million"),)
"""Above which key performance indicators are set and the contract itself is published."""
PAYMENTS = (
    Rule(30_000_00, date(2026, 4, 1), "Procurement Act 2023, s. 70 (SI 2025/1316): payments of more than £30,000"),
)
"""Above which single payments are published, for procurements commenced since then."""
VAT_PERCENT = (Rule(20, date(2011, 1, 4), "Value Added Tax Act 1994, s. 2(1)", "the standard rate is assumed"),)


@dataclass(frozen=True, slots=True)
class ThresholdPosition:
    """On which side of its threshold a contract is."""

    position: Position
    threshold_pence: int
    instrument: str
    words: str


@dataclass(frozen=True, slots=True)
class JointValue:
    """What members together would pay over a term, with VAT."""

    pence: int | None
    """None when no member's value is known."""
    is_at_least: bool
    """Whether some member's value is missing, so that the sum is a minimum."""
    words: str


def threshold(kind: Kind, commenced_on: date) -> Rule:
    """Return the threshold of a procurement; the earliest that we hold for those before 1 January 2020."""
    table = THRESHOLDS[kind]
    return in_force(table, commenced_on) or table[0]


def threshold_position(
    pence_with_vat: int | None, commenced_on: date, kind: Kind = "services", *, at_least: bool = False
) -> ThresholdPosition:
    """Return where a value with VAT, over the whole life and every option, stands (s. 3(2) and Schedule 3).

    A contract worth exactly the threshold is above it. `at_least` says that the value is a minimum: it can then
    be above, but never below.
    """
    rule = threshold(kind, commenced_on)
    against = f"the threshold of {pounds(rule.value)} ({rule.instrument})"
    if pence_with_vat is None:
        words = f"Its value is not known, so it is treated as above {against}."
        return ThresholdPosition("unknown", rule.value, rule.instrument, words)
    least = "At least " if at_least else ""
    if pence_with_vat >= rule.value:
        words = f"{least}{pounds(pence_with_vat)} with VAT is above {against}."
        return ThresholdPosition("above", rule.value, rule.instrument, words)
    if at_least:
        words = f"{least}{pounds(pence_with_vat)} with VAT, and some values are not known: treated as above {against}."
        return ThresholdPosition("unknown", rule.value, rule.instrument, words)
    words = f"{pounds(pence_with_vat)} with VAT is below {against}."
    return ThresholdPosition("below", rule.value, rule.instrument, words)


def with_vat(pence: int, vat: str | None) -> int:
    """Return an amount with VAT, rounded up; one whose basis (`vat`) is not known is taken to be without.

    Notices mostly state values without VAT, and a value taken too high is the safer slip at a threshold.
    """
    return pence if vat == "included" else -(-pence * (100 + VAT_PERCENT[-1].value) // 100)


def joint_value(members: Iterable[tuple[int | None, str | None]], term_months: int) -> JointValue:
    """Return what members pay together over a term, from each one's pence a year and its VAT basis.

    The estimate is of the most that could be paid under the one contract (Schedule 3, para. 1), so of all members.
    """
    given = list(members)
    known = [(pence, vat) for pence, vat in given if pence is not None]
    if not known:
        return JointValue(None, bool(given), "No member's yearly value is known.")
    total = sum(with_vat(pence, vat) for pence, vat in known)
    missing = len(given) - len(known)
    assumed = sum(vat not in ("included", "excluded") for _, vat in known)
    told = f"{'At least ' if missing else ''}{pounds(total)} a year with VAT, over {term_months} months."
    if missing:
        told += f" The value of {missing} of {len(given)} members is not known."
    if assumed:
        told += f" Whether {assumed} of them include{'s' if assumed == 1 else ''} VAT is not said: assumed without."
    return JointValue(-(-total * max(0, term_months) // 12), bool(missing), told)


def pounds(pence: int) -> str:
    """Return an amount for reading, such as £207,720."""
    whole, part = divmod(abs(pence), 100)
    return f"{'-' if pence < 0 else ''}£{whole:,}" + (f".{part:02}" if part else "")
