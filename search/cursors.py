"""Cursors: a place in the hits of one search, as text that only we read."""

import json
import math
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from search.engines.engine import Place
from search.exceptions import CursorUnreadable

LONGEST = 500
"""Characters."""

_LARGEST = 2**63


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where the next page begins, and the day by which hits were boosted: it stays until the last page."""

    place: Place
    on: int | None

    def told(self, asked: Mapping[str, Any]) -> str:
        """Return the cursor as text, good for the search that `asked` for this and no other."""
        said = [_mark(asked), self.place.key, self.place.id, self.place.seen, self.on]
        return urlsafe_b64encode(json.dumps(said, separators=(",", ":")).encode()).decode().rstrip("=")


def cursor(text: str, asked: Mapping[str, Any]) -> Cursor:
    """Return what a text stands for; raises `CursorUnreadable` where it is none, or that of another search."""
    try:
        mark, key, last_id, seen, on = json.loads(urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except (ValueError, TypeError, RecursionError) as error:
        raise CursorUnreadable("This is no cursor: take one from an answer.") from error
    if not (_is_number(key) and isinstance(last_id, str) and _is_count(seen) and (on is None or _is_count(on))):
        raise CursorUnreadable("This is no cursor: take one from an answer.")
    if mark != _mark(asked):
        raise CursorUnreadable("This is the cursor of another search: begin again with an empty one.")
    return Cursor(Place(key, last_id, seen), on)


def _mark(asked: Mapping[str, Any]) -> str:
    said = json.dumps(sorted(asked.items()), default=str)
    return blake2b(said.encode(errors="replace"), digest_size=6).hexdigest()


def _is_number(key: object) -> bool:
    if isinstance(key, bool) or not isinstance(key, int | float | None):
        return False
    return key is None or (math.isfinite(key) and abs(key) < _LARGEST)


def _is_count(given: object) -> bool:
    return isinstance(given, int) and not isinstance(given, bool) and 0 <= given < 10**8
