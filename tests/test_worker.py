"""The worker as a process of its own: reads, indexes, records what failed, and stops when told."""

import os
import signal
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from sqlalchemy import select

from registry.models import IndexQueue, ScrapeRun
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
def worker(settings, portal):
    places = {
        "DATABASE_URL": settings.database_url,
        "SEARCH_PATH": settings.search_path,
        "JOBS_PATH": settings.jobs_path,
        "FIND_A_TENDER_URL": portal,
        "CONTRACTS_FINDER_URL": portal,
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
