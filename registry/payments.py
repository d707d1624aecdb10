"""What was paid under a contract: what several documents tell, put together, and its sum.

Authorities publish what they paid quarter by quarter (Procurement Act 2023, section 70; Local Government Transparency
Code 2015), so each document adds to those before it, and corrects what it tells once more.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from registry.doubts import MOST

Payment = dict[str, Any]
"""`paid_on`, `value` as notices claim it, `id`; where a file told it also `authority` and `matched_by`."""
PAYMENTS_FILE = "payments"
"""The source of what authorities' files of payments tell."""
DERIVED = "supplier"
"""What a payment was matched by that names no contract: the only one that it can be for."""
STANDARD_VAT = (6, 5)
"""20 per cent on top: https://www.gov.uk/vat-rates."""


@dataclass(frozen=True, slots=True)
class Paid:
    """The sum of payments."""

    pence: int
    with_vat_pence: int | None
    vat: str
    """`excluded`, `included`, or `unknown`: also where the payments differ in it."""
    currency: str
    count: int
    derived: int
    """How many of them name no contract."""
    first_on: str | None
    last_on: str | None


def united(told: Iterable[tuple[str, date, Any]]) -> list[Payment]:
    """Return the payments of documents, each once and as last told, by their days.

    `told` are each document's source, the day on which it speaks, and its payments; oldest first. A payment is the
    same when it has the same number and day, as some councils number anew in every file; without a number, the same
    day and amount. What two sources tell, such as a notice and a file, is one payment also when two of its number,
    day and amount agree. Each gets the `source` and the day `said_on` of its document.
    """
    union = _Union()
    for source, said_on, payments in told:
        union.add(payments, {"source": source, "said_on": said_on.isoformat()})
    return sorted(union.kept, key=lambda each: (each.get("paid_on") or "", each.get("id") or ""))


def paid(payments: Any) -> Paid | None:
    """Return the sum of payments; None where none has an amount, or their currencies differ.

    An amount beyond reason (`registry.doubts.MOST`) is told, and not added.
    """
    valued = [(each, each["value"]) for each in _objects(payments) if _counts(each.get("value"))]
    currencies = {value["currency"] for _, value in valued}
    if len(currencies) != 1:
        return None
    pence, with_vat, vat = _sums([value for _, value in valued])
    days = sorted(each["paid_on"] for each, _ in valued if each.get("paid_on")) or [None]
    derived = sum(each.get("matched_by") == DERIVED for each, _ in valued)
    return Paid(pence, with_vat, vat, currencies.pop(), len(valued), derived, days[0], days[-1])


class _Union:
    """Payments so far, found again by what tells them apart, by number and by day."""

    def __init__(self) -> None:
        self.kept: list[Payment] = []
        self._by_key: dict[Hashable, int] = {}
        self._near: defaultdict[Hashable, list[int]] = defaultdict(list)

    def add(self, payments: Any, document: Mapping[str, str]) -> None:
        taken: set[int] = set()
        for told, key in _keyed(payments):
            payment = {**told, **document}
            at = self._by_key.get(key)
            if at is None or at in taken:
                at = next((near for near in self._like(payment) if near not in taken), None)
            if at is None:
                at = len(self.kept)
                self.kept.append(payment)
            self.kept[at] = payment
            taken.add(at)
            self._by_key[key] = at
            for near in _near(payment):
                self._near[near].append(at)

    def _like(self, payment: Payment) -> Iterator[int]:
        """Yield the payments of other sources that this one may be."""
        for near in _near(payment):
            for at in self._near[near]:
                other = self.kept[at]
                if other["source"] != payment["source"] and _is_same(other, payment):
                    yield at


def _keyed(payments: Any) -> Iterator[tuple[Payment, Hashable]]:
    """Yield the payments of one document with what tells them apart: of equals, also which one it is."""
    seen: Counter[Hashable] = Counter()
    for payment in _objects(payments):
        told = payment.get("id") or repr(payment.get("value"))
        key = (payment.get("authority"), payment.get("paid_on"), told)
        seen[key] += 1
        yield payment, (key, seen[key])


def _near(payment: Payment) -> list[Hashable]:
    return [(name, payment[name]) for name in ("id", "paid_on") if payment.get(name)]


def _is_same(one: Payment, other: Payment) -> bool:
    same = (
        one.get("id") == other.get("id") and bool(one.get("id")),
        one.get("paid_on") == other.get("paid_on") and bool(one.get("paid_on")),
        not _amounts(one).isdisjoint(_amounts(other)),
    )
    return sum(same) > 1


def _amounts(payment: Payment) -> set[int]:
    """Return the amounts under which a payment may be told: without VAT, and with it."""
    value = payment.get("value")
    if not isinstance(value, Mapping):
        return set()
    with_vat = value.get("with_vat_pence")
    if with_vat is None and value["vat"] == "excluded":
        times, of = STANDARD_VAT
        with_vat = round(value["pence"] * times / of)
    return {value["pence"]} | ({with_vat} if with_vat is not None else set())


def _sums(values: Sequence[Mapping[str, Any]]) -> tuple[int, int | None, str]:
    """Return the sum, the same with VAT where every payment tells it, and the sum's VAT basis."""
    bases = {value["vat"] for value in values}
    full = [value["pence"] if value["vat"] == "included" else value.get("with_vat_pence") for value in values]
    with_vat = None if None in full else sum(each for each in full if each is not None)
    if len(bases) > 1 and with_vat is not None:
        return with_vat, None, "included"
    vat = bases.pop() if len(bases) == 1 else "unknown"
    return sum(value["pence"] for value in values), with_vat if vat == "excluded" else None, vat


def _counts(value: Any) -> bool:
    return isinstance(value, Mapping) and max(abs(value["pence"]), value.get("with_vat_pence") or 0) <= MOST["value"]


def _objects(payments: Any) -> list[Payment]:
    return [each for each in payments if isinstance(each, dict)] if isinstance(payments, list) else []
