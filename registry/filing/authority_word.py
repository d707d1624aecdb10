"""An authority's word about its own contracts and systems: a statement like any other, believed above all."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal

from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from registry.claims import Belief
from registry.filing.contracts import resolve_contracts
from registry.filing.knowledge import Reference
from registry.filing.statements import statements_of
from registry.filing.systems import resolve_systems
from registry.identities import public_id
from registry.models import Change, Statement
from registry.ocds.shapes import LONDON
from registry.provenance import believed
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
    narrowed = _take_back(own, word, new)
    for audience in dict.fromkeys(word.audience_of(name) for name in new):
        fields = {name: value for name, value in new.items() if word.audience_of(name) is audience}
        session.add(_change(word, audience, _before(said[word.subject_id], fields, audience), fields))
        statement = _statement(word, audience, fields)
        session.add(statement)
        said[word.subject_id].append(statement)
    said[word.subject_id] = [each for each in said[word.subject_id] if each not in narrowed]
    resolve = resolve_contracts if word.kind == "contract" else resolve_systems
    resolve(session, reference, said, {word.subject_id}, word.at)
    return True


def _is_said(own: list[Statement], word: Word, name: str, value: Any) -> bool:
    """Whether the latest that this authority said to this audience about a field is this, and of today."""
    audience = word.audience_of(name)
    told = [each for each in own if name in each.fields and each.audience == audience]
    latest = max(told, key=lambda each: (each.said_on, each.said_at), default=None)
    if latest is None or latest.said_on != word.said_on or latest.fields[name] != value:
        return False
    return audience is not Audience.embargoed or latest.public_from == word.public_from


def _take_back(own: list[Statement], word: Word, new: Mapping[str, Any]) -> list[Statement]:
    """Remove values that are now told to fewer from what was told to more; return statements left empty."""
    breadth = list(Audience)
    emptied = []
    for statement in own:
        wider = breadth.index(Audience(statement.audience))
        hidden = {
            name
            for name, value in statement.fields.items()
            if name in new and value == new[name] and wider < breadth.index(word.audience_of(name))
        }
        if hidden:
            statement.fields = {name: value for name, value in statement.fields.items() if name not in hidden}
            flag_modified(statement, "fields")
        if not statement.fields:
            emptied.append(statement)
    return emptied


def _before(said: list[Statement], fields: Mapping[str, Any], audience: Audience) -> dict[str, Any]:
    """Return what was believed of these fields by those who are told now."""
    heard = [each for each in said if each.audience in (Audience.public, audience)]
    known = believed(heard)
    return {name: known[name].value if name in known else None for name in fields}


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
