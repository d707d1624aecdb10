"""What one notice changed in the record of its procurement: field by field, so that nothing is lost."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from registry.ocds.shapes import Json


class Member(NamedTuple):
    """A step into a list: to the object that has this id."""

    id: str | int


Path = tuple[str | Member, ...]
_OPENED = {(), ("tender",), ("planning",)}
"""Objects that are told part by part also when they are new, as periods are: whole, they are most of a notice."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One field, or one new object of a list, before and after a release; None is absent."""

    path: Path
    before: Any
    after: Any


def differences(before: Any, after: Any, path: Path = ()) -> Iterator[Difference]:
    """Yield what turns one piece of cleaned JSON (without nulls) into another.

    Objects of lists are compared by their ids, where all have one of their own; other lists as a whole, and so are
    amounts of money, which mean nothing without their currency.
    """
    if before is None and _is_opened(after, path):
        before = {}
    if isinstance(before, dict) and isinstance(after, dict) and not (_is_money(before) and _is_money(after)):
        yield from _of_objects(before, after, path)
        return
    old, new = _members(before), _members(after)
    if old is not None and new is not None and (old or new) and _keeps_order(old, new):
        for member in {**old, **new}:
            earlier, later = old.get(member), new.get(member)
            if repr(earlier) != repr(later):  # most are as they were, and this is the fastest way to see it
                yield from differences(earlier, later, (*path, member))
    elif repr(before) != repr(after):  # 1, 1.0 and True are three things to JSON, and NaN is one
        yield Difference(path, before, after)


def _of_objects(before: Json, after: Json, path: Path) -> Iterator[Difference]:
    for key in {**before, **after}:
        yield from differences(before.get(key), after.get(key), (*path, key))


def _is_opened(new: Any, path: Path) -> bool:
    if not isinstance(new, dict) or not new or (path and isinstance(path[-1], Member)):
        return False
    return path in _OPENED or len(new) == 1 or str(path[-1]).lower().endswith("period")


def _members(value: Any) -> dict[Member, Json] | None:
    """Return the objects of a list by id; nothing of an absent one, None where they cannot be told apart by ids."""
    if value is None:
        return {}
    if not isinstance(value, list) or not value or not all(isinstance(each, dict) for each in value):
        return None
    if not all(type(each.get("id")) in (str, int) for each in value):
        return None
    found = {Member(each["id"]): each for each in value}
    return found if len(found) == len(value) else None


def _keeps_order(old: dict[Member, Json], new: dict[Member, Json]) -> bool:
    return [*old, *(each for each in new if each not in old)] == list(new)


def _is_money(value: Json) -> bool:
    return "currency" in value and not any(isinstance(inner, dict | list) for inner in value.values())


def written(path: Path) -> str:
    """Return a path as text: `tender/lots[2]/title`."""
    return "".join(f"[{each.id}]" if isinstance(each, Member) else f"/{each}" for each in path).lstrip("/")
