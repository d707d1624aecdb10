"""What became of a page, and of each thing that it tells: the report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Status = Literal["understood", "partly", "refused"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one advert, contract or line of a list."""

    kind: Literal["advert", "listed", "contract"]
    reference: str
    title: str
    became: Literal["said", "nothing"]
    """Whether it says something about contracts now."""
    contracts: tuple[str, ...] = ()
    why: str = ""
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PageReport:
    """What became of one page."""

    name: str
    layout: str
    status: Status
    why: str = ""
    """Why it was refused; what was odd about it."""
    outcomes: tuple[Outcome, ...] = ()
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    """Contracts, by what the page did to them."""


def refused(name: str, why: str) -> PageReport:
    """Return the report on a page from which nothing was taken."""
    return PageReport(name, "", "refused", why)


def status_of(outcomes: Sequence[Outcome], notes: Sequence[str]) -> Status:
    """Return how far a page was understood: wholly, where each thing was used and nothing in it is in doubt.

    A line of a list says nothing of a contract, and so leaves nothing out.
    """
    doubted = any(each.problems or (each.became == "nothing" and each.kind != "listed") for each in outcomes)
    return "partly" if doubted or notes else "understood"
