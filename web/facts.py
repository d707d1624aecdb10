"""Facts as people read them: contracts with their renewals, systems with their ends, and which document says what."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Any

from sqlalchemy import select

from registry.api.clock import today
from registry.api.renewals import renewal_of
from registry.api.session import session
from registry.claims import Resolved
from registry.models import Contract, Statement, Supplier, System
from registry.provenance import believed
from registry.queries.contracts import statements_about
from registry.renewals import RUNNING
from registry.weighing import SetAside
from web.documents import Documents, Word, authority_names, public
from web.values import in_words

Fields = Mapping[str, Resolved]


@dataclass(frozen=True, slots=True)
class ContractRow:
    """A contract in a list."""

    contract: Contract
    renewal: dict[str, Any]
    product: str | None
    end_said: Word | None
    """Who says when it ends; None when nobody does."""


@dataclass(frozen=True, slots=True)
class SystemRow:
    """A system in a list."""

    system: System
    suppliers: list[Supplier]
    ends_on: date | None
    """When the last of its running contracts ends; None when no source says, or none runs."""
    is_open_ended: bool
    is_past: bool


@dataclass(frozen=True, slots=True)
class FieldWords:
    """What is said about one field: who says what is believed, what speaks against it, and how registers spell it."""

    said: Word | None = None
    value: Any = None
    confirmed_on: date | None = None
    against: list[tuple[str, Word]] = field(default_factory=list)
    spelt: list[tuple[str, str]] = field(default_factory=list)
    aside: list[tuple[str, Word, str]] = field(default_factory=list)
    """What was published and set aside: the value, who says it, and why it does not count."""


def contract_rows(contracts: Sequence[Contract]) -> list[ContractRow]:
    """Return contracts with what their dates mean today, and who says when they end."""
    became = _became([each.id for each in contracts])
    statements = public(session().scalars(statements_about(*became)))
    documents = Documents([each for each in statements if "ends_on" in each.fields])
    of: dict[str, list[Statement]] = {}
    for statement in statements:
        of.setdefault(became[statement.subject_id], []).append(statement)
    return [_row(each, believed(of.get(each.id, ())), documents) for each in contracts]


def system_rows(systems: Iterable[System]) -> list[SystemRow]:
    """Return systems with who sells them, and until when."""
    return [_system_row(each) for each in systems]


def words_about(
    statements: Sequence[Statement], fields: Fields, set_aside: Iterable[SetAside] = ()
) -> dict[str, FieldWords]:
    """Return by field what is said about it, and what was set aside; `statements` are those that the public may see."""
    documents, called = Documents(statements), authority_names()
    spelt = documents.spelt()
    found = {name: FieldWords(spelt=spelt[name]) for name in spelt}
    for name, known in fields.items():
        against = [(in_words(name, claim.value, called), documents.against(claim)) for claim in known.disputes]
        said = documents.word(known)
        found[name] = FieldWords(said, known.value, known.confirmed_on, against, spelt.get(name, []))
    for each in set_aside:
        words = found.setdefault(each.doubt.field, FieldWords())
        told = in_words(each.doubt.field, each.doubt.value, called)
        words.aside.append((told, documents.against(each.claim), each.doubt.why))
    return found


def _became(ids: Sequence[str]) -> dict[str, str]:
    """Return contracts and those merged into them, each with the one that speaks for it now."""
    # Few contracts are merged: `>` makes SQLite read those few by the index where it would read every contract.
    is_merged = Contract.merged_into_id > ""
    merged = select(Contract.id, Contract.merged_into_id).where(is_merged, Contract.merged_into_id.in_(ids))
    became = {id_: into for id_, into in session().execute(merged) if into}
    return {**{id_: id_ for id_ in ids}, **became}


def _row(contract: Contract, fields: Fields, documents: Documents) -> ContractRow:
    product = contract.product.name if contract.product else contract.product_text
    end_said = documents.word(fields["ends_on"]) if "ends_on" in fields else None
    return ContractRow(contract, renewal_of(contract, today(), fields), product, end_said)


def _system_row(system: System) -> SystemRow:
    listed = [each for each in system.contracts if each.is_listed]
    running = [each for each in listed if each.status in RUNNING]
    suppliers = {supplier.id: supplier for each in running or listed for supplier in each.suppliers}
    ends_on = max((each.ends_on for each in running if each.ends_on), default=None)
    is_open_ended = any(each.open_ended for each in running)
    return SystemRow(
        system=system,
        suppliers=sorted(suppliers.values(), key=lambda each: each.name),
        ends_on=ends_on,
        is_open_ended=is_open_ended,
        is_past=ends_on is not None and ends_on < today(),
    )


def by_first(pairs: Iterable[tuple[Any, Any]]) -> list[tuple[Any, list[Any]]]:
    """Return pairs that come together grouped by what comes first in them."""
    return [(first, [second for _, second in group]) for first, group in groupby(pairs, key=lambda pair: pair[0])]
