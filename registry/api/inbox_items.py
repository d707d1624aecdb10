"""An authority's inbox as its officers read it: what waits, why, and the calls that settle it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from registry.api.clock import today
from registry.api.inbox_reading import Inbox, read_inbox, told_of
from registry.api.schemas.correction import ContractCorrection
from registry.api.schemas.system import SystemCorrection
from registry.api.seen import sources_of
from registry.api.session import session
from registry.claims import FRESH_FOR, Resolved
from registry.inbox import Fields, Kind, Matter, lacks_value
from registry.inbox_calls import Call, contract_calls, dispute_calls, doubt_calls, duplicate_calls, system_calls
from registry.inbox_words import contract_why, dispute_why, doubt_why, duplicate_why, first_told_on, system_why
from registry.models import Statement
from registry.planning.inbox_plans import PlanMatter
from registry.provenance import weighed
from registry.queries.contracts import family_of
from registry.queries.inbox import seller_names
from registry.roles import PUBLIC
from registry.visibility import Audience, may_see
from registry.weighing import SetAside

_CORRECTIONS = {"contract": ContractCorrection(), "system": SystemCorrection()}


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that waits, with what an officer needs to settle it."""

    id: str
    matter: Matter
    record: Any
    """The contract, system or plan to write to."""
    other: Any
    """The contract that would stay, of two that look alike."""
    why: str
    since: date | None
    value: Any
    against: Mapping[str, Any] | None
    """The notice's word in a dispute."""
    calls: tuple[Call, ...]

    @property
    def tag(self) -> str:
        """The ETag to send: of the version that the item was made of."""
        return f"{self.matter.subject_kind}s-{self.record.id}-{self.record.version}-inbox"


@dataclass(frozen=True, slots=True)
class _Told:
    """What is said about the records of some items."""

    statements: Mapping[str, list[Statement]]
    fields: Mapping[str, Fields]
    set_aside: Mapping[str, Sequence[SetAside]]
    sellers: Mapping[str, Sequence[str]]


def items_of(inbox: Inbox, matters: Iterable[Matter]) -> list[Item]:
    """Return matters of an inbox as items."""
    matters = list(matters)
    ids = {kind: {each.subject_id for each in matters if each.subject_kind == kind} for kind in ("contract", "system")}
    statements = {
        **told_of(inbox.eyes, ids["contract"], merged=inbox.merged),
        **told_of(inbox.eyes, ids["system"], "system"),
    }
    named = groupby(session().execute(seller_names(ids["contract"])), lambda row: row[0])
    sellers = {contract_id: [name for _, name in rows] for contract_id, rows in named}
    found = {id_: weighed(of) for id_, of in statements.items()}
    fields = {id_: each.fields for id_, each in found.items()}
    told = _Told(statements, fields, {id_: each.set_aside for id_, each in found.items()}, sellers)
    return [_item(inbox, each, told) for each in matters]


def item_by_id(inbox: Inbox, item_id: str) -> Item | None:
    """Return an item of an inbox; None when it is settled, or never was."""
    return next(iter(items_of(inbox, [each for each in inbox.matters if each.id(inbox.gss) == item_id][:1])), None)


def public_item(gss: str, kind: str, item_id: str) -> Item | None:
    """Return an item as everyone may read it; None when it is settled, or rests on what is not for everyone."""
    if all(each.id(gss) != item_id for each in read_inbox(gss, [kind]).matters):
        return None
    return item_by_id(read_inbox(gss, [kind], eyes=PUBLIC), item_id)


def _item(inbox: Inbox, matter: Matter, told: _Told) -> Item:
    if isinstance(matter, PlanMatter):
        return _of_plan(inbox, matter)
    fields = told.fields[matter.subject_id]
    if matter.kind is Kind.duplicate:
        return _duplicate(inbox, matter)
    if matter.kind is Kind.dispute:
        return _dispute(inbox, matter, fields[matter.field or ""], told.statements[matter.subject_id])
    if matter.kind is Kind.set_aside:
        return _doubt(inbox, matter, told)
    if matter.subject_kind == "system":
        record = inbox.systems[matter.subject_id]
        why, calls = system_why(matter, fields, inbox.contracts), system_calls(matter.kind)
    else:
        record = inbox.contracts[matter.subject_id]
        sellers = told.sellers.get(record.id, ())
        why = contract_why(matter, record, fields, sellers)
        calls = contract_calls(matter.kind, record, today())
    return _made(inbox, matter, record, why, calls, since=_since(matter, record, fields))


def _of_plan(inbox: Inbox, matter: PlanMatter) -> Item:
    calls = list(matter.calls(inbox.gss))
    return _made(inbox, matter, inbox.plans[matter.subject_id], matter.why, calls, since=matter.since)


def _since(matter: Matter, record: Any, fields: Fields) -> date | None:
    """Return since when a record waits."""
    kind, said_on = matter.kind, matter.own.said_on
    if kind is Kind.past_end:
        return record.ends_on + timedelta(days=1)
    if kind is Kind.stale and said_on:
        return said_on + FRESH_FOR
    return first_told_on(fields) if kind is Kind.proposal else said_on


def _dispute(inbox: Inbox, matter: Matter, said: Resolved, statements: Sequence[Statement]) -> Item:
    name = matter.field or ""
    record = (inbox.systems if matter.subject_kind == "system" else inbox.contracts)[matter.subject_id]
    own = next(
        each for each in statements if (each.source, each.reference) == (said.claim.source, said.claim.reference)
    )
    audience = Audience.public if may_see(PUBLIC, own, today()) else Audience(own.audience)  # an embargo may be over
    calls = dispute_calls(matter, said, audience, own.public_from)
    sent = [each for each in calls if _can_be_sent(inbox.gss, matter.subject_kind, each)]
    against = sources_of({name: said}, statements, dict(session().execute(family_of(record.id)).all()))[name][
        "disputes"
    ][0]
    return _made(
        inbox,
        matter,
        record,
        dispute_why(name, said, is_own=own.gss == inbox.gss),
        sent,
        since=against["said_on"],
        value=said.value,
        against=against,
    )


def _doubt(inbox: Inbox, matter: Matter, told: _Told) -> Item:
    record, id_ = inbox.contracts[matter.subject_id], matter.subject_id
    found = next(each for each in told.set_aside[id_] if each.doubt.field == matter.field)
    calls = doubt_calls(found, has_value=not lacks_value(record))
    sent = [each for each in calls if each.fill or _can_be_sent(inbox.gss, "contract", each)]
    said, ocids = Resolved(found.claim, None), dict(session().execute(family_of(id_)).all())
    against = sources_of({found.doubt.field: said}, told.statements[id_], ocids)[found.doubt.field]
    return _made(inbox, matter, record, doubt_why(found), sent, since=found.claim.said_on, against=against)


def _can_be_sent(gss: str, kind: str, call: Call) -> bool:
    """Whether a correction would be taken: a notice may say what no correction can, or leave the authority out."""
    if call.action != "correct":
        return True
    return gss in call.body.get("authorities", [gss]) and not _CORRECTIONS[kind].validate(dict(call.body))


def _duplicate(inbox: Inbox, matter: Matter) -> Item:
    pair = matter.lookalike
    assert pair is not None
    targets = set(inbox.merged.values())

    def firmness(row: Any) -> tuple[bool, bool, bool]:
        return row.id in targets, row.confirmed_on is not None, row.ocid is not None

    # The one that more is known of stays; one into which others were merged can only stay.
    both = sorted((inbox.contracts[pair.other], inbox.contracts[pair.one]), key=firmness)
    goes, stays = both
    calls = duplicate_calls(stays.id, stays.title, goes.id not in targets)
    return _made(inbox, matter, goes, duplicate_why(pair, stays.title), calls, other=stays)


def _made(inbox: Inbox, matter: Matter, record: Any, why: str, calls: Sequence[Call], **more: Any) -> Item:
    given = {"other": None, "since": None, "value": None, "against": None, **more}
    return Item(matter.id(inbox.gss), matter, record, why=why, calls=tuple(calls), **given)
