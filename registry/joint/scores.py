"""How promising a joint opportunity is: up to 100 points in parts that each say why."""

from collections.abc import Iterator
from dataclasses import dataclass

YEARS = 4
"""How long a new contract is assumed to run: a term that contracts of this kind commonly have."""
_A_YEAR = 365
_HALF_A_YEAR = 182
_PER_AUTHORITY = 5


@dataclass(frozen=True, slots=True)
class Facts:
    """What a score is worked out from."""

    contracts: int
    authorities: int
    bridging_days: int
    most_of_product: int
    """How many of the contracts are for the commonest product; 0 when no product is known."""
    most_of_supplier: int
    annual_pence: int
    annual_unknown: int
    threshold_pence: int
    high: int
    """How many of the contracts' ends can be trusted."""
    medium: int
    days_in_hand: int
    """From the day on which all replacements could be ready until the replacement day; negative when too late."""


@dataclass(frozen=True, slots=True)
class Part:
    """Some of the points, and why."""

    name: str
    points: int
    out_of: int
    words: str


OUT_OF = {"authorities": 25, "bridging": 25, "alike": 15, "value": 15, "certainty": 10, "time": 10}
"""The parts of a score, and the most points of each."""


def points(facts: Facts) -> tuple[int, ...]:
    """Return the points of each part, in the order of `OUT_OF`; a function of numbers only, so it is fast."""
    many = facts.contracts
    alike = max(facts.most_of_product, facts.most_of_supplier, 1) - 1
    whole = facts.annual_pence * YEARS
    value = 15 if whole >= facts.threshold_pence else 5 if not facts.annual_unknown else 0
    return (
        min(25, _PER_AUTHORITY * facts.authorities),
        25 * max(0, _A_YEAR * many - facts.bridging_days) // (_A_YEAR * many),
        15 * alike // max(1, many - 1),
        value,
        10 * (2 * facts.high + facts.medium) // (2 * many),
        10 * min(_HALF_A_YEAR, max(0, facts.days_in_hand)) // _HALF_A_YEAR,
    )


def parts(facts: Facts) -> tuple[Part, ...]:
    """Return the parts of a score with their reasons."""
    given = zip(OUT_OF.items(), points(facts), _reasons(facts), strict=True)
    return tuple(Part(name, got, out_of, words) for (name, out_of), got, words in given)


def _reasons(facts: Facts) -> Iterator[str]:
    many = facts.contracts
    yield f"{facts.authorities} authorities could take part: {_PER_AUTHORITY} points for each."
    yield _bridging(facts)
    yield _alike(facts)
    yield _value(facts)
    trusted = f"The ends of {facts.high} of {many} contracts are well founded"
    yield f"{trusted}, and those of {facts.medium} fairly." if facts.medium else f"{trusted}."
    yield _time(facts.days_in_hand)


def _bridging(facts: Facts) -> str:
    if not facts.bridging_days:
        return "No contract has to be bridged: all can end on the day."
    average = -(-facts.bridging_days // facts.contracts)
    return f"Bridging takes {days(facts.bridging_days)} in all, about {average} for each contract; a year each is none."


def _alike(facts: Facts) -> str:
    product, supplier = facts.most_of_product, facts.most_of_supplier
    if max(product, supplier) < 2:
        return "No two of the contracts are known to have the same product or supplier."
    shared = "product" if product >= supplier else "supplier"
    return f"{max(product, supplier)} of {facts.contracts} contracts have the same {shared}."


def _value(facts: Facts) -> str:
    over = f"over an assumed {YEARS * 12} months"
    if facts.annual_pence * YEARS >= facts.threshold_pence:
        return f"Together they are worth more than the threshold {over}: one competition serves all."
    if facts.annual_unknown:
        return f"What {facts.annual_unknown} of {facts.contracts} contracts are worth is not known."
    return f"Together they stay below the threshold {over}."


def _time(in_hand: int) -> str:
    if in_hand < 0:
        return f"It is {days(-in_hand)} too soon for a replacement to be ready."
    if in_hand == 0:
        return "It must be begun today."
    return f"There are {days(in_hand)} in hand before it must be begun; half a year is full."


def days(number: int) -> str:
    """Return a number of days for reading."""
    return f"{number:,} day{'' if number == 1 else 's'}"
