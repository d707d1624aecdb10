"""Running a source: from its checkpoint to now, one run of it at a time, with a record of how it went."""

from contextlib import closing
from datetime import UTC, datetime
from threading import Event as Signal

from sqlalchemy.orm import Session, sessionmaker

from registry.filing.knowledge import load_knowledge
from scrapers.fetch import Waiting
from scrapers.gaps import note_quiet_days
from scrapers.harvest import Harvested, harvest
from scrapers.keeper import RegistryKeeper
from scrapers.locking import only_reader
from scrapers.pages import BrokenPage
from scrapers.platforms.ocds import OcdsSource
from scrapers.progress import Event, Progress
from scrapers.published_registers import read_published
from scrapers.run_records import on_record
from scrapers.scrape_settings import ScrapeSettings
from scrapers.setbacks import Setback
from scrapers.sources import all_registers, source_named
from scrapers.stopping import keep_on, sleep_until


def scrape(
    name: str,
    sessions: sessionmaker[Session],
    settings: ScrapeSettings,
    since: datetime | None = None,
    until: datetime | None = None,
    progress: Progress | None = None,
    stop: Signal | None = None,
) -> Harvested:
    """Read a source from `since` (else its checkpoint) to `until` (else now); a published register as it is now.

    Raises `UnknownSource`, `AlreadyRunning`, or what stopped the reading, which is then on record too: `Stopped`
    when `stop` is set, `SourceQuiet` when it brought far less than usual. What was read until then is kept, and
    the next run goes on from the checkpoint.
    """
    if register := all_registers().get(name):
        with only_reader(name, sessions, settings.locks):
            return read_published(register, sessions, settings, progress, stop)
    source = opened(name, settings, stop)
    with only_reader(name, sessions, settings.locks), closing(source.client):
        # A checkpoint in the future would skip what is yet to be published.
        until = min(until or datetime.now(UTC), datetime.now(UTC))
        with on_record(sessions, name, since, until, source.first_reach) as begun:
            source.client.stay_away(begun.seconds_away, "an earlier run was told to wait")
            keeper = keeper_of(begun.run_id, sessions, settings)
            done = harvest(source, begun.since, until, keeper, hearing(keeper, progress, stop))
            note_quiet_days(sessions, name, begun.since, until, datetime.now(UTC))
            return done


def opened(name: str, settings: ScrapeSettings, stop: Signal | None) -> OcdsSource:
    """Return a portal, ready to be read as this installation reads it; raise `UnknownSource`."""
    return source_named(name)(
        user_agent=settings.user_agent,
        base_url=settings.urls.get(name),
        pace=settings.pace,
        wait=settings.wait,
        sleep=sleep_until(stop),
    )


def keeper_of(run_id: int, sessions: sessionmaker[Session], settings: ScrapeSettings) -> RegistryKeeper:
    """Return the keeper of a run."""
    with sessions.begin() as session:
        knowledge = load_knowledge(session, settings.lead_times)
    return RegistryKeeper(sessions, knowledge, run_id, settings.scope)


def hearing(keeper: RegistryKeeper, tell: Progress | None, stop: Signal | None) -> Progress:
    """Return what listens to a harvest: it keeps waits and setbacks on record, tells all on, and ends a run if told."""

    def hear(event: Event) -> None:
        if isinstance(event, Waiting):
            keeper.told_to_wait(event)
        elif isinstance(event, Setback | BrokenPage):
            keeper.met(event.kind)
        if tell:
            tell(event)
        keep_on(stop)

    return hear
