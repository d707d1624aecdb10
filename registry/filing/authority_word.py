"""An authority's word about its own contracts and systems: a statement like any other, believed above all."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal

from sqlalchemy.orm import Session

from registry.claims import Belief
from registry.filing.contracts import resolve_contracts
from registry.filing.knowledge import Reference
from registry.filing.statements import statements_of
from registry.filing.systems import resolve_systems
from registry.identities import public_id
from registry.models import Change, Statement
from registry.ocds.shapes import LONDON
from registry.provenance import believed, latest_on
from registry.visibility import Audience, usual_audience

SOURCE = "authority"
Kind = Literal["contract", "system"]


@dataclass(frozen=True, slots=True)
class Word:
    """What an authority says about one of its records, who says it for it, and who may know."""

    kind: Kind
    subject_id: str
    fields: Mapping[str, Any]
    gss: str
    by: str
    at: datetime
    action: str
    note: str | None = None
    audiences: Mapping[str, Audience] = field(default_factory=dict)
    """Who may see a field, where it is not the usual."""
    public_from: date | None = None
    """The day on which embargoed fields become public."""

    @property
    def said_on(self) -> date:
        return self.at.astimezone(LONDON).date()

    def audience_of(self, name: str) -> Audience:
        return self.audiences.get(name) or usual_audience(name)


def declare(session: Session, reference: Reference, word: Word) -> bool:
    """File an authority's word and put it on record; return whether it said anything new.

    What the authority said today already, to the same audience, is not said again: confirming twice changes
    nothing. A value told again to fewer is taken back from the wider audience.
    """
    said = statements_of(session, word.kind, [word.subject_id])
    own = [each for each in said[word.subject_id] if each.source == SOURCE and each.gss == word.gss]
    new = {name: value for name, value in word.fields.items() if not _is_said(own, word, name, value)}
    if not new:
        return False
    emptied = _take_back(own, word, new)
    for audience in dict.fromkeys(word.audience_of(name) for name in new):
        fields = {name: value for name, value in new.items() if word.audience_of(name) is audience}
        session.add(_change(word, audience, _before(said[word.subject_id], word, fields, audience), fields))
        statement = _statement(word, audience, fields)
        session.add(statement)
        said[word.subject_id].append(statement)
    for statement in emptied:
        session.delete(statement)
        said[word.subject_id].remove(statement)
    resolve = resolve_contracts if word.kind == "contract" else resolve_systems
    resolve(session, reference, said, {word.subject_id}, word.at)
    return True


def _is_said(own: list[Statement], word: Word, name: str, value: Any) -> bool:
    """Whether the latest that this authority said about a field is this, of today and to the same audience."""
    latest = latest_on(name, own)
    if latest is None or latest.said_on != word.said_on or latest.fields[name] != value:
        return False
    audience = word.audience_of(name)
    return latest.audience == audience and (
        audience is not Audience.embargoed or latest.public_from == word.public_from
    )


def _take_back(own: list[Statement], word: Word, new: Mapping[str, Any]) -> list[Statement]:
    """Take back from wider audiences what is now told to fewer with the value that they know; return what is left
    empty.

    Earlier values told to them go too: they are not true again.
    """
    breadth = list(Audience)
    for name, value in new.items():
        wider = [
            each
            for each in own
            if name in each.fields and breadth.index(Audience(each.audience)) < breadth.index(word.audience_of(name))
        ]
        latest = latest_on(name, wider)
        if latest is not None and latest.fields[name] == value:
            for each in wider:
                each.fields = {of: told for of, told in each.fields.items() if of != name}
    return [each for each in own if not each.fields]


def _before(said: list[Statement], word: Word, fields: Mapping[str, Any], audience: Audience) -> dict[str, Any]:
    """Return what was believed of these fields by those who are told now: nobody else's draft is among it."""
    known = believed(each for each in said if _is_heard(each, word, audience))
    return {name: known[name].value if name in known else None for name in fields}


def _is_heard(statement: Statement, word: Word, audience: Audience) -> bool:
    """Whether everyone who will ever see this word may see a statement too."""
    if statement.audience == Audience.public:
        return True
    if statement.audience != audience:
        return False
    if audience is Audience.boroughs:
        return True
    ended = statement.public_from is not None and word.public_from is not None
    is_open_by_then = audience is Audience.draft or (ended and statement.public_from <= word.public_from)  # type: ignore[operator]
    return statement.gss == word.gss and is_open_by_then


def _statement(word: Word, audience: Audience, fields: dict[str, Any]) -> Statement:
    return Statement(
        subject_kind=word.kind,
        subject_id=word.subject_id,
        source=SOURCE,
        reference=public_id("word", word.kind, word.subject_id, word.gss, word.at.isoformat(), audience),
        belief=Belief.authority.name,
        said_on=word.said_on,
        said_at=word.at,
        recorded_at=word.at,
        by=word.by,
        gss=word.gss,
        audience=audience.value,
        public_from=word.public_from if audience is Audience.embargoed else None,
        fields=fields,
    )


def _change(word: Word, audience: Audience, before: dict[str, Any], after: dict[str, Any]) -> Change:
    return Change(
        at=word.at,
        by=word.by,
        gss=word.gss,
        action=word.action,
        subject_kind=word.kind,
        subject_id=word.subject_id,
        before=before,
        after=after,
        note=word.note if audience is Audience.public else None,
        audience=audience.value,
        public_from=word.public_from if audience is Audience.embargoed else None,
    )
