"""What every source turns its pages into."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Notice:
    """One publication on a portal: an OCDS release as published."""

    source: str
    """Name of the source, such as "find_a_tender"."""

    ocid: str
    release_id: str

    published_at: datetime
    """Aware, in UTC."""

    release: dict[str, Any]
    """The release as published; a number that is not finite is null."""
