"""What a payments file claims beside the authority's other files: the latest says which contract a payment is under."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from registry.claims import Belief
from registry.models import Statement
from registry.payments import DERIVED, PAYMENTS_FILE, Payment
from scrapers.payments.grouping import Claims

DERIVED_SUFFIX = "-derived"
Key = tuple[Any, Any]


@dataclass(frozen=True, slots=True)
class Document:
    """One file of one authority."""

    id: str
    gss: str
    said_on: date
    said_at: datetime

    @property
    def references(self) -> frozenset[str]:
        """Those of the statements that it makes: what it names itself, and what we worked out."""
        return frozenset({self.id, self.id + DERIVED_SUFFIX})


def statements(document: Document, claims: Claims, on_file: Sequence[Statement]) -> dict[str, list[Statement]]:
    """Return, for each contract of which something else may be said now, all that the authority's files are to say.

    `on_file` is what its files say now. Where two files have a numbered payment under different contracts, the later
    is right, and the earlier no longer tells it; a statement that tells of none any more stays, and with it the day
    of its file.
    """
    own = [each for each in on_file if each.reference in document.references]
    others = [each for each in on_file if each.reference not in document.references]
    ours = _contracts_of((contract_id, each) for contract_id, said in claims.items() for each in said)
    later = [each for each in others if not _is_before(each, document)]
    theirs = _contracts_of((each.subject_id, payment) for each in later for payment in each.fields["payments"])
    left = [(each, _under(each.subject_id, each.fields["payments"], {} if each in later else ours)) for each in others]
    moved = {each.subject_id for each, said in left if said != each.fields["payments"]}
    wanted: dict[str, list[Statement]] = {id_: [] for id_ in {*claims, *moved, *(each.subject_id for each in own)}}
    for contract_id, said in claims.items():
        wanted[contract_id] += _of_document(document, contract_id, said, theirs)
    for each, said in left:
        if each.subject_id in wanted:
            wanted[each.subject_id].append(_like(each, said))
    return wanted


def _under(contract_id: str, said: Sequence[Payment], contracts_of: Mapping[Key, set[str]]) -> list[Payment]:
    """Return the payments but for those that are said to be under other contracts."""
    return [each for each in said if contract_id in contracts_of.get(_key(each), {contract_id})]


def _of_document(
    document: Document, contract_id: str, said: Sequence[Payment], theirs: Mapping[Key, set[str]]
) -> list[Statement]:
    made = []
    for reference, belief in ((document.id, Belief.register), (document.id + DERIVED_SUFFIX, Belief.derived)):
        payments = [each for each in said if (each["matched_by"] == DERIVED) == (belief is Belief.derived)]
        if payments:
            left = _under(contract_id, payments, theirs)
            made.append(_statement(document, contract_id, reference, belief.name, left))
    return made


def _statement(
    document: Document, contract_id: str, reference: str, belief: str, payments: Sequence[Payment]
) -> Statement:
    return Statement(
        subject_kind="contract",
        subject_id=contract_id,
        source=PAYMENTS_FILE,
        reference=reference,
        belief=belief,
        said_on=document.said_on,
        said_at=document.said_at,
        gss=document.gss,
        fields={"payments": list(payments)},
    )


def _like(row: Statement, payments: Sequence[Payment]) -> Statement:
    document = Document("", row.gss or "", row.said_on, row.said_at or row.recorded_at)
    return _statement(document, row.subject_id, row.reference, row.belief, payments)


def _is_before(row: Statement, document: Document) -> bool:
    return (row.said_on, row.said_at or row.recorded_at) <= (document.said_on, document.said_at)


def _contracts_of(payments: Iterable[tuple[str, Payment]]) -> dict[Key, set[str]]:
    """Return the contracts of each numbered payment."""
    found: defaultdict[Key, set[str]] = defaultdict(set)
    for contract_id, payment in payments:
        if payment.get("id"):
            found[_key(payment)].add(contract_id)
    return dict(found)


def _key(payment: Payment) -> Key:
    return payment.get("id"), payment.get("paid_on")
