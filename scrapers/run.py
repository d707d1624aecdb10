"""Running a source: from its checkpoint to now, one run of it at a time, with a record of how it went."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from filelock import FileLock, Timeout
from sqlalchemy.orm import Session, sessionmaker

from registry.filing.knowledge import load_knowledge
from registry.models import ScrapeRun, Source
from registry.renewals import LeadTimes
from scrapers.exceptions import AlreadyRunning
from scrapers.fetch import Waiting
from scrapers.harvest import Harvested, harvest
from scrapers.keeper import RegistryKeeper
from scrapers.pages import BrokenPage
from scrapers.platforms.ocds import OcdsSource
from scrapers.progress import PageRead, Progress, WindowRead
from scrapers.sources import source_named


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


def scrape(
    name: str,
    sessions: sessionmaker[Session],
    settings: ScrapeSettings,
    since: datetime | None = None,
    until: datetime | None = None,
    progress: Progress | None = None,
) -> Harvested:
    """Read a source from `since` (else its checkpoint) to `until` (else now).

    Raises `UnknownSource`, `AlreadyRunning`, or what stopped the reading, which is then on record too. What was
    read until then is kept, and the next run goes on from the checkpoint.
    """
    source = source_named(name)(
        user_agent=settings.user_agent,
        base_url=settings.urls.get(name),
        pace=settings.pace,
        wait=settings.wait,
    )
    settings.locks.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(settings.locks / f"{name}.lock", timeout=0):
            # A checkpoint in the future would skip what is yet to be published.
            until = min(until or datetime.now(UTC), datetime.now(UTC))
            return _recorded(source, sessions, settings, since, until, progress)
    except Timeout:
        raise AlreadyRunning(f"{name} is being read by another process") from None


def _recorded(
    source: OcdsSource,
    sessions: sessionmaker[Session],
    settings: ScrapeSettings,
    since: datetime | None,
    until: datetime,
    progress: Progress | None,
) -> Harvested:
    with sessions.begin() as session:
        knowledge = load_knowledge(session, settings.lead_times)
        row = session.get(Source, source.name) or Source(name=source.name)
        session.add(row)
        session.flush()
        since = since or row.whole_until or until - source.first_reach
        run = ScrapeRun(source=source.name, since=since, until=until, started_at=datetime.now(UTC))
        session.add(run)
        if row.ask_after:
            wait = row.ask_after - datetime.now(UTC)
            source.client.stay_away(wait.total_seconds(), "an earlier run was told to wait")
    keeper = RegistryKeeper(sessions, knowledge, run.id, settings.scope)
    error = None
    try:
        return harvest(source, since, until, keeper, lambda event: _heard(event, keeper, progress))
    except BaseException as raised:  # an operator's Ctrl-C and a full disk are on record too
        error = f"{type(raised).__name__}: {raised}"
        raise
    finally:
        source.client.close()
        with sessions.begin() as session:
            ended = session.get_one(ScrapeRun, run.id)
            ended.finished_at, ended.error = datetime.now(UTC), error


def _heard(event: PageRead | WindowRead | BrokenPage | Waiting, keeper: RegistryKeeper, tell: Progress | None) -> None:
    if isinstance(event, Waiting):
        keeper.told_to_wait(event.seconds)
    if tell:
        tell(event)
