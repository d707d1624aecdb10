"""Whether two procurements, as two doors show them, are one: pure, symmetric, and careful.

That they are one is said only with a reason in words. What is alike is never enough where something speaks against
it: other lots, years or numbers, other references of one form, other suppliers, days that are far apart.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from registry.doors.facts import Door
from registry.doors.references import differ
from registry.doors.titles import alike, read_title, speaks_against

ALIKE = 0.75
"""How alike titles must be where the buyer and the days alone say that two procurements are one."""
_FAR_DEADLINES, _FAR_TERMS, _LONG_AGO = timedelta(days=31), timedelta(days=92), timedelta(days=550)
_WORTH = 1.35
"""How often one value may hold the other: VAT, and a round number."""


@dataclass(frozen=True, slots=True)
class SameProcurement:
    """That two procurements are one."""

    rule: str
    """`planning`, `number`, `notice`, `reference` or `title`."""
    score: float
    """From 0 to 1."""
    reasons: tuple[str, ...]
    """Why, in sentences."""


def same_procurement(one: Door, other: Door) -> SameProcurement | None:
    """Return why two procurements are one; None when nothing says so, or something speaks against it."""
    one, other = sorted((one, other), key=lambda door: door.ocid)
    if one.ocid == other.ocid or _is_another_kind(one, other):
        return None
    for rule, (find, score) in _RULES.items():
        if found := find(one, other):
            return SameProcurement(rule, round(score + _likeness(one, other) * (1 - score) / 2, 3), tuple(found))
    return None


def _is_another_kind(one: Door, other: Door) -> bool:
    """Whether one is a market or a framework and the other is bought through it, or through another."""
    if one.is_market != other.is_market or one.ocid in other.frameworks or other.ocid in one.frameworks:
        return True
    if one.frameworks and other.frameworks and one.frameworks.isdisjoint(other.frameworks):
        return True
    return any(a.is_framework and (b.is_call_off or b.frameworks) for a, b in ((one, other), (other, one)))


def _by_planning(one: Door, other: Door) -> list[str]:
    """One names the other as its planning; as what was before, where that is a plan for the same."""
    for later, before in ((one, other), (other, one)):
        named = before.ocid in later.earlier
        is_plan = before.stages == {"planning"} and before.ocid in later.prior
        if named or (is_plan and _is_alike(one, other) and _has_one_buyer(one, other)):
            return [f"The notices of {later.ocid} name {before.ocid} as their planning."]
    return []


def _by_number(one: Door, other: Door) -> list[str]:
    """They share a number that there is once in the country; the buyer or the title must say the same."""
    shared = one.numbers & other.numbers
    agrees = _has_one_buyer(one, other) or _likeness(one, other)
    if not shared or not agrees or _titles_differ(one, other) or not _may_be_two_doors(one, other):
        return []
    number = max(shared, key=lambda each: (each.startswith("dn"), each))
    told = f"They have ProContract’s number {number.upper()} in common."
    return [told if number.startswith("dn") else "They lead to one advert on ProContract.", *_told_alike(one, other)]


def _by_notice(one: Door, other: Door) -> list[str]:
    """A document of one is the notice of the other, of one buyer."""
    linked = (one.linked_notices & other.notices) | (other.linked_notices & one.notices)
    if not linked or not _has_one_buyer(one, other) or one.portal == other.portal or _titles_differ(one, other):
        return []
    return [f"One leads to the other’s notice {min(linked)}.", *_told_alike(one, other)]


def _by_reference(one: Door, other: Door) -> list[str]:
    """One buyer has one reference for them; the buyer's own is believed only of titles that say the same."""
    if not _has_one_buyer(one, other) or _titles_differ(one, other) or not _may_be_two_doors(one, other):
        return []
    of_portal, own = one.portal_references & other.portal_references, one.own_references & other.own_references
    is_known = own and _is_alike(one, other) and not _sellers_differ(one, other)
    if not of_portal and not is_known:
        return []
    return [
        f"They have one buyer, and the reference {min(of_portal or own).upper()} in common.",
        *_told_alike(one, other),
    ]


def _by_title(one: Door, other: Door) -> list[str]:
    """One buyer, titles that say the same, and a day in common, on two portals."""
    if one.portal == other.portal or not _has_one_buyer(one, other) or not _is_alike(one, other):
        return []
    against = _titles_differ(one, other) or _sellers_differ(one, other) or _worth_differs(one, other)
    days = _days_in_common(one, other)
    if against or not days or _days_differ(one, other) or _references_differ(one, other):
        return []
    return ["They have one buyer.", *_told_alike(one, other), *days]


_RULES: dict[str, tuple[Callable[[Door, Door], list[str]], float]] = {
    "planning": (_by_planning, 0.95),
    "number": (_by_number, 0.95),
    "notice": (_by_notice, 0.9),
    "reference": (_by_reference, 0.85),
    "title": (_by_title, 0.7),
}
"""The strongest first, each with what it is worth by itself."""


def _may_be_two_doors(one: Door, other: Door) -> bool:
    """Whether two OCIDs with a reference in common may be one procurement.

    A portal gives each procurement one OCID. But some systems publish the award anew, and some buyers begin anew
    after a slip: of one portal they are one where the titles say the same, and the stages or the days fit together.
    """
    if one.portal != other.portal:
        return True
    goes_on = bool(one.stages and other.stages) and one.stages.isdisjoint(other.stages)
    is_again = not (one.closes.isdisjoint(other.closes) and one.suppliers.isdisjoint(other.suppliers))
    return (goes_on or is_again) and _likeness(one, other) == 1 and not _sellers_differ(one, other)


def _has_one_buyer(one: Door, other: Door) -> bool:
    return not one.buyers.isdisjoint(other.buyers)


def _likeness(one: Door, other: Door) -> float:
    return alike(read_title(one.title), read_title(other.title))


def _is_alike(one: Door, other: Door) -> bool:
    return _likeness(one, other) >= ALIKE


def _told_alike(one: Door, other: Door) -> list[str]:
    likeness = _likeness(one, other)
    return [f"Their titles are alike ({likeness:.0%})."] if likeness >= ALIKE else []


def _titles_differ(one: Door, other: Door) -> bool:
    return speaks_against(read_title(one.title), read_title(other.title))


def _sellers_differ(one: Door, other: Door) -> bool:
    return bool(one.suppliers and other.suppliers) and one.suppliers.isdisjoint(other.suppliers)


def _worth_differs(one: Door, other: Door) -> bool:
    few, many = sorted((one.pence or 0, other.pence or 0))
    return few > 0 and many > few * _WORTH


def _references_differ(one: Door, other: Door) -> bool:
    kinds = ((each.numbers, each.portal_references | each.own_references) for each in (one, other))
    return any(differ(a, b) for a, b in zip(*kinds, strict=True))


def _days_in_common(one: Door, other: Door) -> list[str]:
    told = [f"Both can be answered until {max(shared):%-d %B %Y}." for shared in (one.closes & other.closes,) if shared]
    starts, ends = one.starts & other.starts, one.ends & other.ends
    if starts and (ends or not (one.ends and other.ends)):
        told.append(f"The contracts of both start on {max(starts):%-d %B %Y}.")
    return told


def _days_differ(one: Door, other: Door) -> bool:
    published = [each.published_on for each in (one, other) if each.published_on]
    return (
        _are_far(one.closes, other.closes, _FAR_DEADLINES)
        or _are_far(one.starts, other.starts, _FAR_TERMS)
        or (len(published) == 2 and abs(published[0] - published[1]) > _LONG_AGO)
    )


def _are_far(one: Iterable[date], other: Iterable[date], most: timedelta) -> bool:
    apart = [abs(a - b) for a in one for b in other]
    return bool(apart) and min(apart) > most
