"""The worker as a process of its own: reads, indexes, records what failed, and stops when told."""

import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import ExitStack
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from huey import PostgresHuey, SqliteHuey
from sqlalchemy import select

from jobs import is_first, make_jobs
from registry.models import IndexQueue, ScrapeRun, Source
from scrapers.sources import everything
from tests.example_releases import contract_details
from tests.filing import file

ROOT = Path(__file__).parent.parent
PATIENCE = 40


def wait_until(true):
    for _ in range(PATIENCE * 10):
        if found := true():
            return found
        time.sleep(0.1)
    raise AssertionError("nothing happened")


@pytest.fixture
def portal():
    """A portal that understands nothing it is asked."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def slow_portal():
    """A portal that wants to be left alone for ten minutes."""

    class Busy(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(429)
            self.send_header("Retry-After", "600")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Busy)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def worker(settings, portal):
    yield from working(settings, portal)


@pytest.fixture
def waiting_worker(settings, slow_portal):
    yield from working(settings, slow_portal)


def working(settings, portal):
    places = {
        "DATABASE_URL": settings.database_url,
        "SEARCH_PATH": settings.search_path,
        "JOBS_PATH": settings.jobs_path,
        **{f"{name.upper()}_URL": portal for name in everything()},
    }
    command = [sys.executable, "-m", "flask", "--app", "app", "worker"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, cwd=ROOT, env={**os.environ, **places}, **quiet) as process:
        yield process
        process.kill()


def test_it_indexes_what_was_queued_and_stops_when_told(session, knowledge, worker, client):
    file(session, knowledge, contract_details())

    found = wait_until(lambda: client.get("/api/v1/search?q=housing management&kind=contract").json.get("total"))
    worker.send_signal(signal.SIGTERM)

    assert found == 1
    assert worker.wait(PATIENCE) == 0


def test_a_portal_that_is_away_is_on_record_and_does_not_end_it(sessions, worker):
    def errors():
        with sessions() as session:
            return session.scalars(select(ScrapeRun.error).where(ScrapeRun.error.is_not(None))).all()

    wait_until(lambda: len(errors()) >= 2)

    assert worker.poll() is None


def test_killed_it_loses_nothing_that_was_queued(session, sessions, knowledge, worker, client):
    worker.kill()
    worker.wait()
    file(session, knowledge, contract_details())

    with sessions() as other:
        queued = {(row.kind, row.record_id) for row in other.scalars(select(IndexQueue))}
    assert {kind for kind, _ in queued} >= {"contract", "notice", "supplier"}


def test_stopped_in_the_middle_of_a_wait_it_ends_its_runs_and_goes(sessions, waiting_worker):
    def runs():
        with sessions() as session:
            waits = session.scalars(select(Source.ask_after).where(Source.ask_after.is_not(None))).all()
            found = session.scalars(select(ScrapeRun)).all()
            return found if len(waits) == len(everything()) else []

    wait_until(runs)
    waiting_worker.send_signal(signal.SIGTERM)

    assert waiting_worker.wait(PATIENCE) == 0
    assert {(run.error or "").partition(":")[0] for run in runs()} == {"Stopped"}
    assert all(run.finished_at for run in runs())


@pytest.fixture
def make_queue(app, tmp_path):
    """Makes the queue of jobs as each worker does."""
    with ExitStack() as closed:

        def make():
            jobs = make_jobs(app.extensions["engine"], tmp_path / "jobs.db")
            closed.callback(jobs.storage.close)
            return jobs

        yield make


def test_of_several_workers_the_first_takes_a_tick(make_queue):
    one, other = make_queue(), make_queue()

    assert [is_first(jobs, 1000, 60) for jobs in (one, other, one)] == [True, False, False]
    assert is_first(other, 1060, 60)


def test_jobs_are_where_the_database_is(app, make_queue):
    shared = app.extensions["engine"].dialect.name == "postgresql"
    assert isinstance(make_queue(), PostgresHuey if shared else SqliteHuey)
