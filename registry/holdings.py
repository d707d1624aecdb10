"""Running contracts with their sellers and buyers, counted the ways that profiles show them."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple


class Holding(NamedTuple):
    """One seller and one buyer of a running contract; a contract with several comes several times."""

    contract_id: str
    service_id: str | None
    ends_on: date | None
    decision: str | None
    yearly_pence: int | None
    supplier_id: str | None
    gss: str


_Contract = tuple[str | None, int | None, str | None, int | None, str | None]
"""A contract's service, year of end, decision, yearly pence, and one of its suppliers."""


@dataclass(slots=True)
class Counts:
    """Running contracts, each once in each count."""

    services: Counter[str] = field(default_factory=Counter)
    years: Counter[int] = field(default_factory=Counter)
    """By the year in which they end."""
    decisions: Counter[str] = field(default_factory=Counter)
    yearly_unknown: int = 0
    buyers: set[str] = field(default_factory=set)
    unnamed: int = 0
    """Contracts that name no supplier."""
    by_supplier: Counter[str] = field(default_factory=Counter)
    """A contract counts once for each of its suppliers."""
    pence_by_supplier: Counter[str] = field(default_factory=Counter)
    """What those that state it are worth a year."""
    buyers_by_supplier: Counter[str] = field(default_factory=Counter)


def counts_of(holdings: Iterable[Holding]) -> Counts:
    """Return holdings counted, in whatever order they come; plain tuples will do."""
    counts, contracts, sold, bought = Counts(), {}, {}, set()
    for contract, service, ends_on, decision, pence, supplier, gss in holdings:
        counts.buyers.add(gss)
        contracts[contract] = (service, ends_on.year if ends_on else None, decision, pence, supplier)
        if supplier is not None:
            sold[contract, supplier] = pence or 0
            bought.add((supplier, gss))
    counts.by_supplier.update(supplier for _, supplier in sold)
    for (_, supplier), pence in sold.items():
        counts.pence_by_supplier[supplier] += pence
    counts.buyers_by_supplier.update(supplier for supplier, _ in bought)
    _count_contracts(counts, contracts.values())
    return counts


def _count_contracts(counts: Counts, contracts: Collection[_Contract]) -> None:
    counts.services.update(service for service, *_ in contracts if service)
    counts.years.update(year for _, year, *_ in contracts if year)
    counts.decisions.update(decision or "undecided" for _, _, decision, *_ in contracts)
    counts.yearly_unknown = sum(pence is None for *_, pence, _ in contracts)
    counts.unnamed = sum(supplier is None for *_, supplier in contracts)
