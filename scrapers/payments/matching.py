"""Which contract a payment was made under: the one that its row names, or the only one that it can be for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from registry.supplier_names import name_key
from scrapers.payments.payment import MatchedBy, Payment

LEAST_DERIVED = 3_000_000
"""Pence: of payments that name no contract only those are attached that section 70 of the Procurement Act is about."""


@dataclass(frozen=True, slots=True)
class KnownContract:
    """A contract of the authority, with what payments may name it by."""

    id: str
    ocids: frozenset[str]
    references: frozenset[str]
    """As `folded` returns them."""
    suppliers: frozenset[str]
    """Keys of its suppliers' names, and their company numbers."""
    starts_on: date | None
    ends_on: date | None
    open_ended: bool
    is_paid_under: bool
    """False for a framework, under which nothing is paid, and for a contract that was called off."""

    def may_run(self, on: date) -> bool:
        """Whether nothing speaks against its running on a day."""
        is_over = self.ends_on is not None and self.ends_on < on and not self.open_ended
        return not is_over and not (self.starts_on is not None and self.starts_on > on)

    def runs(self, on: date) -> bool:
        """Whether it is known to run on a day."""
        return self.may_run(on) and self.starts_on is not None and (self.open_ended or self.ends_on is not None)


@dataclass(frozen=True, slots=True)
class Match:
    """The contract of a payment and what it was found by, or why there is none."""

    contract_id: str | None
    by: MatchedBy | None = None
    why: str | None = None


class ContractBook:
    """An authority's contracts, found by what payments name."""

    def __init__(self, contracts: Iterable[KnownContract], ocid_of_notice: Mapping[str, str]) -> None:
        self._by_ocid: defaultdict[str, list[KnownContract]] = defaultdict(list)
        self._by_reference: defaultdict[str, list[KnownContract]] = defaultdict(list)
        self._by_supplier: defaultdict[str, list[KnownContract]] = defaultdict(list)
        self._ocid_of_notice = ocid_of_notice
        for contract in contracts:
            for ocid in contract.ocids:
                self._by_ocid[ocid].append(contract)
            for reference in contract.references:
                self._by_reference[reference].append(contract)
            for supplier in contract.suppliers:
                self._by_supplier[supplier].append(contract)

    def match(self, payment: Payment) -> Match:
        """Return the contract that a payment names; where it names none, the only one it can be for.

        A payment that names a contract which is not known goes to no other: it was made under that one.
        """
        named: tuple[tuple[MatchedBy, list[list[KnownContract]]], ...] = (
            ("ocid", [self._by_ocid.get(each, []) for each in payment.ocids]),
            ("notice", [self._by_ocid.get(self._ocid_of_notice.get(each, ""), []) for each in payment.notices]),
            ("reference", [self._by_reference.get(folded(payment.reference), [])] if payment.reference else []),
        )
        found = [(by, _once(lists)) for by, lists in named if lists]
        if not found:
            return self._by_payee(payment)
        for by, contracts in found:
            if contracts:
                return self._one_of(payment, by, contracts)
        return Match(None, why=f"no contract of the authority has the {_NOUNS[found[0][0]]} that it names")

    def _one_of(self, payment: Payment, by: MatchedBy, contracts: list[KnownContract]) -> Match:
        on = date.fromisoformat(payment.paid_on)
        narrowed: tuple[Callable[[KnownContract], bool], ...] = (
            lambda each: not each.suppliers.isdisjoint(_payee(payment)),
            lambda each: each.may_run(on),
        )
        left = contracts
        for holds in narrowed:
            if len(left) > 1:
                left = [each for each in left if holds(each)] or left
        if len(left) == 1:
            return Match(left[0].id, by)
        return Match(None, why=f"{len(left)} contracts have the {_NOUNS[by]} that it names: whose it is is not said")

    def _by_payee(self, payment: Payment) -> Match:
        on = date.fromisoformat(payment.paid_on)
        known = _once([self._by_supplier.get(each, []) for each in _payee(payment)])
        can_be = [each for each in known if each.is_paid_under and each.may_run(on)]
        if not known:
            return Match(None, why="it names no contract, and no contract with its payee is known")
        if len(can_be) != 1:
            count = len(can_be) or "none"
            return Match(None, why=f"it names no contract, and of those with its payee {count} may run on its day")
        if not can_be[0].runs(on):
            return Match(None, why="it names no contract, and when the one with its payee runs is not known")
        return Match(can_be[0].id, "supplier")


_NOUNS: Mapping[MatchedBy, str] = {"ocid": "OCID", "notice": "notice", "reference": "reference"}


def folded(reference: str) -> str:
    """Return a contract's reference without case and blanks: "DN 1234" is "dn1234"."""
    return "".join(reference.casefold().split())


def _payee(payment: Payment) -> frozenset[str]:
    """Return what finds the payee: its company number and its name, as far as they are given."""
    names = {name_key(payment.payee)} if payment.payee else set()
    return frozenset(names | ({payment.company_number} if payment.company_number else set()))


def _once(lists: Collection[list[KnownContract]]) -> list[KnownContract]:
    return list({each.id: each for of in lists for each in of}.values())
