"""The CPV codes of a release, an award or a lot."""

import re
from collections.abc import Iterable, Iterator

from registry.ocds.shapes import Json, object_at, objects, text

_CPV = re.compile(r"[0-9]{8}\Z")


def cpv_codes(*holders: Json) -> tuple[str, ...]:
    """Return the CPV codes of tenders, awards or contracts, and of their items, each once."""
    return tuple(dict.fromkeys(code for holder in holders for code in _codes(holder)))


def release_cpv_codes(release: Json) -> tuple[str, ...]:
    """Return all CPV codes of a release."""
    return cpv_codes(object_at(release, "tender"), *objects(release, "awards"), *objects(release, "contracts"))


def _codes(holder: Json) -> Iterator[str]:
    yield from _of(holder)
    for item in objects(holder, "items"):
        yield from _of(item)


def _of(holder: Json) -> Iterator[str]:
    given: Iterable[Json] = [
        object_at(holder, "classification"),
        *objects(holder, "additionalClassifications"),
    ]
    for each in given:
        # A code may come with its check digit, `48000000-8`.
        code = text(each, "id", 10).partition("-")[0]
        if text(each, "scheme").upper() == "CPV" and _CPV.match(code):
            yield code
