"""What a new watch is on: looked up, as far as who asks may see it, and named."""

from typing import Any

from sqlalchemy import or_, select
from webargs.flaskparser import abort

from registry.api.auth import actor
from registry.api.clock import today
from registry.api.joint_reading import opportunities
from registry.api.references import named
from registry.api.seen import heard
from registry.api.session import session
from registry.joint.candidates import WhatIf
from registry.models import Authority, Contract, Plan, Service, Supplier
from registry.queries.authorities import authority_by_code
from registry.queries.contracts import statements_about
from registry.queries.plans import readable_by
from search.language import read
from search.reading import reading
from search.tree import NOTHING
from watches.kinds import Kind

_NAMED = ("authority", "service", "supplier", "product")
Subject = tuple[str, str, dict[str, Any]]
"""The id of what is watched, what it is called, and what to keep of how it is now."""


def subject_of(kind: Kind, word: str) -> Subject:
    """Return what a watch of a kind is on; a word that means nothing its holder may see is a 422."""
    found = _LOOKUPS[kind](word)
    if found is None:
        plural = {"authority": "authorities", "joint_opportunity": "joint-opportunities"}.get(kind, f"{kind}s")
        told = f"No {kind.replace('_', ' ')} is called {word[:100]!r}, or none that you may see: see /api/v1/{plural}."
        abort(422, messages={"json": {"subject": [told]}})
    return found


def search_of(given: dict[str, Any], place: str = "json") -> tuple[dict[str, Any], str]:
    """Return a search with names turned into ids and days into text, and what it is called.

    One that asks for nothing, or for more words than are searched for, is a 422.
    """
    meant = {name: value for name, value in given.items() if value not in ("", False)}
    for name in _NAMED & meant.keys():
        meant[name] = [named(name, word.strip(), place) for word in meant[name].split(",")]
    meant = {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in meant.items()}
    question = read(given["q"])
    if question.tree == NOTHING or (not meant.keys() - {"known"} and place == "json"):
        _refuse(place, "This would find nothing, or everything: give q, or a filter.")
    if question.left_out:
        left_out = " ".join(question.left_out)[:200]
        _refuse(place, f"Not searched for, as there are too many words: {left_out}. Take some out.")
    filters = ", ".join(
        f"{name} {_said(value)}" for name, value in given.items() if name != "q" and value not in ("", False)
    )
    words = reading(question) if given["q"].strip() else "everything"
    return meant, f"Search: {words}" + (f" ({filters})" if filters else "")


def _said(value: Any) -> str:
    return " or ".join(value) if isinstance(value, list) else str(value)


def _refuse(place: str, said: str) -> None:
    told = {"search": {"q": [said]}} if place == "json" else {"q": [said]}
    abort(422, messages={place: told})


def _contract(word: str) -> Subject | None:
    row = session().get(Contract, word)
    if row is not None and row.merged_into_id:
        row = session().get(Contract, row.merged_into_id)
    if row is None or not (row.is_listed or heard(session().scalars(statements_about(row.id)).all())):
        return None
    return row.id, row.title or "A contract", {}


def _supplier(word: str) -> Subject | None:
    called = select(Supplier).where(or_(Supplier.id == word, Supplier.slug == word.lower()))
    row = session().scalar(called.order_by(Supplier.id).limit(1))
    if row is not None and row.merged_into_id:
        row = session().get(Supplier, row.merged_into_id)
    return (row.id, row.name, {}) if row else None


def _service(word: str) -> Subject | None:
    row = session().get(Service, word)
    return (row.id, row.name, {}) if row else None


def _authority(word: str) -> Subject | None:
    row: Authority | None = session().scalar(authority_by_code(word))
    return (row.gss, row.short_name, {}) if row else None


def _joint_opportunity(word: str) -> Subject | None:
    found = opportunities(today(), WhatIf(), [word.rpartition("-")[0]])
    one = next((each for each in found if each.id == word), None)
    if one is None:
        return None
    members = sorted(each.candidate.id for each in one.members)
    return one.id, f"Bought together: {one.service_id}", {"opportunity": one.id, "members": members}


def _plan(word: str) -> Subject | None:
    row = session().scalar(select(Plan).where(Plan.id == word, readable_by(actor())))
    return (row.id, row.title, {}) if row else None


_LOOKUPS = {
    Kind.contract: _contract,
    Kind.supplier: _supplier,
    Kind.service: _service,
    Kind.authority: _authority,
    Kind.joint_opportunity: _joint_opportunity,
    Kind.plan: _plan,
}
