"""What a harvest leaves in the registry: notices once, a checkpoint without gaps, broken pages on record."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from registry.models import BrokenPage as BrokenPageRow
from registry.models import Contract, Notice, ScrapeRun, Source
from scrapers import ingest
from scrapers.keeper import RegistryKeeper
from scrapers.pages import BrokenPage
from scrapers.platforms.ocds_packages import read_release
from scrapers.windows import Window
from tests.example_releases import award, contract_details, invitation

NOON = datetime(2026, 7, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def keeper(sessions, knowledge):
    with sessions.begin() as session:
        session.add(Source(name="find_a_tender"))
        session.flush()
        run = ScrapeRun(source="find_a_tender", since=NOON, until=NOON + HOUR, started_at=NOON)
        session.add(run)
    return RegistryKeeper(sessions, knowledge, run.id, "all")


def notices(*releases):
    return [read_release(release, "find_a_tender") for release in releases]


def checkpoint(session):
    session.rollback()
    return session.scalars(select(Source.whole_until)).one()


def test_what_is_stored_is_there_for_others_at_once(keeper, session):
    keeper.store(notices(invitation(), contract_details()))

    assert set(session.scalars(select(Notice.release_id))) == {"000001-2026", "000003-2026"}
    assert len(session.scalars(select(Contract)).all()) == 1


def test_the_run_counts_what_became_of_notices(keeper, session):
    keeper.store(notices(invitation()))
    keeper.store(notices(invitation(), award()))

    run = session.scalars(select(ScrapeRun)).one()
    assert (run.new, run.unchanged, run.changed) == (2, 1, 0)


def test_the_first_whole_window_sets_the_checkpoint(keeper, session):
    keeper.window_done(Window(NOON, NOON + HOUR), 3)

    assert checkpoint(session) == NOON + HOUR


def test_a_window_that_follows_on_moves_the_checkpoint(keeper, session):
    keeper.window_done(Window(NOON, NOON + HOUR), 3)
    keeper.window_done(Window(NOON + HOUR, NOON + 2 * HOUR), 0)

    assert checkpoint(session) == NOON + 2 * HOUR


def test_a_window_beyond_a_gap_leaves_the_checkpoint(keeper, session):
    keeper.window_done(Window(NOON, NOON + HOUR), 3)
    keeper.window_done(Window(NOON + 2 * HOUR, NOON + 3 * HOUR), 1)

    assert checkpoint(session) == NOON + HOUR


def test_reading_an_old_window_again_leaves_the_checkpoint(keeper, session):
    keeper.window_done(Window(NOON, NOON + 3 * HOUR), 3)
    keeper.window_done(Window(NOON, NOON + HOUR), 3)

    assert checkpoint(session) == NOON + 3 * HOUR


def test_a_broken_page_is_on_record_with_its_reason(keeper, session):
    keeper.quarantine(
        BrokenPage("https://portal.example/1", 200, "not JSON", b"<html>\x00\xff", Window(NOON, NOON + HOUR))
    )

    row = session.scalars(select(BrokenPageRow)).one()
    assert (row.url, row.status, row.reason, row.is_lost) == ("https://portal.example/1", 200, "not JSON", False)
    assert row.body.startswith("<html>")


def test_a_notice_that_nobody_foresaw_does_not_keep_out_the_others(keeper, session, monkeypatch):
    def read_notice(release, knowledge):
        if release["id"] == "000002-2026":
            raise ZeroDivisionError("a shape that nobody thought of")
        return original(release, knowledge)

    original = ingest.read_notice
    monkeypatch.setattr(ingest, "read_notice", read_notice)

    stored = keeper.store(notices(invitation(), award(), contract_details()))

    assert stored.new == 2
    row = session.scalars(select(BrokenPageRow)).one()
    assert row.url.endswith("000002-2026")
    assert row.is_lost


def test_a_database_that_is_away_stops_the_reading(keeper, monkeypatch):
    def read_notice(_release, _knowledge):
        raise OperationalError("", {}, Exception("disk full"))

    monkeypatch.setattr(ingest, "read_notice", read_notice)

    with pytest.raises(OperationalError):
        keeper.store(notices(invitation()))


def test_text_that_no_database_keeps_is_mended(keeper, session):
    odd = invitation(tender={"title": "Housing\x00 system \ud83d"})

    stored = keeper.store(notices(odd))

    assert stored.new == 1
    assert session.scalars(select(Notice.title)).one() == "Housing system"


@pytest.mark.parametrize("damage", [{"parties": 7}, {"tender": []}, {"awards": {"a": 1}}, {"contracts": ["x", None]}])
def test_a_release_of_odd_shapes_is_kept(keeper, damage):
    stored = keeper.store(notices({**contract_details(), **damage}))

    assert stored.new == 1


@pytest.mark.parametrize("amount", [1e300, -5, "12.5", "many", float("inf"), 10**30, True])
def test_no_amount_breaks_a_release(keeper, amount):
    worth = {"amount": amount, "currency": "GBP"}

    assert keeper.store(notices(contract_details(contract={"value": worth}))).new == 1


def test_a_notice_says_when_it_was_published_not_when_it_was_read(keeper, session):
    late = replace(notices(invitation())[0], published_at=NOON)
    keeper.store([late])

    assert session.scalars(select(Notice.published_at)).one() == NOON


def test_a_notice_that_cannot_be_filed_is_counted_and_on_record_once(keeper, session, monkeypatch):
    monkeypatch.setattr(ingest, "read_notice", lambda *_: 1 / 0)

    lost = [keeper.store(notices(invitation())).lost for _ in range(2)]

    assert lost == [1, 1]
    assert len(session.scalars(select(BrokenPageRow)).all()) == 1
