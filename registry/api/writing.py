"""Writes: what every operation that changes a record has in common."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from flask import current_app, request
from webargs.flaskparser import abort

from registry.api.auth import actor
from registry.api.clock import now, today
from registry.api.conditional import VersionedRow
from registry.api.session import session
from registry.filing.authority_word import Kind, Word, declare
from registry.filing.knowledge import Reference, load_reference
from registry.models import Change, Contract, Statement, System
from registry.provenance import believed
from registry.queries.changes import changes_about
from registry.roles import PUBLIC, Actor, Role
from registry.visibility import BOROUGHS_ONLY, Audience, seen_by

View = TypeVar("View", bound=Callable[..., Any])
NOT_CONFIRMED = {"is_rejected", "distinct_from"}
"""Claims that are decisions about the record, not facts of it."""
RECENT = 10
"""How many changes are told to who wrote on something old."""


def reference() -> Reference:
    """Return what resolving needs of the reference data, as it is now."""
    return load_reference(session(), current_app.config["LEAD_TIMES"])


def require_match(row: VersionedRow, key: str, kind: str) -> None:
    """Refuse a write by someone who has not seen the newest version, and tell what they have not seen."""
    if not request.if_match:
        abort(428, message="Send If-Match with the ETag of what you read, so that nobody's change is lost.")
    newest = f"{row.__tablename__}-{key}-{row.version}"
    if any(tag.rpartition("-")[0] == newest for tag in request.if_match.as_set(include_weak=True)):
        return
    recent = session().scalars(changes_about(kind, key).limit(RECENT))
    told = [_told(change) for change in seen_by(actor(), recent, today())]
    abort(
        412,
        message="It was changed since you read it: read it again. Nothing of yours was written.",
        errors={"changes": told},
    )


def confirmable(statements: Sequence[Statement], gss: str, wanted: Sequence[str] | None) -> dict[str, Any]:
    """Return the values that an authority confirms: what the public knows, and what boroughs know by custom.

    A field about which the authority says something else to fewer is left out, unless `wanted` names it.
    """
    on = today()
    boroughs = Actor(role=Role.viewer)
    known = {
        name: field for name, field in believed(seen_by(boroughs, statements, on)).items() if name in BOROUGHS_ONLY
    }
    known |= believed(seen_by(PUBLIC, statements, on))
    kept_back = {
        name for each in statements if each.gss == gss and each.audience != Audience.public for name in each.fields
    }
    offered = {name: field.value for name, field in known.items() if name not in NOT_CONFIRMED}
    if wanted is None:
        return {name: value for name, value in offered.items() if name in BOROUGHS_ONLY or name not in kept_back}
    if unknown := sorted(set(wanted) - offered.keys()):
        told = f"{', '.join(unknown)}: nothing is known of it yet: correct it. Known are {', '.join(sorted(offered))}."
        abort(422, messages={"json": {"fields": [told]}})
    return {name: offered[name] for name in wanted}


def keep_authorities(record: Contract | System, claims: Mapping[str, Any]) -> None:
    """Refuse to leave out an authority: each says for itself that a record is not its own, by rejecting it."""
    left_out = {each.gss for each in record.authorities} - set(claims.get("authorities", ()))
    if "authorities" in claims and left_out and actor().role is not Role.admin:
        told = f"{', '.join(sorted(left_out))} must stay: an authority says itself that a record is not its own."
        abort(422, messages={"json": {"authorities": [told]}})


def say(
    kind: Kind, subject_id: str, gss: str, action: str, claims: Mapping[str, Any], body: Mapping[str, Any] | None = None
) -> None:
    """File what the actor says for an authority about a record; `body` may hold a note and who may see what."""
    body = body or {}
    audiences = {name: Audience(each) for name, each in body.get("visibility", {}).items()}
    public_from = body.get("public_from")
    if Audience.embargoed in audiences.values() and public_from is None:
        abort(422, messages={"json": {"public_from": ["An embargo needs the day on which it ends."]}})
    if unknown := sorted(audiences.keys() - claims.keys()):
        abort(422, messages={"json": {"visibility": [f"{', '.join(unknown)}: not among the fields you give."]}})
    word = Word(
        kind=kind,
        subject_id=subject_id,
        fields=claims,
        gss=gss,
        by=actor().label,
        at=now(),
        action=action,
        note=body.get("note"),
        audiences=audiences,
        public_from=public_from,
    )
    declare(session(), reference(), word)
    session().commit()


def _told(change: Change) -> dict[str, Any]:
    return {"at": change.at, "by": change.by, "action": change.action, "before": change.before, "after": change.after}
