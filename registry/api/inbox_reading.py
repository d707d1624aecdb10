"""What waits for an authority's word, read with that authority's own eyes, or with everyone's: never with another's.

Who holds a signed link reads with everyone's: the link may be passed on.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select

from registry.api.clock import today
from registry.api.inbox_plans import plans_waiting
from registry.api.session import session
from registry.api.writing import reference
from registry.claims import FRESH_FOR
from registry.duplicates import Candidate, likely_duplicates
from registry.filing.contract_columns import set_columns
from registry.inbox import (
    SILENT,
    Fields,
    Kind,
    Matter,
    OwnWord,
    contract_matters,
    duplicate_matters,
    most_pressing_first,
    system_matters,
)
from registry.models import Contract, Statement
from registry.provenance import believed, weighed
from registry.queries import inbox as queries
from registry.queries.contracts import statements_about
from registry.queries.procurement_links import pairs_bought_by
from registry.renewals import RUNNING
from registry.roles import PUBLIC, Actor, Role
from registry.visibility import seen_by

Statements = Mapping[str, list[Statement]]


@dataclass(frozen=True, slots=True)
class Inbox:
    """What waits, most pressing first, and the records that it is about."""

    gss: str
    eyes: Actor
    """Who reads it: what they may not see is not in it."""
    matters: list[Matter]
    contracts: Mapping[str, Any]
    """The authority's contracts as who reads knows them, by id."""
    systems: Mapping[str, Any]
    merged: Mapping[str, str]
    """The authority's contracts that were merged, each with the one that it turned out to be."""
    plans: Mapping[str, Any]
    """Plans that ask something of it; for everyone's eyes none."""


def read_inbox(gss: str, kinds: Collection[str] | None = None, *, eyes: Actor | None = None) -> Inbox:
    """Return an authority's inbox, of these kinds alone where some are named, as it sees it or as `eyes` do."""
    eyes = eyes or Actor(role=Role.viewer, gss=gss)
    wanted = set(map(Kind, kinds or Kind))
    ask, on = session().execute, today()
    contracts: dict[str, Any] = {row.id: row for row in ask(queries.contracts_of(gss))}
    systems = {row.id: row for row in ask(queries.systems_waiting(gss, on - FRESH_FOR))}
    merged = {one: into for one, into in ask(queries.merged_of(gss)) if into}
    own = _own_words(gss, merged, eyes)
    fields = _studied(gss, eyes, contracts, merged)
    matters = [
        each
        for row in contracts.values()
        for each in contract_matters(row, fields.get(row.id, {}), own.get(row.id, SILENT), on)
    ]
    disputed = {
        id_: believed(of)
        for id_, of in told_of(eyes, [id_ for id_ in systems if systems[id_].disputed], "system").items()
    }
    matters += [
        each
        for row in systems.values()
        for each in system_matters(row, disputed.get(row.id, {}), own.get(row.id, SILENT), on)
    ]
    if Kind.duplicate in wanted:
        matters += _duplicates(gss, eyes, contracts, merged)
    plans, asked = plans_waiting(gss, on) if eyes != PUBLIC else ({}, [])
    found = most_pressing_first(each for each in [*matters, *asked] if each.kind in wanted)
    return Inbox(gss, eyes, found, contracts, systems, merged, plans)


def told_of(
    eyes: Actor, ids: Collection[str], kind: str = "contract", merged: Mapping[str, str] | None = None
) -> Statements:
    """Return what `eyes` may see of what is said about records, with what is said about contracts merged into them."""
    into = {one: target for one, target in (merged or {}).items() if target in ids}
    told: dict[str, list[Statement]] = {id_: [] for id_ in ids}
    statements = session().scalars(statements_about(*ids, *into, kind=kind)) if ids else ()
    for each in seen_by(eyes, statements, today()):
        told[into.get(each.subject_id, each.subject_id)].append(each)
    return told


def _own_words(gss: str, merged: Mapping[str, str], eyes: Actor) -> dict[str, OwnWord]:
    """Return what the authority itself has said, by record; that there are drafts is not for everyone."""
    own: dict[str, OwnWord] = {}
    for id_, said_on, drafts in session().execute(queries.own_words(gss)):
        known = own.get(into := merged.get(id_, id_), SILENT)
        days = [day for day in (known.said_on, said_on) if day]
        has_draft = known.has_draft or (drafts > 0 and eyes != PUBLIC)
        own[into] = OwnWord(max(days, default=None), has_draft)
    return own


def _studied(gss: str, eyes: Actor, contracts: dict[str, Any], merged: Mapping[str, str]) -> dict[str, Fields]:
    """Return the claims of contracts where columns do not tell all; those told in private get their own columns."""
    private = {merged.get(id_, id_) for id_ in session().scalars(queries.told_in_private(gss))} & contracts.keys()
    studied = private | {id_ for id_, row in contracts.items() if row.disputed}
    found = {id_: weighed(of) for id_, of in told_of(eyes, studied, merged=merged).items()}
    fields: dict[str, Fields] = {id_: each.fields for id_, each in found.items()}
    known = reference()
    for id_ in private:
        row, mine = contracts[id_], Contract(id=id_)
        set_columns(mine, fields[id_], known, found[id_].set_aside)
        mine.version, mine.confirmed_on, mine.ocid = row.version, row.confirmed_on, row.ocid
        contracts[id_] = mine
    for each in _heard(eyes, queries.told_as_none(gss)):
        id_ = merged.get(each.subject_id, each.subject_id)
        if id_ not in studied:
            fields[id_] = {**fields.get(id_, {}), **believed([each])}
    return fields


def _heard(eyes: Actor, query: Select[Statement]) -> list[Statement]:
    return seen_by(eyes, session().scalars(query), today())


def _duplicates(gss: str, eyes: Actor, contracts: Mapping[str, Any], merged: Mapping[str, str]) -> Iterator[Matter]:
    sellers: dict[str, set[str]] = {}
    for contract_id, supplier_id in session().execute(queries.sellers_of(gss)):
        sellers.setdefault(contract_id, set()).add(supplier_id)
    same = {frozenset(pair) for pair in session().execute(pairs_bought_by(gss))}
    candidates = (
        Candidate(
            row.id, row.title, frozenset(sellers.get(row.id, ())), row.starts_on, row.ends_on, row.reference, row.ocid
        )
        for row in contracts.values()
        if row.status in RUNNING
    )
    pairs = likely_duplicates(candidates, same)
    apart = _told_apart(gss, eyes, merged) if pairs else frozenset()
    act_by = {row.id: row.act_by_on for row in contracts.values()}
    return duplicate_matters((pair for pair in pairs if frozenset((pair.one, pair.other)) not in apart), act_by)


def _told_apart(gss: str, eyes: Actor, merged: Mapping[str, str]) -> frozenset[frozenset[str]]:
    """Return the pairs of contracts of which an authority has said that they are two, as they are merged now."""
    return frozenset(
        frozenset(merged.get(id_, id_) for id_ in (each.subject_id, other))
        for each in _heard(eyes, queries.told_apart(gss))
        for other in each.fields.get("distinct_from") or ()
    )
