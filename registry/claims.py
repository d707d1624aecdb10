"""What is believed about a record when several sources speak about it.

A *statement* is one source's word about one record; each of its fields is a *claim*. Statements are the truth that
is kept; a record's columns are their resolution.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from enum import IntEnum
from typing import Any, Literal

from registry.payments import united

_LONG_AGO = datetime(1900, 1, 1, tzinfo=UTC)
FRESH_FOR = timedelta(days=365)
"""How long an authority's word counts as fresh."""


class Belief(IntEnum):
    """How far a statement is believed: the greater, the more."""

    derived = 1
    """What we worked out ourselves: a classification, a matched name."""
    notice = 2
    """Award and tender notices: what was intended."""
    register = 3
    """A contracts register."""
    official = 4
    """A notice that legally states the fact: UK7 contract details, UK10 change, UK11 termination."""
    authority = 5
    """The authority itself."""


@dataclass(frozen=True, slots=True)
class Said:
    """One source's word about one record."""

    source: str
    reference: str
    """The document that says it: a release id, a web address."""
    belief: Belief
    said_on: date
    fields: Mapping[str, Any]
    """Claims by field. One that a source does not speak about is absent; None says that there is nothing of it."""
    said_at: datetime | None = None
    """The moment, where it is known: it orders what was said on one day."""
    released: Collection[str] = ()
    """Fields whose values count although they are in doubt (`registry/weighing.py`): an editor has let them."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One source's word about one field."""

    value: Any
    source: str
    reference: str
    belief: Belief
    said_on: date
    said_at: datetime | None = None

    @property
    def order(self) -> tuple[date, datetime, str, str]:
        """What is later is greater; at one moment the source and reference decide, so that all registries agree."""
        return self.said_on, self.said_at or _LONG_AGO, self.source, self.reference


@dataclass(frozen=True, slots=True)
class Resolved:
    """The claim that is believed about a field, and what speaks against it."""

    claim: Claim
    confirmed_on: date | None
    """When the authority last said this value."""
    disputes: tuple[Claim, ...] = field(default=())
    """Later official word that disagrees with the authority's."""

    @property
    def value(self) -> Any:
        return self.claim.value

    def confidence(self, on: date) -> Literal["high", "medium", "low"]:
        """How far to trust the value on a day.

        High: the authority within 12 months, or a notice that legally states it. Medium: a register, or the
        authority longer ago. Low: worked out by us, or said before the contract was signed.
        """
        if self.claim.belief is Belief.authority:
            return "high" if on - (self.confirmed_on or self.claim.said_on) <= FRESH_FOR else "medium"
        return {Belief.official: "high", Belief.register: "medium"}.get(self.claim.belief, "low")  # type: ignore[return-value]


def resolve(statements: Iterable[Said]) -> dict[str, Resolved]:
    """Return what is believed about each field that any statement speaks about, whatever their order.

    The strongest belief wins; within one, the latest; at one moment, the later source and reference by name, so
    that every registry decides alike. An authority's word is never overwritten: what an official notice says
    later stands beside it as a dispute.
    """
    claims: dict[str, list[Claim]] = {}
    for said in statements:
        for name, value in said.fields.items():
            claim = Claim(value, said.source, said.reference, said.belief, said.said_on, said.said_at)
            claims.setdefault(name, []).append(claim)
    found = {name: _believed(of_one_field) for name, of_one_field in sorted(claims.items())}
    if "payments" in found:
        found["payments"] = _together(found["payments"], claims["payments"])
    return found


def _believed(claims: list[Claim]) -> Resolved:
    best = claims[0] if len(claims) == 1 else max(claims, key=lambda claim: (claim.belief, claim.order))
    own = [c for c in claims if c.belief is Belief.authority and c.value == best.value]
    confirmed_on = max((claim.said_on for claim in own), default=None)
    if confirmed_on is None:
        return Resolved(best, None)
    against = (
        claim
        for claim in claims
        if claim.belief is Belief.official and claim.said_on > confirmed_on and claim.value != best.value
    )
    disputes = sorted(against, key=lambda claim: claim.order, reverse=True)
    return Resolved(best, confirmed_on, tuple(disputes))


def _together(believed: Resolved, claims: list[Claim]) -> Resolved:
    """Return payments as all documents tell them: each tells of a quarter, and none of them of all."""
    told = sorted(claims, key=lambda claim: claim.order)
    payments = united((claim.source, claim.said_on, claim.value) for claim in told)
    return replace(believed, claim=replace(told[-1], value=payments))
