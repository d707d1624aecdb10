"""`flask scrape`, against a portal on a real socket."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from filelock import FileLock
from sqlalchemy import select

from app import create_app
from registry.models import Notice, ScrapeRun, Source
from scrapers.sources.find_a_tender import FindATender
from tests.example_releases import contract_details, invitation
from tests.scrapers.example_portal import html, status


@pytest.fixture
def portal(portal, monkeypatch):
    """The example portal at Find a Tender's path, with its parameters' names."""
    monkeypatch.setattr(FindATender, "path", "/list")
    monkeypatch.setattr(FindATender, "from_parameter", "from")
    monkeypatch.setattr(FindATender, "to_parameter", "to")
    portal.releases = [invitation(), contract_details()]
    return portal


@pytest.fixture
def run(portal, settings):
    at_once = timedelta(0)
    app = create_app(
        replace(settings, find_a_tender_url=portal.url, portal_pace=at_once, portal_wait=at_once, notice_scope="all")
    )
    runner = app.test_cli_runner()
    yield lambda *arguments: runner.invoke(args=["scrape", *arguments])
    app.extensions["engine"].dispose()


SPAN = ("--since", "2026-05-01", "--until", "2026-08-02")


def test_it_reads_and_sums_up(run, session):
    result = run("find_a_tender", *SPAN)

    assert result.exit_code == 0, result.output
    assert "2 new, 0 changed, 0 unchanged, 0 out of scope" in result.output
    assert len(session.scalars(select(Notice)).all()) == 2


def test_again_stores_nothing_new(run):
    run("find_a_tender", *SPAN)

    assert "0 new, 0 changed, 2 unchanged" in run("find_a_tender", *SPAN).output


def test_it_goes_on_from_where_it_got_to(run, session, portal):
    run("find_a_tender", *SPAN)
    portal.releases.append(contract_details(number="000009-2026", date="2026-08-02T15:00:00+01:00"))

    run("find_a_tender", "--until", "2026-08-03")

    assert len(session.scalars(select(Notice)).all()) == 3
    assert session.scalars(select(ScrapeRun.windows).order_by(ScrapeRun.id)).all()[-1] < 10


def test_what_was_found_can_be_searched_at_once(run, app):
    run("find_a_tender", *SPAN)

    found = app.test_client().get("/api/v1/search?q=housing management&kind=contract").json
    assert found["total"] == 1


def test_a_broken_page_is_shown_and_on_record(run, portal, client):
    portal.script = [html]

    result = run("find_a_tender", "--since", "2026-05-01", "--until", "2026-05-02")

    assert "1 pages quarantined" in result.output
    shown = client.get("/api/v1/sources/find_a_tender").json
    assert shown["broken_pages"] == 1
    assert shown["latest_broken_pages"][0]["page_url"].startswith(portal.url)


def test_an_error_is_told_and_on_record_and_leaves_the_checkpoint(run, portal, session):
    portal.script = [html] * 2000

    result = run("find_a_tender", "--since", "2026-05-01", "--until", "2026-05-02")

    assert result.exit_code == 1
    assert "find_a_tender" in result.output
    assert session.scalars(select(ScrapeRun.error)).one().startswith("PortalUnwell")
    assert session.scalars(select(Source.whole_until)).one() is None


def test_a_run_after_a_killed_one_waits_out_its_wait(run, portal, sessions):
    later = datetime.now(UTC) + timedelta(hours=2)
    with sessions.begin() as session:
        session.add(Source(name="find_a_tender", ask_after=later))

    result = run("find_a_tender", *SPAN)

    assert result.exit_code == 1
    assert "an earlier run was told to wait" in result.output
    assert portal.requests == []


def test_a_wait_is_on_record(run, portal, sessions):
    portal.script = [status(429, Retry_After="1")]

    run("find_a_tender", "--since", "2026-05-01", "--until", "2026-05-01T06:00")

    with sessions() as session:
        assert session.scalars(select(Source.ask_after)).one() is not None


def test_two_at_a_time_are_refused(run, settings, tmp_path):
    locks = tmp_path / "locks"
    locks.mkdir()
    with FileLock(locks / "find_a_tender.lock"):
        result = run("find_a_tender", *SPAN)

    assert result.exit_code == 1
    assert "another process" in result.output


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("nowhere",), "find_a_tender"),
        (("find_a_tender", "--gaps", "--since", "2026-05-01"), "leave out"),
        (("find_a_tender", "--since", "yesterday"), "2026-04-01"),
        (("find_a_tender", "--since", "0001-01-01"), "year"),
        (("find_a_tender", "--since", "2026-05-02", "--until", "2026-05-01"), "must come before"),
    ],
)
def test_a_wrong_argument_is_told_with_what_is_right(run, arguments, told):
    result = run(*arguments)

    assert result.exit_code != 0
    assert told in result.output


def test_the_future_is_not_read_and_moves_no_checkpoint(run, sessions):
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    start = (datetime.now(UTC) - timedelta(days=1)).isoformat()

    run("find_a_tender", "--since", start, "--until", tomorrow.isoformat())

    with sessions() as session:
        assert session.scalars(select(Source.whole_until)).one() <= datetime.now(UTC) + timedelta(seconds=1)


def test_a_refusal_that_ends_a_run_binds_the_next(run, portal):
    portal.script = [status(429, Retry_After="9999")]
    run("find_a_tender", "--since", "2026-05-01", "--until", "2026-05-02")

    result = run("find_a_tender", "--since", "2026-05-01", "--until", "2026-05-02")

    assert result.exit_code == 1
    assert len(portal.requests) == 1


def test_the_wait_of_a_portal_that_blocks_us_is_on_record(run, portal, session):
    portal.script = [status(403)] * 3

    result = run("find_a_tender", "--since", "2026-05-01", "--until", "2026-05-02")

    assert "blocked" in result.output
    assert session.scalars(select(Source.ask_after)).one() is not None


def test_a_run_that_was_interrupted_says_so(run, portal, session, monkeypatch):
    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("scrapers.keeper.ingest", interrupted)

    run("find_a_tender", *SPAN)

    assert session.scalars(select(ScrapeRun.error)).one().startswith("KeyboardInterrupt")


def test_a_lost_page_is_a_gap_until_it_is_read_again(run, portal, client):
    portal.poison = {"000003-2026"}
    run("find_a_tender", "--since", "2026-07-31", "--until", "2026-08-02")
    shown = client.get("/api/v1/sources/find_a_tender").json
    assert (shown["open_gaps"], shown["gaps"][0]["kind"]) == (1, "lost_page")

    portal.poison = set()
    result = run("find_a_tender", "--gaps")

    assert "1 new, closed. Read whole" in result.output
    assert client.get("/api/v1/sources/find_a_tender").json["open_gaps"] == 0
    assert "no gaps" in run("find_a_tender", "--gaps").output


def test_a_gap_that_still_cannot_be_read_stays_open(run, portal, client):
    portal.poison = {"000003-2026"}
    run("find_a_tender", "--since", "2026-07-31", "--until", "2026-08-02")

    assert "still open" in run("find_a_tender", "--gaps").output
    assert client.get("/api/v1/sources/find_a_tender").json["open_gaps"] == 1
