"""Two workers on one PostgreSQL: a source has one reader, whoever dies frees it, and both go when told."""

import signal
from contextlib import contextmanager

import pytest
from sqlalchemy import func, select, text

from jobs import make_jobs
from registry.models import ScrapeRun, Source
from scrapers.exceptions import AlreadyRunning
from scrapers.locking import only_reader
from scrapers.sources import all_sources, everything
from tests.test_worker import PATIENCE, slow_portal, wait_until, working

__all__ = ["slow_portal"]
started = contextmanager(working)


@pytest.fixture
def shared(sessions):
    if sessions.kw["bind"].dialect.name != "postgresql":
        pytest.skip("a SQLite file belongs to one machine")
    return sessions


@pytest.fixture
def waiting(shared):
    """Says whether every source is being read, by a run that waits."""

    def waiting():
        with shared() as session:
            told = session.scalar(select(func.count()).where(Source.ask_after.is_not(None)))
        return told == len(everything())

    return waiting


def open_runs(sessions):
    with sessions() as session:
        return sorted(session.scalars(select(ScrapeRun.source).where(ScrapeRun.finished_at.is_(None))))


def connections(sessions):
    with sessions() as session:
        return session.scalar(text("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"))


def is_free(name, sessions, folder):
    """Whether a reader on another machine could read a source."""
    try:
        with only_reader(name, sessions, folder):
            return True
    except AlreadyRunning:
        return False


def test_one_reads_the_other_does_not_and_a_killed_one_frees_its_sources(
    shared, settings, slow_portal, waiting, app, tmp_path
):
    jobs = make_jobs(app.extensions["engine"], tmp_path / "jobs.db")
    portals = list(all_sources())
    with started(settings, slow_portal) as one:
        wait_until(waiting)
        before = connections(shared)
        with started(settings, slow_portal) as other:
            wait_until(lambda: connections(shared) >= before + len(portals))  # its threads are at work
            wait_until(lambda: jobs.pending_count() == 0)
            assert open_runs(shared) == sorted(everything())
            assert not any(is_free(name, shared, tmp_path) for name in portals)

            one.kill()
            one.wait()

            wait_until(lambda: all(is_free(name, shared, tmp_path) for name in portals))
            other.send_signal(signal.SIGTERM)
            assert other.wait(PATIENCE) == 0
    jobs.storage.close()
