"""Writes: what every operation that changes a record has in common."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import current_app, request
from webargs.flaskparser import abort

from registry.api.auth import actor
from registry.api.clock import now, today
from registry.api.conditional import VersionedRow
from registry.api.session import session
from registry.claims import Belief, Resolved
from registry.filing.authority_word import SOURCE, Kind, Word, declare
from registry.filing.knowledge import Reference, load_reference
from registry.models import Change, Contract, Statement, System
from registry.ocds.contract_life import LIFE
from registry.provenance import believed, latest_on, rejecting, weighed
from registry.queries.changes import changes_about
from registry.roles import PUBLIC, Actor, Role
from registry.visibility import BOROUGHS_ONLY, Audience, seen_by, usual_audience

NOT_CONFIRMED = {"is_rejected", "distinct_from", "framework_ocid", *LIFE}
"""Claims that are decisions about the record, not facts of it."""
RECENT = 10
"""How many changes are told to who wrote on something old."""


def reference() -> Reference:
    """Return what resolving needs of the reference data, as it is now."""
    return load_reference(session(), current_app.config["LEAD_TIMES"])


def require_match(row: VersionedRow, key: str, kind: str, *, tell_all: bool = False) -> None:
    """Refuse a write by someone who has not seen the newest version, and tell what they have not seen.

    That is what their key may see, or with `tell_all` everything: for who keeps a record together with others.
    """
    if not request.if_match:
        abort(428, message="Send If-Match with the ETag of what you read, so that nobody's change is lost.")
    newest = f"{row.__tablename__}-{key}-{row.version}"
    if any(tag.rpartition("-")[0] == newest for tag in request.if_match.as_set(include_weak=True)):
        return
    recent = session().scalars(changes_about(kind, key).limit(RECENT))
    told = recent if tell_all else seen_by(actor(), recent, today())
    abort(
        412,
        message="It was changed since you read it: read it again. Nothing of yours was written.",
        errors={"changes": [_told(change) for change in told]},
    )


def confirmable(
    statements: Sequence[Statement], gss: str, wanted: Sequence[str] | None
) -> tuple[dict[str, Any], dict[str, str]]:
    """Return the values that an authority confirms, and who may see those that are not for their usual audience.

    They are what the public knows, and what boroughs know by custom. A field about which the authority's latest
    word is for fewer is left out, unless `wanted` names it; so is what was set aside for being in doubt.
    """
    public, aside = _public(statements)
    shared = believed(seen_by(Actor(role=Role.viewer), statements, today()))
    known = {name: shared[name] for name in BOROUGHS_ONLY & shared.keys()} | public
    offered = {name: field.value for name, field in known.items() if name not in NOT_CONFIRMED}
    by_source = "name" in known and known["name"].claim.belief is not Belief.authority
    if by_source and offered.get("product") and wanted != ["name"]:
        del offered["name"]  # what a source calls a system is not what it is called where its product is known
        wanted = None if wanted is None else [name for name in wanted if name != "name"]
    offered |= {name: aside[name] for name in (aside.keys() - offered.keys()) & set(wanted or ())}
    if wanted is None:
        offered = {name: value for name, value in offered.items() if not _is_kept_back(statements, gss, name)}
    elif unknown := sorted(set(wanted) - offered.keys()):
        told = f"{', '.join(unknown)}: nothing is known of it yet: correct it. Known are {', '.join(sorted(offered))}."
        abort(422, messages={"json": {"fields": [told]}})
    else:
        offered = {name: offered[name] for name in wanted}
    return offered, dict.fromkeys(offered.keys() & public.keys() & BOROUGHS_ONLY, Audience.public.value)


def confirmation(
    kind: Kind, statements: Sequence[Statement], gss: str, wanted: Sequence[str] | None
) -> tuple[dict[str, Any], dict[str, str]]:
    """Return what an authority says by confirming, and who may see what of it: as `confirmable`, and more.

    It takes its rejection back where it stands; a system of which nobody has said how far it is in its life is live.
    """
    claims, visibility = confirmable(statements, gss, wanted)
    if kind == "system" and "status" not in believed(seen_by(actor(), statements, today())):
        claims["status"] = "live"
    if gss in rejecting(statements):
        claims["is_rejected"] = False
    return claims, visibility


def with_audience_of(body: Mapping[str, Any], field: str, follower: str) -> dict[str, Any]:
    """Return a body that tells a field that follows from another to no more than that one is told to."""
    visibility = dict(body.get("visibility", {}))
    if field in visibility:
        visibility.setdefault(follower, visibility[field])
    return {**body, "visibility": visibility}


def told_whole(body: Mapping[str, Any], claims: Mapping[str, Any], *naming: str) -> dict[str, Any]:
    """Return the body of a new record: one whose name is not for everyone is not for everyone as a whole."""
    visibility = body.get("visibility", {})
    hidden = [visibility[name] for name in naming if visibility.get(name, "public") != "public"]
    return {**body, "visibility": dict.fromkeys(claims, hidden[0]) | visibility} if hidden else dict(body)


def _public(statements: Sequence[Statement]) -> tuple[dict[str, Resolved], dict[str, Any]]:
    """Return what the public knows, and by field the strongest of the published values that were set aside."""
    found = weighed(seen_by(PUBLIC, statements, today()))
    return found.fields, {each.doubt.field: each.doubt.value for each in reversed(found.set_aside)}


def _is_kept_back(statements: Sequence[Statement], gss: str, name: str) -> bool:
    latest = latest_on(name, (each for each in statements if each.source == SOURCE and each.gss == gss))
    return latest is not None and latest.audience not in (Audience.public, usual_audience(name))


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
    if public_from is not None and public_from <= today():
        abort(422, messages={"json": {"public_from": ["Give a day to come; without one, say public."]}})
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
    keep()


def keep() -> None:
    """Commit, so that what is read next is what is kept: links between records too."""
    session().commit()
    session().expire_all()


def _told(change: Change) -> dict[str, Any]:
    """Return a change as JSON, for one who wrote without having seen it; its time as ISO 8601."""
    told = {name: getattr(change, name) for name in ("by", "action", "before", "after")}
    return {"at": change.at.isoformat(), **told}
