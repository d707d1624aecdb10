"""Counts over the whole registry, which take too long to count for each who asks."""

from collections.abc import Callable
from typing import TypeVar

from flask import current_app

from registry.api.clock import now

Found = TypeVar("Found")


def once_a_minute(name: str, count: Callable[[], Found]) -> Found:
    """Return what was counted this minute; all may know it, so one count serves all who ask."""
    minute = now().replace(second=0, microsecond=0)
    counted_at, found = current_app.extensions.get(name, (None, None))
    if counted_at != minute or found is None:
        found = count()
        current_app.extensions[name] = (minute, found)
    return found
