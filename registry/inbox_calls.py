"""The calls that settle what waits for an authority's word: the likeliest first, then the other ways."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from registry.claims import Resolved
from registry.doubts import FOREIGN_CURRENCY
from registry.identities import public_id
from registry.inbox import Kind, Matter, lacks_end, lacks_value
from registry.inbox_words import in_words, named
from registry.visibility import Audience
from registry.weighing import SetAside


@dataclass(frozen=True, slots=True)
class Call:
    """One write that settles a matter: what a person reads, and what is sent."""

    title: str
    action: str
    """The last part of the address: `confirm`, `correct`, `reject`, `decision`, `merge` or `distinct`."""
    body: Mapping[str, Any] = field(default_factory=dict)
    fill: tuple[str, ...] = ()
    """Fields of the body to fill in before it is sent; none where it can be sent as it is."""

    @property
    def key(self) -> str:
        """What tells it from the other calls of its item."""
        return public_id("call", self.action, repr(sorted(self.body.items())), *self.fill)


class Ending(Protocol):
    """What of a contract's end the calls are made of."""

    ends_on: Any
    max_ends_on: Any
    open_ended: Any
    value_pence: Any
    annual_value_pence: Any


CONFIRM = Call("Confirm that it is right", "confirm")
NOT_OURS = Call("Not ours", "reject")
NOT_TECHNOLOGY = Call("It is not technology", "correct", {"is_technology": False})
IS_OVER = Call("It is over", "correct", {"status": "terminated"})
NO_LONGER_USED = Call("It is no longer used", "correct", {"status": "retired"})
HAS_NO_END = Call("It runs until one side ends it", "correct", {"open_ended": True})
HAS_NO_VALUE = Call("No value was agreed", "correct", {"value": None})
GIVE_END = Call("Give the day it ends", "correct", {"ends_on": None}, ("ends_on",))
GIVE_VALUE = Call("Give its value over its whole life", "correct", {"value": None}, ("value",))
GIVE_YEARLY = Call("Give what it costs a year", "correct", {"annual_value": None}, ("annual_value",))
DECISIONS = (
    Call("It will be extended", "decision", {"decision": "extend"}),
    Call("It is being bought again", "decision", {"decision": "re-procure"}),
    Call("It will not be replaced", "decision", {"decision": "exit"}),
)


def contract_calls(kind: Kind, contract: Ending, on: date) -> list[Call]:
    """Return the calls that settle what a contract waits for, but for disputes and duplicates."""
    latest = contract.max_ends_on
    runs_on = [_ends(latest)] if latest and latest >= on and latest != contract.ends_on else []
    missing = [GIVE_END] if lacks_end(contract) else []  # type: ignore[arg-type]
    missing += [GIVE_VALUE] if lacks_value(contract) else []  # type: ignore[arg-type]
    return {
        Kind.past_end: [*runs_on, IS_OVER, *DECISIONS, HAS_NO_END, GIVE_END, NOT_OURS],
        Kind.proposal: [CONFIRM, *missing, NOT_OURS, NOT_TECHNOLOGY],
        Kind.missing_end: [*runs_on, HAS_NO_END, GIVE_END, IS_OVER],
        Kind.missing_value: [HAS_NO_VALUE, GIVE_VALUE, GIVE_YEARLY],
        Kind.stale: [CONFIRM, IS_OVER, *missing, NOT_OURS],
    }[kind]


def system_calls(kind: Kind) -> list[Call]:
    """Return the calls that settle what a system waits for, but for disputes."""
    return {Kind.proposal: [CONFIRM, NO_LONGER_USED, NOT_OURS], Kind.stale: [CONFIRM, NO_LONGER_USED, NOT_OURS]}[kind]


def dispute_calls(matter: Matter, said: Resolved, audience: Audience, public_from: date | None) -> Iterator[Call]:
    """Yield the calls that settle a dispute: keep what was said, or take what the notice says.

    `audience` is told what the authority said: a value that is not for everyone is kept so.
    """
    name = matter.field or ""
    keep = f"Keep {in_words(said.value)}"
    if audience is Audience.public:
        yield Call(keep, "confirm", {"fields": [name]})
    elif own := as_correction(name, said.value):
        until = {"public_from": public_from.isoformat()} if public_from and audience is Audience.embargoed else {}
        yield Call(keep, "correct", {**own, "visibility": {name: audience.value}, **until})
    if said.disputes and (theirs := as_correction(name, said.disputes[0].value)):
        yield Call(f"Take {in_words(said.disputes[0].value)}, as the notice says", "correct", theirs)
    if name == "authorities":
        yield NOT_OURS


def doubt_calls(found: SetAside, *, has_value: bool) -> Iterator[Call]:
    """Yield the calls that settle a published value that was set aside: it is right, or something else is.

    `has_value` is whether the contract has a value, whole or yearly, without it.
    """
    name, value = found.doubt.field, found.claim.value
    if found.doubt.rule == FOREIGN_CURRENCY:
        pounds = {**value, "currency": "GBP"}
        yield Call(f"It is in pounds: {in_words(pounds)}", "correct", as_correction(name, pounds))
    yield Call(f"{in_words(value)} is right", "correct", as_correction(name, value))
    if name in ("value", "annual_value"):
        yield GIVE_VALUE
        yield GIVE_YEARLY
        if not has_value:
            yield HAS_NO_VALUE
    elif name == "ends_on":
        yield GIVE_END
        yield HAS_NO_END
    elif name == "max_ends_on":
        yield Call("It cannot be extended", "correct", {name: None})
    if name not in ("value", "annual_value", "ends_on"):
        yield Call("Give the right day", "correct", {name: None}, (name,))


def duplicate_calls(other: str, title: str, can_merge: bool) -> list[Call]:
    """Return the calls that settle whether a contract is the same as another, which stays if so."""
    merge = Call(f"They are one: keep {named(title)}", "merge", {"into": other})
    apart = Call("They are two", "distinct", {"from": other})
    return [merge, apart] if can_merge else [apart]


def as_correction(name: str, value: Any) -> dict[str, Any]:
    """Return a claim as the body of a correction; empty where corrections do not know the field."""
    if name in ("options", "decision"):
        return {}
    if isinstance(value, Mapping):
        if "pence" in value:
            return {name: _money(value)}
        meant = value.get("id") or value.get("text")
        return {name: meant} if meant else {}
    if name == "suppliers":
        return {name: [{"id": each["id"]} for each in value or ()]}
    return {name: value}


def _money(value: Mapping[str, Any]) -> dict[str, str | None]:
    def pounds(pence: int | None) -> str | None:
        return None if pence is None else f"{pence // 100}.{pence % 100:02}"

    return {
        "amount": pounds(value["pence"]),
        "vat": value.get("vat") or "unknown",
        "currency": value.get("currency") or "GBP",
        "amount_with_vat": pounds(value.get("with_vat_pence")),
    }


def _ends(day: date) -> Call:
    return Call(f"It runs until {in_words(day.isoformat())}", "correct", {"ends_on": day.isoformat()})
