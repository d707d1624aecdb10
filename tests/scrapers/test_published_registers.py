"""A register at an address of its own, on a real socket: fetched if it changed, imported, its changes reported."""

import threading
from dataclasses import replace
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from sqlalchemy import select

from registry.models import Contract, RegisterImport, ScrapeRun, Source
from scrapers import sources
from scrapers.exceptions import ForeignAddress, RegisterShrunk
from scrapers.registers.exceptions import UnreadableRegister
from scrapers.run import scrape
from tests.scrapers.registers.example_register import ROW, csv_of

NAME = "camden_register"
WRITTEN = "Wed, 01 Jul 2026 09:00:00 GMT"


class _Handler(BaseHTTPRequestHandler):
    def log_message(self, *args):
        pass

    def do_GET(self):
        self.server.asked.append(dict(self.headers))
        known = self.headers["If-None-Match"] == self.server.etag
        status = self.server.status or (304 if known else 200)
        body = b"" if status == 304 else self.server.body
        self.send_response(status)
        if status == 302:
            self.send_header("Location", "https://elsewhere.example/register.csv")
        self.send_header("ETag", self.server.etag)
        self.send_header("Last-Modified", WRITTEN)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def rows(count, end="31/03/2027"):
    return [(f"C{number}", f"Housing system {number}", *ROW[2:4], end, ROW[5]) for number in range(count)]


@pytest.fixture
def council():
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.asked, server.status, server.etag, server.body = [], None, '"one"', csv_of(*rows(7))
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def listed(tmp_path, monkeypatch):
    """The register is one row."""
    path = tmp_path / "registers.csv"
    path.write_text(
        "name,title,authority,url,page\n"
        f"{NAME},Camden's register,E09000007,https://camden.example/register.csv,https://camden.example/contracts\n"
    )
    monkeypatch.setattr(sources, "REGISTERS", path)
    sources.all_registers.cache_clear()
    yield
    sources.all_registers.cache_clear()


@pytest.fixture
def run(listed, council, unconnected_app, app, sessions):
    address = f"http://127.0.0.1:{council.server_port}/register.csv"
    at_once = timedelta(0)
    settings = replace(app.extensions["scraping"], urls={NAME: address}, pace=at_once, wait=at_once)
    return lambda: scrape(NAME, sessions, settings)


def test_its_rows_become_contracts_of_the_day_it_was_written(run, session):
    done = run()

    assert (done.new, done.changed, done.unchanged) == (7, 0, 0)
    assert len(session.scalars(select(Contract)).all()) == 7
    assert session.scalars(select(RegisterImport.said_on)).one().isoformat() == "2026-07-01"


def test_unchanged_it_is_not_sent_again(run, council, session):
    run()
    done = run()

    assert council.asked[1]["If-None-Match"] == '"one"'
    assert council.asked[1]["If-Modified-Since"] == WRITTEN
    assert (done.new, done.releases) == (0, 0)
    assert len(session.scalars(select(RegisterImport)).all()) == 1


def test_the_next_one_reports_what_changed(run, council):
    run()
    council.etag, council.body = '"two"', csv_of(*rows(6, end="31/03/2028"), *rows(9)[7:])

    done = run()

    assert (done.new, done.changed) == (2, 6)


def test_one_that_lost_most_of_its_contracts_is_not_applied(run, council, session):
    run()
    council.etag, council.body = '"two"', csv_of(*rows(1))

    with pytest.raises(RegisterShrunk, match="1 contracts, and had 7"):
        run()

    assert session.scalars(select(ScrapeRun.error).order_by(ScrapeRun.id)).all()[-1].startswith("RegisterShrunk")
    assert session.scalars(select(Source.etag)).one() == '"one"'  # it is looked at again


def test_what_is_no_register_is_an_error_on_record(run, council, session):
    council.body = b"<html>Page not found</html>"

    with pytest.raises(UnreadableRegister):
        run()

    assert session.scalars(select(ScrapeRun.error)).one().startswith("UnreadableRegister")


def test_no_other_host_is_asked(run, council):
    council.status = 302

    with pytest.raises(ForeignAddress):
        run()


def test_it_is_among_the_sources(run, client):
    run()

    shown = client.get(f"/api/v1/sources/{NAME}").json
    assert (shown["kind"], shown["state"]) == ("register", "well")
    assert shown["latest_run"]["new"] == 7
    assert "E09000007" in shown["description"]
