"""`flask worker`: reads the portals on a schedule, and keeps the search index in step."""

import logging
import signal
import threading
from datetime import UTC, datetime
from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext
from huey import SqliteHuey, crontab

from registry.filing.embargoes import lift_embargoes
from scrapers.exceptions import AlreadyRunning, ScrapeError
from scrapers.run import ScrapeSettings, scrape
from scrapers.sources import all_sources
from search.sync import drain

DRAIN_SECONDS = 1.0
log = logging.getLogger("thirty3.worker")


@click.command("worker")
@with_appcontext
def worker_command() -> None:
    """Read the portals on a schedule and index what changes, until stopped.

    It may be stopped or killed at any moment: reading goes on from the checkpoint, indexing from the queue.
    """
    extensions, config = current_app.extensions, current_app.config
    stopped = threading.Event()
    consumer = _jobs(extensions["sessions"], extensions["scraping"], config).create_consumer(workers=len(all_sources()))
    consumer.start()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopped.set())
    while not stopped.wait(DRAIN_SECONDS):
        try:
            drain(extensions["sessions"], extensions["search"])
        except Exception:
            log.exception("indexing failed; it is tried again")  # a full disk must not end the reading too
    consumer.stop(graceful=False)


def _jobs(sessions, settings: ScrapeSettings, config) -> SqliteHuey:  # type: ignore[no-untyped-def]
    """Return the schedule: every source at the start, and again every so many minutes."""
    path = Path(config["JOBS_PATH"])
    path.parent.mkdir(parents=True, exist_ok=True)
    huey = SqliteHuey("thirty3", filename=str(path))
    huey.flush()  # what an earlier worker had planned is planned anew

    @huey.task()
    def read(name: str) -> None:
        try:
            done = scrape(name, sessions, settings)
        except AlreadyRunning:
            log.info("%s is still being read", name)
        except ScrapeError:
            log.exception("reading %s stopped", name)  # its run has the error on record; the schedule goes on
        else:
            log.info("%s: %s new, %s changed", name, done.new, done.changed)

    @huey.periodic_task(crontab(minute=config["SCRAPE_AT"]))
    def read_all() -> None:
        for name in all_sources():
            read(name)

    @huey.periodic_task(crontab())
    def lift() -> None:
        with sessions.begin() as session:
            if lifted := lift_embargoes(session, settings.lead_times, datetime.now(UTC)):
                log.info("the embargoes of %s records have ended", lifted)

    read_all.call_local()
    return huey
