"""What can be watched, what can happen to it, and through which channels it is told."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a watch is on."""

    search = "search"
    contract = "contract"
    supplier = "supplier"
    service = "service"
    authority = "authority"
    joint_opportunity = "joint_opportunity"
    plan = "plan"


class Event(StrEnum):
    """What happened."""

    notice = "notice"
    """A portal published a notice."""
    contract = "contract"
    """A contract is known, or is known to be of what is watched, that was not before."""
    change = "change"
    """A record was changed: who, before and after."""
    renewal = "renewal"
    """A day has come near, or has come: to act, to take an option, an end."""
    retendered = "retendered"
    """A procurement was published that looks as if it replaces the contract."""
    joint_opportunity = "joint_opportunity"
    """The contracts that could be replaced together are others now, or none."""
    test = "test"
    """Nothing happened: its holder asked for it."""


class Channel(StrEnum):
    """How a watch is told, beside its feed, which holds everything."""

    webhook = "webhook"
    email = "email"


class Every(StrEnum):
    """How often mail is sent, at most."""

    instant = "instant"
    daily = "daily"
    weekly = "weekly"


@dataclass(frozen=True, slots=True)
class Found:
    """One thing to tell one watch."""

    watch_id: str
    key: str
    """What happened: the same key is told once."""
    event: Event
    record_kind: str
    record_id: str
    why: str = ""
    """Why it concerns the watch, in words that everyone may read."""
