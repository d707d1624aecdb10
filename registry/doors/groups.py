"""The doors of one procurement: linked one by one, they are one group."""

from collections import Counter, deque
from collections.abc import Iterable, Mapping
from typing import Any, Protocol, TypeVar

from registry.doors.portals import portal_of

Pair = tuple[str, str]
"""Two OCIDs as `registry.doors.portals.ahead_first` puts them."""
Link = TypeVar("Link", bound="Linking")


class Linking(Protocol):
    """A link of two procurements."""

    first_ocid: Any
    other_ocid: Any
    score: Any


def clear(pairs: Iterable[Pair]) -> set[Pair]:
    """Return the pairs of which each end has the other alone on the other's portal.

    A buyer may award a hundred contracts under one title from one day: which of another portal is which, nobody can
    tell by their titles.
    """
    told = list(pairs)
    ends = Counter(end for one, other in told for end in ((one, portal_of(other)), (other, portal_of(one))))
    return {(one, other) for one, other in told if ends[one, portal_of(other)] == ends[other, portal_of(one)] == 1}


def by_end(links: Iterable[Link]) -> dict[str, dict[str, Link]]:
    """Return links by one end, and then by the other."""
    found: dict[str, dict[str, Link]] = {}
    for each in links:
        found.setdefault(each.first_ocid, {})[each.other_ocid] = each
        found.setdefault(each.other_ocid, {})[each.first_ocid] = each
    return found


def reached(ocid: str, links: Mapping[str, Mapping[str, Link]]) -> dict[str, tuple[str, Link]]:
    """Return the other doors of a procurement, the nearest first: each with the door before it, and the link there."""
    found: dict[str, tuple[str, Link]] = {}
    waiting = deque([ocid])
    while waiting:
        here = waiting.popleft()
        for other, link in sorted(links.get(here, {}).items(), key=lambda each: (-each[1].score, each[0])):
            if other != ocid and other not in found:
                found[other] = here, link
                waiting.append(other)
    return found
