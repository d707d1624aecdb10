"""`flask worker`: reads the sources on a schedule, and keeps the search index in step."""

import logging
import signal
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
from flask import current_app
from flask.cli import with_appcontext
from huey import Huey, crontab

from jobs import is_first, make_jobs
from registry.filing.embargoes import lift_embargoes
from scrapers.exceptions import AlreadyRunning, PortalUnreachable, PortalUnwell, ScrapeError, Stopped
from scrapers.gap_refills import refill_gaps
from scrapers.run import scrape
from scrapers.scrape_settings import ScrapeSettings
from scrapers.sources import all_registers, all_sources
from search.sync import drain
from watches.finding.searches import MakeIndex
from watches.scheduling import tell_watches
from watches.settings import WatchSettings

DRAIN_SECONDS = 1.0
STOP_SECONDS = 30
"""For runs to end once told to: a page that is being filed is filed, a wait is cut short."""
RETRY_SECONDS = 180
DAY = crontab(hour="4", minute="20")
"""In UTC, when portals publish hardly anything: registers are read, and gaps read again."""
MOST_GAPS = 20
"""Of a portal in a night: each takes minutes at its pace, and portals are read meanwhile only after that."""
log = logging.getLogger("thirty3.worker")


@click.command("worker")
@click.option("--index/--no-index", "indexes", default=True, help="Whether it keeps this machine's index in step.")
@with_appcontext
def worker_command(indexes: bool) -> None:
    """Read the sources on a schedule and index what changes, until stopped.

    It may be stopped or killed at any moment: reading goes on from the checkpoint, indexing from the queue. On
    PostgreSQL there may be several, on as many machines; those beside the index of the web servers index.
    """
    extensions, config = current_app.extensions, current_app.config
    stopped = threading.Event()
    jobs = make_jobs(extensions["engine"], Path(config["JOBS_PATH"]))
    _schedule(jobs, extensions["sessions"], extensions["scraping"], config["SCRAPE_AT"], stopped)
    _schedule_watches(
        jobs, extensions["sessions"], type(extensions["search"]), extensions["scraping"], extensions["watches"]
    )
    # One for each portal, as most of a run is waiting, one for watches, and one for all the rest.
    consumer = jobs.create_consumer(workers=len(all_sources()) + 2, shutdown_timeout=STOP_SECONDS)
    consumer.start()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopped.set())
    while not stopped.wait(DRAIN_SECONDS):
        try:
            if indexes:
                drain(extensions["sessions"], extensions["search"])
        except Exception:
            log.exception("indexing failed; it is tried again")  # a full disk must not end the reading too
    consumer.stop(graceful=True)


def _schedule(jobs: Huey, sessions: Any, settings: ScrapeSettings, scrape_at: str, stopped: threading.Event) -> None:
    """Put on the schedule: every portal at the start and every so many minutes, registers and gaps once a day."""

    @jobs.task(retries=2, retry_delay=RETRY_SECONDS)
    def read(name: str) -> None:
        _run(name, lambda: scrape(name, sessions, settings, stop=stopped))

    @jobs.task()
    def refill(name: str) -> None:
        _run(f"gaps of {name}", lambda: refill_gaps(name, sessions, settings, stop=stopped, most=MOST_GAPS))

    @jobs.periodic_task(crontab(minute=scrape_at))
    def read_portals() -> None:
        if is_first(jobs, int(time.time()) // 60, 60):
            for name in all_sources():
                read(name)

    @jobs.periodic_task(DAY)
    def read_daily() -> None:
        if is_first(jobs, int(time.time()) // 60, 24 * 60):
            for name in all_registers():
                read(name)
            for name in all_sources():
                refill(name)

    @jobs.periodic_task(crontab())
    def lift() -> None:
        with sessions.begin() as session:
            if lifted := lift_embargoes(session, settings.lead_times, datetime.now(UTC)):
                log.info("the embargoes of %s records have ended", lifted)

    for name in (*all_sources(), *all_registers()):
        read(name)


def _schedule_watches(
    jobs: Huey, sessions: Any, make_index: MakeIndex, settings: ScrapeSettings, watches: WatchSettings
) -> None:
    """Put on the schedule: each minute, what watches found is told; a run that still goes on is let finish first."""
    telling = threading.Lock()

    @jobs.periodic_task(crontab())
    def tell() -> None:
        if is_first(jobs, int(time.time()) // 60, 1) and telling.acquire(blocking=False):
            try:
                tell_watches(sessions, make_index, settings.lead_times, watches)
            finally:
                telling.release()


def _run(what: str, run: Callable[[], object]) -> None:
    """Run a job. A portal that is away is asked again, by the queue; of all else the run has the error on record."""
    try:
        done = run()
    except AlreadyRunning:
        log.info("%s: being read already", what)
    except Stopped:
        log.info("%s: stopped; the next run goes on from here", what)
    except (PortalUnreachable, PortalUnwell):
        log.exception("%s: reading stopped, and is tried again", what)
        raise
    except ScrapeError:
        log.exception("%s: reading stopped", what)
    else:
        log.info("%s: %s", what, done)
