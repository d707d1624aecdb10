"""The record of a procurement as its releases made it: what each changed, and what it said beside the record."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from registry.ocds.difference_words import change_in_words, unmerged_in_words
from registry.ocds.differences import differences, written
from registry.ocds.leaves import missing
from registry.ocds.merging import CONTRADICTIONS, compiled, in_order, prepared, records, without_contradictions
from registry.ocds.shapes import Json
from registry.ocds.untangling import with_awards_apart

MOST_CHANGES = 1000
"""How many changes of one release are told; real ones have a tenth of it."""
MOST_RELEASES = 100
"""Of how many releases of one procurement, the latest, the changes are told; the record holds all."""
_OF_THE_RELEASE = {"id", "date", "tag", "ocid"}


@dataclass(frozen=True, slots=True)
class Change:
    """What a release changed in the record; or, not `merged`, said beside it: another word stands there."""

    path: str
    """`tender/lots[2]/title`."""
    before: Any
    after: Any
    words: str
    merged: bool = True


@dataclass(frozen=True, slots=True)
class Step:
    """A release as published, and what it changed."""

    release: Json
    changes: tuple[Change, ...] = ()
    left_out: int = 0
    """How many changes there are beyond `MOST_CHANGES`."""


def history(releases: Sequence[Json]) -> tuple[Json, list[Step]]:
    """Return the merged record of one procurement, and its releases, oldest first, each with what it changed.

    Every value that a release gives is in the record, or a later change names it as what was before, or it is told
    as said beside the record.
    """
    published, ordered = in_order(releases), prepared(releases)
    given = with_awards_apart(published)
    kept = _mergeable(ordered)
    untold = max(0, len(ordered) - MOST_RELEASES)
    is_kept = {id(release) for release in kept}
    skipped = sum(id(release) in is_kept for release in ordered[:untold])
    states = records(kept, skipped)
    before = next(states)
    steps = [Step(release) for release in published[:untold]]
    for number, release in enumerate(ordered[untold:], untold):
        record = next(states) if id(release) in is_kept else before
        changes = _changes(given[number], before, record)
        steps.append(Step(published[number], tuple(islice(changes, MOST_CHANGES)), sum(1 for _ in changes)))
        before = record
    return before, steps


def _mergeable(ordered: Sequence[Json]) -> Sequence[Json]:
    try:
        compiled(ordered)
    except CONTRADICTIONS:
        return without_contradictions(ordered)
    return ordered


def _changes(said: Json, before: Json, record: Json) -> Iterator[Change]:
    for each in differences(_content(before), _content(record)):
        yield Change(written(each.path), each.before, each.after, change_in_words(each, record))
    beside = {(path, repr(value)): value for path, value in missing(_content(said), record)}
    for (path, _), value in beside.items():
        yield Change(written(path), None, value, unmerged_in_words(path, value, record), merged=False)


def _content(release: Json) -> Json:
    return {key: inner for key, inner in release.items() if key not in _OF_THE_RELEASE}
