"""How an installation reads its sources."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from registry.renewals import LeadTimes


@dataclass(frozen=True, slots=True)
class ScrapeSettings:
    """How portals are read in this installation."""

    urls: Mapping[str, str]
    """Scheme and host of each source, by its name."""
    user_agent: str
    pace: timedelta | None
    wait: timedelta | None
    scope: str
    locks: Path
    """A folder for lock files: one run of a source at a time, and a killed run frees its lock."""
    lead_times: LeadTimes
