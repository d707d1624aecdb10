"""What waits for an authority's word: one matter for each thing that one call settles."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Protocol

from registry.claims import FRESH_FOR, Belief, Resolved
from registry.duplicates import Lookalike
from registry.identities import public_id
from registry.renewals import RUNNING

Fields = Mapping[str, Resolved]
MAY_BE_NONE = ("ends_on", "value", "annual_value")
"""Fields that are missing until someone tells them, or the authority says that there is none."""


class Kind(StrEnum):
    """What an item asks, most pressing first."""

    past_end = "past_end"
    """A contract's term is over, and nobody has said what happened."""
    dispute = "dispute"
    """A later official notice disagrees with the authority."""
    plan_alert = "plan_alert"
    """A contract of the authority's own has changed since its joint procurement plan last reckoned with it."""
    invitation = "invitation"
    """The authority is invited to a joint procurement plan."""
    duplicate = "duplicate"
    """Two contracts may be one."""
    set_aside = "set_aside"
    """A published value of a contract counts nowhere, for it can hardly be right."""
    proposal = "proposal"
    """Sources tell of it; the authority has not spoken about it yet."""
    missing_end = "missing_end"
    missing_value = "missing_value"
    stale = "stale"
    """The authority last spoke about it more than a year ago."""


class ContractRow(Protocol):
    """What of a contract decides what it waits for."""

    id: Any
    status: Any
    ends_on: Any
    open_ended: Any
    value_pence: Any
    annual_value_pence: Any
    decision: Any
    act_by_on: Any
    disputed: Any
    doubts: Any


class SystemRow(Protocol):
    """What of a system decides what it waits for."""

    id: Any
    status: Any
    disputed: Any


@dataclass(frozen=True, slots=True)
class OwnWord:
    """What the authority itself has said of a record; what others that share it say is not its word."""

    said_on: date | None = None
    """When last, but for drafts."""
    has_draft: bool = False


SILENT = OwnWord()
"""An authority that has said nothing."""


@dataclass(frozen=True, slots=True)
class Matter:
    """One thing that waits for the authority's word."""

    kind: Kind
    subject_kind: Any
    """`contract`, `system` or `plan`."""
    subject_id: str
    act_by_on: date | None = None
    field: str | None = None
    """The disputed or doubtful field."""
    detail: str = ""
    """What makes it this matter and not the next of its kind: the notice's value, the end that has passed."""
    lookalike: Lookalike | None = None
    own: OwnWord = SILENT

    def id(self, gss: str) -> str:
        """Return the item's id, the same for as long as the same is asked."""
        return public_id("inbox", gss, self.kind, self.subject_kind, self.subject_id, self.field or "", self.detail)


def contract_matters(contract: ContractRow, fields: Fields, own: OwnWord, on: date) -> Iterator[Matter]:
    """Yield what a listed contract waits for on a day; `fields` are its claims where they matter, else empty.

    A contract of which its authority has not spoken asks once, with all that is missing. The way out of an end that
    has passed is an answer to everything else.
    """

    def matter(kind: Kind, **more: Any) -> Matter:
        return Matter(kind, "contract", contract.id, contract.act_by_on, own=own, **more)

    for name in _disputed(contract.disputed, fields):
        yield matter(Kind.dispute, field=name, detail=_against(fields[name]))
    if contract.status not in RUNNING:
        return
    doubtful = {each["field"]: each for each in reversed(contract.doubts)}
    for name, doubt in sorted(doubtful.items()):
        yield matter(Kind.set_aside, field=name, detail=json.dumps(doubt["value"], sort_keys=True))
    if is_past_end(contract, on):
        yield matter(Kind.past_end, detail=contract.ends_on.isoformat())
    elif own.said_on is None:
        yield matter(Kind.proposal)
    else:
        if lacks_end(contract) and "ends_on" not in doubtful and not _answered(fields, "ends_on"):
            yield matter(Kind.missing_end)
        asks_value = not doubtful.keys() & {"value", "annual_value"}
        if lacks_value(contract) and asks_value and not _answered(fields, "value", "annual_value"):
            yield matter(Kind.missing_value)
        if on - own.said_on > FRESH_FOR:
            yield matter(Kind.stale, detail=own.said_on.isoformat())


def system_matters(system: SystemRow, fields: Fields, own: OwnWord, on: date) -> Iterator[Matter]:
    """Yield what a listed system waits for on a day. One that is proposed still has not been said to be in use."""
    for name in _disputed(system.disputed, fields):
        yield Matter(Kind.dispute, "system", system.id, field=name, detail=_against(fields[name]))
    if system.status == "retired":
        return
    if own.said_on is None or system.status == "proposed":
        yield Matter(Kind.proposal, "system", system.id, own=own)
    elif on - own.said_on > FRESH_FOR:
        yield Matter(Kind.stale, "system", system.id, detail=own.said_on.isoformat(), own=own)


def duplicate_matters(pairs: Iterable[Lookalike], act_by: Mapping[str, date | None]) -> Iterator[Matter]:
    """Yield what pairs of contracts that look alike wait for; `act_by` are their days to act."""
    for pair in pairs:
        days = [day for day in (act_by.get(pair.one), act_by.get(pair.other)) if day]
        yield Matter(Kind.duplicate, "contract", pair.one, min(days, default=None), detail=pair.other, lookalike=pair)


def most_pressing_first(matters: Iterable[Matter]) -> list[Matter]:
    """Return matters by kind, then by the day to act, those without one last."""
    place = {kind: number for number, kind in enumerate(Kind)}
    last = date.max
    return sorted(matters, key=lambda each: (place[each.kind], each.act_by_on or last, each.subject_id, each.detail))


def is_past_end(contract: ContractRow, on: date) -> bool:
    """Whether a running contract's term is over, and its authority has not said what comes then."""
    decided = (contract.decision or "undecided") != "undecided"
    return contract.ends_on is not None and contract.ends_on < on and not contract.open_ended and not decided


def lacks_end(contract: ContractRow) -> bool:
    """Whether a contract must have an end that nobody has told."""
    return contract.ends_on is None and not contract.open_ended


def lacks_value(contract: ContractRow) -> bool:
    """Whether nobody has told what a contract is worth."""
    return contract.value_pence is None and contract.annual_value_pence is None


def _answered(fields: Fields, *names: str) -> bool:
    """Whether the authority itself has said of one of these fields that there is nothing of it."""
    said = (fields[name].claim for name in names if name in fields)
    return any(claim.belief is Belief.authority and claim.value is None for claim in said)


def _disputed(names: Iterable[str], fields: Fields) -> list[str]:
    return [name for name in names if name in fields and fields[name].disputes]


def _against(field: Resolved) -> str:
    """Return the notice's value of a disputed field, as text to tell it by."""
    return json.dumps(field.disputes[0].value, sort_keys=True)
