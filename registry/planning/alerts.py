"""What has changed of a plan's contracts since its members last looked, and what it does to the plan's dates.

A plan keeps the terms that its members reckon with. They stay until a member says that the change was seen: an alert
is a difference that nobody has taken up yet.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Protocol

from registry.options import read_options
from registry.planning.alert_words import DAYS, capital, day_of, said, whose_of
from registry.planning.effects import PlannedTerm, effect

GONE = "contract"
"""The field of an alert that no source speaks of a contract any more."""
TERMS = (
    "status",
    "merged_into_id",
    "is_listed",
    "ends_on",
    "decision",
    "open_ended",
    "max_ends_on",
    "options",
    "break_on",
)
"""What a plan reckons with, what bears most on its dates first."""
_ENDED = {"terminated": "terminated", "cancelled": "cancelled"}


class Named(Protocol):
    """An authority, by what it is called."""

    gss: Any
    short_name: Any


class Planned(PlannedTerm, Protocol):
    """A contract with what a plan reckons with."""

    title: Any
    is_listed: Any
    merged_into_id: Any

    @property
    def authorities(self) -> Sequence[Named]: ...


@dataclass(frozen=True, slots=True)
class Alert:
    """One term of a contract that is not what members reckon with."""

    field: str
    """One of `TERMS`, or `GONE`."""
    was: Any
    now: Any
    """Days as text."""
    words: str
    """What changed."""
    effect: str | None = None
    """What it does to the plan's dates; told once for all that changed of a contract."""


@dataclass(frozen=True, slots=True)
class _Kept:
    """Terms as they were kept, read as a term."""

    status: str
    ends_on: date | None
    max_ends_on: date | None
    break_on: date | None
    options: Sequence[Mapping[str, Any]]
    open_ended: bool
    decision: str | None


def terms_of(contract: Planned) -> dict[str, Any]:
    """Return a contract's terms as a plan keeps them, with what it is called and whose it is: days as text."""
    terms: dict[str, Any] = {name: getattr(contract, name) for name in TERMS}
    terms |= {name: terms[name].isoformat() for name in DAYS if terms[name] is not None}
    terms["options"] = [asdict(each) for each in read_options(contract.options or ())]
    terms["decision"] = None if contract.decision == "undecided" else contract.decision
    whose = [{"gss": each.gss, "name": each.short_name} for each in contract.authorities]
    return {"title": contract.title, "authorities": whose, **terms}


def alerts(terms: Mapping[str, Any], contract: Planned | None, starts_on: date, on: date) -> tuple[Alert, ...]:
    """Return how a contract differs on a day from the terms that members of a plan reckon with.

    `contract` is what is known of it now, None when no source speaks of it any more. The plan's new contract starts
    on `starts_on`. Nothing changed, no alert.
    """
    whose = whose_of(terms)
    if contract is None:
        words = f"No source speaks of {whose} any more."
        return (Alert(GONE, terms.get("title"), None, words, "Ask its authority whether the plan still replaces it."),)
    now = terms_of(contract)
    changed = [name for name in TERMS if _differs(name, terms.get(name), now[name])]
    if not changed:
        return ()
    if not contract.is_listed:
        return (_unlisted(now, whose),) if {"is_listed", "merged_into_id"} & set(changed) else ()
    does = effect(contract, starts_on)
    if effect(_read(terms), starts_on) == does:
        does = "That changes nothing for the plan’s dates."
    found = [Alert(name, terms.get(name), now[name], said(name, terms, now, whose, on)) for name in changed]
    first = found[0]
    return (Alert(first.field, first.was, first.now, first.words, does), *found[1:])


def _differs(name: str, was: Any, now: Any) -> bool:
    if name == "status":  # that an award has been signed changes no date
        return _ENDED.get(was) != _ENDED.get(now)
    return bool(was != now)


def _unlisted(now: Mapping[str, Any], whose: str) -> Alert:
    if into := now["merged_into_id"]:
        words = f"{capital(whose)} was merged into another, which stands for both."
        return Alert("merged_into_id", None, into, words, "Say that it was seen: the plan then reckons with that one.")
    words = f"{capital(whose)} is listed no longer: its authority says that it is not its own."
    return Alert("is_listed", True, False, words, "Take it out of the plan, or ask.")


def _read(terms: Mapping[str, Any]) -> _Kept:
    return _Kept(
        status=terms.get("status") or "active",
        **{name: day_of(terms.get(name)) for name in DAYS},
        options=terms.get("options") or (),
        open_ended=bool(terms.get("open_ended")),
        decision=terms.get("decision"),
    )
