"""What waits for an authority's word in plans: invitations, and what has changed of its own contracts."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from registry.identities import public_id
from registry.inbox import Kind, Matter
from registry.inbox_calls import Call
from registry.inbox_words import day, named
from registry.planning.alerts import Alert, alerts

_ANSWERS = {"interested": "We are interested", "committed": "We commit to it", "declined": "We decline"}


class PlanRow(Protocol):
    """What of a plan decides what it asks of an authority."""

    id: Any
    title: Any
    starts_on: Any
    lead: Any
    service: Any
    contracts: Any


@dataclass(frozen=True, slots=True)
class PlanMatter(Matter):
    """One thing that a plan asks of an authority."""

    contract: str | None = None
    """The contract that changed; none where the plan only invites."""
    why: str = ""
    since: date | None = None

    def calls(self, gss: str) -> Iterator[Call]:
        """Yield the calls with which an authority settles it."""
        if self.contract is not None:
            yield Call("We have seen it: the plan reckons with it now", f"contracts/{self.contract}/seen")
            return
        for state, title in _ANSWERS.items():
            yield Call(title, "join", {"state": state, "authority": gss})


def invitation_matters(invited: Iterable[tuple[PlanRow, Any]]) -> Iterator[PlanMatter]:
    """Yield what plans to which an authority is invited ask of it; each stands with the authority's part in it."""
    for plan, part in invited:
        why = f"{plan.lead.short_name} invites you to the plan {named(plan.title)} for {plan.service.name}."
        told = f"Its new contract is to start on {day(plan.starts_on)}."
        asked = part.said_on.isoformat()
        yield PlanMatter(Kind.invitation, "plan", plan.id, detail=asked, why=f"{why} {told}", since=part.said_on)


def alert_matters(plans: Iterable[PlanRow], gss: str, on: date) -> Iterator[PlanMatter]:
    """Yield what has changed of an authority's own contracts in plans in which it takes part, by contract."""
    for plan in plans:
        for kept in plan.contracts:
            if gss in _buyers(kept) and (found := alerts(kept.terms, kept.contract, plan.starts_on, on)):
                yield PlanMatter(
                    Kind.plan_alert,
                    "plan",
                    plan.id,
                    detail=_digest(kept.contract_id, found),
                    contract=kept.contract_id,
                    why=f"{_called(kept)} has changed, and the plan {named(plan.title)} replaces it. {_told(found)}",
                )


def _buyers(kept: Any) -> set[str]:
    """Return whose a contract is, or was when the plan last reckoned with it."""
    now = kept.contract.authorities if kept.contract is not None else ()
    return {each["gss"] for each in kept.terms.get("authorities") or ()} | {each.gss for each in now}


def _called(kept: Any) -> str:
    return named(kept.terms.get("title") or kept.contract_id)


def _told(found: Sequence[Alert]) -> str:
    effect = next((each.effect for each in found if each.effect), None)
    return " ".join([*(each.words for each in found), *([effect] if effect else [])])


def _digest(contract_id: str, found: Sequence[Alert]) -> str:
    return public_id("alerts", contract_id, *(f"{each.field}={each.now!r}" for each in found))
