"""Joint opportunities as a file. They are worked out, not kept, so their rows are made of what was found."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from typing import Any

from sqlalchemy import String, column, select
from sqlalchemy.orm import Session

from registry.exports.columns import Column, Edition, Export, Kind, Linked
from registry.exports.rows import PARTITION, Values
from registry.joint.members import Member, member, suggested_lead
from registry.joint.replacement_windows import Candidate
from registry.joint_procurement import JointOpportunity
from registry.models import Authority, Service
from registry.ocds.shapes import LATEST

_KEY: Any = column("id", String)
_MOST_KEPT = 100_000
"""Members kept for the next rows, as the most promising come first whatever they are for: all of them, as a rule."""


@dataclass(frozen=True, slots=True)
class _Row:
    """An opportunity, with what is asked for more than once."""

    id: str
    found: JointOpportunity
    members: tuple[Candidate, ...]
    lead: str
    """GSS code."""


def _url(row: _Row, linked: Linked) -> str:
    return linked.url(f"joint-opportunities/{row.id}?{linked.links['asked']['']}")


def _service(row: _Row, linked: Linked) -> str:
    return str(linked.links["services"][row.found.service_id])


def _codes(row: _Row, _linked: Linked) -> list[str]:
    return sorted(row.found.authorities)


def _names(row: _Row, linked: Linked) -> list[str]:
    return [linked.links["authorities"][gss] for gss in _codes(row, linked)]


def _lead(row: _Row, linked: Linked) -> str:
    return str(linked.links["authorities"][row.lead])


def _starts_on(row: _Row, _linked: Linked) -> date | None:
    return row.found.best_on + timedelta(days=1) if row.found.best_on < LATEST else None


def _last_on(row: _Row, _linked: Linked) -> date | None:
    return None if row.found.last_on == date.max else row.found.last_on


def _annual_pence(row: _Row, _linked: Linked) -> int | None:
    facts = row.found.facts
    return None if facts.annual_unknown == facts.contracts else facts.annual_pence


def _of_value(told: str) -> Callable[[_Row, Linked], str | None]:
    """Return the reader of what is said of every sum; nothing where none of it is known."""
    return lambda row, linked: None if _annual_pence(row, linked) is None else told


def _found(name: str) -> Callable[[_Row, Linked], Any]:
    return lambda row, _linked: getattr(row.found, name)


def _fact(name: str) -> Callable[[_Row, Linked], Any]:
    return lambda row, _linked: getattr(row.found.facts, name)


def _of_members(read: Callable[[Candidate], Any]) -> Callable[[_Row, Linked], list[Any]]:
    return lambda row, _linked: [read(each) for each in row.members]


def _ends_on(candidate: Candidate) -> str | None:
    return candidate.ends_on.isoformat() if candidate.ends_on else None


_COLUMNS = (
    Column("id", Kind.text, lambda row, _linked: row.id, "Stands for the service and the contracts in it."),
    Column("url", Kind.text, _url, "The permalink, as seen from the day in the column on."),
    Column("on", Kind.day, lambda _row, linked: linked.edition.on, "The day that it is seen from."),
    Column("service_id", Kind.text, _found("service_id"), "What the contracts are for."),
    Column("service", Kind.text, _service, "The same by name."),
    Column("kind", Kind.text, _found("kind"), "core_technology, line_of_business, niche or other."),
    Column("best_on", Kind.day, _found("best_on"), "The replacement day: the last day of the old contracts."),
    Column("starts_on", Kind.day, _starts_on, "First day of the new contract: the day after."),
    Column("first_on", Kind.day, _found("first_on"), "The first day on which all can be replaced."),
    Column("last_on", Kind.day, _last_on, "The last such day; empty when there is none."),
    Column("bridging_days", Kind.number, _fact("bridging_days"), "Days that contracts run on after an end, added up."),
    Column("authorities", Kind.texts, _names, "The authorities that could take part, by name."),
    Column("authority_gss", Kind.texts, _codes, "Their GSS codes, in the same order."),
    Column("suggested_lead", Kind.text, _lead, "The authority of the contract to act on first, by name."),
    Column("suggested_lead_gss", Kind.text, lambda row, _linked: row.lead, "Its GSS code."),
    Column("contracts", Kind.number, _fact("contracts"), "How many contracts would be replaced."),
    Column("contract_ids", Kind.texts, _of_members(lambda each: each.id), "Their ids."),
    Column("contract_ends_on", Kind.texts, _of_members(_ends_on), "The last days of their terms, in the same order."),
    Column("annual_value", Kind.money, _annual_pence, "What those that are known cost a year, added up."),
    Column("annual_value_currency", Kind.text, _of_value("GBP"), "ISO 4217."),
    Column("annual_value_vat", Kind.text, _of_value("included"), "included, always."),
    Column("annual_value_unknown", Kind.number, _fact("annual_unknown"), "Contracts whose yearly value is not known."),
    Column("score", Kind.number, _found("score"), "How promising it is: 0 to 100."),
)


def _not_selected(_edition: Edition) -> Any:
    raise TypeError("joint opportunities are found, not selected")


JOINT_OPPORTUNITIES = Export("joint-opportunities", _KEY, _COLUMNS, _not_selected, {})
_READS: list[Any] = [each.read for each in _COLUMNS]


def joint_partitions(
    session: Session, found: Iterable[JointOpportunity], edition: Edition, asked: str
) -> Iterator[list[Values]]:
    """Yield the rows of opportunities, up to a thousand at a time; `asked` is what their permalinks carry on.

    They are seen from the edition's day.
    """
    authorities = dict(session.execute(select(Authority.gss, Authority.short_name)).all())
    services = dict(session.execute(select(Service.id, Service.name)).all())
    linked = Linked(edition, {"authorities": authorities, "services": services, "asked": {"": asked}})
    known: dict[str, Member] = {}
    remaining = iter(found)
    while some := list(islice(remaining, PARTITION)):
        yield [[read(row, linked) for read in _READS] for row in (_row(each, known, edition) for each in some)]


def _row(found: JointOpportunity, known: dict[str, Member], edition: Edition) -> _Row:
    """Return an opportunity as a row; `known` keeps members, of which only the first to act is wanted."""
    if len(known) > _MOST_KEPT:
        known.clear()
    candidates = tuple(each.candidate for each in found.members)
    for each in candidates:
        if each.id not in known:
            known[each.id] = member(each, found.best_on, edition.on, edition.lead_times)
    return _Row(found.id, found, candidates, suggested_lead(known[each.id] for each in candidates))
