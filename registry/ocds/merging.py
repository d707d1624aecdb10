"""All releases of one procurement merged into one record, by the OCDS merge rules, offline."""

import logging
import warnings
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from ocdsmerge import Merger
from ocdsmerge.exceptions import DuplicateIdValueWarning, OCDSMergeError

from registry.ocds.shapes import Json, clean, moment

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
    ordered = [_dated(clean(release)) for release in in_order(releases)]
    try:
        return _compiled(ordered)
    except (OCDSMergeError, TypeError, AttributeError, KeyError):
        return _compiled(_mergeable(ordered))


def _mergeable(ordered: list[Json]) -> list[Json]:
    kept: list[Json] = []
    for release in reversed(ordered):  # the latest is believed, so it is an earlier one that contradicts it
        try:
            _compiled([release, *kept])
        except (OCDSMergeError, TypeError, AttributeError, KeyError) as error:
            log.warning("release %s of %s cannot be merged: %s", release.get("id"), release.get("ocid"), error)
        else:
            kept.insert(0, release)
    return kept


def _compiled(ordered: list[Json]) -> Json:
    with warnings.catch_warnings():
        # The same party stands twice in older notices, once for each role: merged by id, as the rules say.
        warnings.simplefilter("ignore", DuplicateIdValueWarning)
        # Rules are given, because without them Merger downloads the schema to find them.
        merger = Merger(merge_rules=dict.fromkeys(_WHOLE_LISTS | _without_ids(ordered), "wholeListMerge"))
        result: dict[str, Any] = merger.create_compiled_release(ordered)
    return result


def _without_ids(releases: list[Json]) -> set[tuple[str, ...]]:
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
