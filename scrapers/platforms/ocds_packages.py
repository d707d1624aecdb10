"""From the bytes of a page to OCDS releases, whatever the bytes. Pure.

Package: https://standard.open-contracting.org/1.1/en/schema/release_package/
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from scrapers.exceptions import UnreadablePackage, UnusableRelease
from scrapers.notice import Notice
from scrapers.setbacks import kind_of_text
from scrapers.windows import LONDON

LONGEST_ID = 200
"""Characters of an OCID or a release id: several times what any publisher uses."""

DEEPEST = 50
"""Real releases nest about ten deep; a thousand would break whatever walks them later."""

_CONTAINERS = (dict, list)


@dataclass(frozen=True, slots=True)
class Package:
    """A page as understood: its releases unchecked, the address of the next page, and what was odd."""

    releases: list[Any]
    next_url: str | None
    note: str


def read_package(body: bytes) -> Package:
    """Read a page; raises UnreadablePackage, saying what is wrong.

    Find a Tender writes "no limit" as 1e9999, or Infinity: what no JSON can hold is read as null.
    """
    text, note = _text(body)
    try:
        package = json.loads(text, parse_float=_finite, parse_constant=_finite)
        if r"\ud" in text.lower():
            package = _whole_characters(package)
    except (ValueError, RecursionError) as error:
        said = f"not JSON: {error}; {note}" if note else f"not JSON: {error}"
        raise UnreadablePackage(said, kind_of_text(text, error)) from error
    releases = _releases(package) if isinstance(package, dict) else None
    if not isinstance(releases, list):
        raise UnreadablePackage("JSON, but no package: it has no list of releases")
    links = package.get("links") or {}  # an empty list at times, as PHP writes an empty object
    next_url = links.get("next") if isinstance(links, dict) else links
    if next_url and not isinstance(next_url, str):
        raise UnreadablePackage("its link to the next page is not text")
    return Package(releases, next_url or None, note)


def _releases(package: dict[str, Any]) -> Any:
    """Return the releases of a package: of a record package, those of its records."""
    records = package.get("records")
    if not isinstance(records, list):
        return package.get("releases")
    lists = (record.get("releases") for record in records if isinstance(record, dict))
    return [release for releases in lists if isinstance(releases, list) for release in releases]


def read_release(release: object, source: str) -> Notice:
    """Turn one release into a notice; raises UnusableRelease, saying what it lacks."""
    if not isinstance(release, dict):
        raise UnusableRelease("a release that is not an object")
    for key in ("ocid", "id", "date"):
        if not isinstance(release.get(key), str) or not 0 < len(release[key].strip()) <= LONGEST_ID:
            raise UnusableRelease(f"a release without a text as its {key}")
    if _deeper_than(DEEPEST, release):
        raise UnusableRelease(f"a release of more than {DEEPEST} levels")
    return Notice(source, release["ocid"], release["id"], _instant(release["date"]), release)


def _text(body: bytes) -> tuple[str, str]:
    try:
        return body.decode("utf-8-sig"), ""
    except UnicodeDecodeError as error:
        # Contracts Finder has old Windows text in its records, published as it is.
        return body.decode("cp1252", errors="replace"), f"not UTF-8 at byte {error.start}, read as cp1252"


def _finite(number: str) -> float | None:
    value = float(number)
    return value if math.isfinite(value) else None


def _whole_characters(package: Any) -> Any:
    """Replace halves of characters (a text cut in an emoji), which nothing can write or send on."""
    utf16 = json.dumps(package, ensure_ascii=False).encode("utf-16-le", "surrogatepass")
    return json.loads(utf16.decode("utf-16-le", "replace"))


def _deeper_than(levels: int, value: object) -> bool:
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return levels < 0 or any(_deeper_than(levels - 1, item) for item in inside if isinstance(item, _CONTAINERS))


def _instant(text: str) -> datetime:
    """Return a published date in UTC; without an offset it is London time, as the portals run on it."""
    try:
        moment = datetime.fromisoformat(text)
        return (moment if moment.tzinfo else moment.replace(tzinfo=LONDON)).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise UnusableRelease(f"a release whose date cannot be read: {text[:40]}") from error
