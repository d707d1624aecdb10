"""All releases of one procurement merged into one record, by the OCDS merge rules, offline."""

import logging
import warnings
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

from ocdsmerge.exceptions import DuplicateIdValueWarning, OCDSMergeError
from ocdsmerge.flatten import unflatten
from ocdsmerge.merge import CompiledRelease

from registry.ocds.shapes import Json, clean, moment
from registry.ocds.untangling import mergeable, with_awards_apart

# Lists of which the latest replaces the earlier ones, although their objects have ids: those of a code list.
# https://standard.open-contracting.org/latest/en/schema/merging/#whole-list-merge
_WHOLE_LISTS = {
    ("parties", "additionalIdentifiers"),
    ("parties", "details", "classifications"),
    ("tender", "additionalClassifications"),
    ("tender", "procurementMethodRationaleClassifications"),
    ("contracts", "terminationRationaleClassifications"),
    *((holder, "items", "additionalClassifications") for holder in ("tender", "awards", "contracts")),
}
_START = datetime(1900, 1, 1, tzinfo=UTC)
CONTRADICTIONS = (OCDSMergeError, TypeError, AttributeError, KeyError)
"""What ocdsmerge raises when releases contradict each other's shape."""

log = logging.getLogger(__name__)


def instant(release: Json) -> datetime:
    """Return when a release was published, in UTC."""
    return moment(release, "date") or _START


def in_order(releases: Sequence[Json]) -> list[Json]:
    """Return releases oldest first, those of one instant by id."""
    return sorted(releases, key=lambda release: (instant(release), str(release.get("id"))))


def merged(releases: Sequence[Json]) -> Json:
    """Return the compiled release of one procurement's releases, in whatever order they come.

    A release that contradicts the others' shape cannot be merged by the rules: it is left out of the record (its
    notice stays) and logged.
    """
    ordered = prepared(releases)
    try:
        return compiled(ordered)
    except CONTRADICTIONS:
        return compiled(without_contradictions(ordered))


def prepared(releases: Sequence[Json]) -> list[Json]:
    """Return releases as they are merged: cleaned and put right, with dates that compare as text, oldest first."""
    return [_dated(mergeable(clean(release))) for release in with_awards_apart(in_order(releases))]


def without_contradictions(ordered: Sequence[Json]) -> list[Json]:
    """Return the prepared releases that can be merged; of those that contradict each other, the latest."""
    kept: list[Json] = []
    for release in reversed(ordered):  # the latest is believed, so it is an earlier one that contradicts it
        try:
            compiled([release, *kept])
        except CONTRADICTIONS as error:
            log.warning("release %s of %s cannot be merged: %s", release.get("id"), release.get("ocid"), error)
        else:
            kept.insert(0, release)
    return kept


def compiled(ordered: Sequence[Json]) -> Json:
    """Return prepared releases merged; raise one of `CONTRADICTIONS` where their shapes contradict each other."""
    record = _empty(ordered)
    for release in ordered:
        _append(record, release)
    return _as_it_is(record)


def records(ordered: Sequence[Json], skipped: int = 0) -> Iterator[Json]:
    """Yield the record after the first `skipped` prepared releases, and then after each; raise as `compiled` does.

    Releases may contradict each other for a while and agree again in the end: meanwhile the record stays as it was.
    """
    record = _empty(ordered)
    latest: Json = {}
    for number, release in enumerate(ordered):
        if number >= skipped:
            with suppress(*CONTRADICTIONS):
                latest = _as_it_is(record)
            yield latest
        _append(record, release)
    yield _as_it_is(record)


def _empty(ordered: Sequence[Json]) -> CompiledRelease:
    # Rules are given, because without them ocdsmerge downloads the schema to find them.
    return CompiledRelease(merge_rules=dict.fromkeys(_WHOLE_LISTS | _without_ids(ordered), "wholeListMerge"))


def _as_it_is(record: CompiledRelease) -> Json:
    # `asdict` puts parts of its result into lists that the releases hold, where their shapes are at odds.
    data = {path: list(value) if isinstance(value, list) else value for path, value in record.data.items()}
    found: Json = unflatten(data)
    return found


def _append(record: CompiledRelease, release: Json) -> None:
    with warnings.catch_warnings():
        # The same party stands twice in older notices, once for each role: merged by id, as the rules say.
        warnings.simplefilter("ignore", DuplicateIdValueWarning)
        record.append(release)


def _without_ids(releases: Sequence[Json]) -> set[tuple[str, ...]]:
    """Return the paths of lists whose objects never have an id: merged, every release would add its copy."""
    found = {path for release in releases for path in _lists(release, ())}
    return {path for path, has_ids in found if not has_ids and (path, True) not in found}


def _lists(value: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], bool]]:
    """Yield the path of every list of objects in JSON, and whether it has an object with an id."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _lists(inner, (*path, key))
    elif isinstance(value, list):
        own = [each for each in value if isinstance(each, dict)]
        if own:
            yield path, any("id" in each for each in own)
        for each in own:
            yield from _lists(each, path)


def _dated(release: Json) -> Json:
    # ocdsmerge sorts by the text of the date, which is right only when all have one offset.
    return {**release, "date": instant(release).strftime("%Y-%m-%dT%H:%M:%SZ")}
