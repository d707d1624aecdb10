"""Every value of a release by its place, and which of them its procurement's record does not have."""

from collections.abc import Iterator
from typing import Any

from registry.ocds.differences import Member, Path


def leaves(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Yield every scalar of JSON with its path; nulls and what is empty say nothing.

    What stands in a list without an id has the place `*`.
    """
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, (*path, key))
    elif isinstance(value, list):
        for inner in value:
            yield from leaves(inner, (*path, _place(inner)))
    elif value is not None:
        yield path, value


def missing(said: Any, record: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Yield the scalars that a release says, with their paths, which its record does not have there."""
    if isinstance(said, dict):
        of = record if isinstance(record, dict) else {}
        for key, inner in said.items():
            yield from missing(inner, of.get(key), (*path, key))
    elif isinstance(said, list):
        yield from _missing_of_list(said, record if isinstance(record, list) else [], path)
    elif said is not None and repr(said) != repr(record):
        yield path, said


def _missing_of_list(said: list[Any], record: list[Any], path: Path) -> Iterator[tuple[Path, Any]]:
    members = {_place(each): each for each in record}
    loose = [each for each in record if _place(each) == "*"]
    unnumbered = {(inner, repr(value)) for inner, value in leaves(loose)}
    for each in said:
        place = _place(each)
        if place != "*":
            yield from missing(each, members.get(place), (*path, place))
            continue
        for inner, value in leaves([each]):
            if (inner, repr(value)) not in unnumbered:
                yield (*path, *inner), value


def _place(inner: Any) -> str | Member:
    own = inner.get("id") if isinstance(inner, dict) else None
    return Member(own) if isinstance(own, str | int) and not isinstance(own, bool) else "*"
