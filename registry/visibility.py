"""Who may see a statement: everyone, boroughs, or for now its authority alone."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Protocol, TypeVar

from registry.roles import Actor, Role


class Audience(StrEnum):
    """Who may see what an authority says, from the widest to the narrowest."""

    public = "public"
    boroughs = "boroughs"
    """Keys of any authority that we cover."""
    embargoed = "embargoed"
    """The authority alone until a day, then everyone."""
    draft = "draft"
    """The authority alone."""


BOROUGHS_ONLY = frozenset(
    {"software_version", "hosting", "hosting_detail", "satisfaction", "experience", "ask", "security_notes"}
)
"""Fields that are for boroughs unless their authority says otherwise: versions and hosting help an attacker, and
an opinion of a supplier is shared among its customers first."""


class Spoken(Protocol):
    """A statement or a change, with who may see it."""

    audience: str
    public_from: date | None
    gss: str | None


Heard = TypeVar("Heard", bound=Spoken)


def usual_audience(field: str) -> Audience:
    """Return who may see a field of which its authority says nothing else."""
    return Audience.boroughs if field in BOROUGHS_ONLY else Audience.public


def may_see(actor: Actor, spoken: Spoken, on: date) -> bool:
    """Whether the actor may see a statement or a change on a day."""
    audience = Audience(spoken.audience)
    if audience is Audience.embargoed and spoken.public_from is not None and spoken.public_from <= on:
        audience = Audience.public
    if audience is Audience.public:
        return True
    if audience is Audience.boroughs:
        return actor.is_borough
    own = actor.is_borough and spoken.gss is not None and actor.gss == spoken.gss
    return own or actor.role is Role.admin


def seen_by(actor: Actor, spoken: Iterable[Heard], on: date) -> list[Heard]:
    """Return those statements or changes that the actor may see on a day, in their order."""
    return [each for each in spoken if may_see(actor, each, on)]
