"""Gaps: listed when pages are lost or days are quiet, read again, and closed only when that proves them whole."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from registry.models import BrokenPage as BrokenPageRow
from registry.models import Gap, Notice, ScrapeRun, Source
from scrapers import gap_refills
from scrapers.exceptions import PortalUnreachable, SourceQuiet
from scrapers.gaps import note_gap, note_quiet_days, open_gaps, span_of
from scrapers.platforms.ocds_packages import read_release
from scrapers.scrape_settings import ScrapeSettings
from tests.example_releases import invitation
from tests.filing import file

FRIDAY = date(2026, 7, 3)
START, END = span_of(FRIDAY)
NAME = "find_a_tender"
HOUR = timedelta(hours=1)
NOW = datetime(2026, 7, 4, 9, tzinfo=UTC)


def published(at, number):
    return invitation(f"{number:06}-2026", at.isoformat(), ocid=f"ocds-h6vhtk-{number:06}")


@pytest.fixture
def record(session, knowledge):
    """Nine weeks of a source that brings seven notices on Fridays, and nothing on the last one."""
    session.add(Source(name=NAME, whole_since=START - timedelta(weeks=9), whole_until=END + HOUR))
    fridays = [START + timedelta(weeks=-week, hours=10) for week in range(1, 9)]
    moments = [friday + timedelta(minutes=number) for friday in fridays for number in range(7)]
    file(session, knowledge, *(published(moment, number) for number, moment in enumerate(moments)))
    session.commit()


def gaps(sessions):
    with sessions() as session:
        return session.scalars(select(Gap).order_by(Gap.id)).all()


def test_a_quiet_day_is_listed_and_an_error(record, sessions):
    with pytest.raises(SourceQuiet, match="2026-07-03 brought nothing; 7 releases are usual"):
        note_quiet_days(sessions, NAME, START, END + HOUR, NOW)

    gap = gaps(sessions)[0]
    assert (gap.kind, gap.since, gap.until, gap.closed_at) == ("nothing", START, END, None)


def test_an_old_quiet_day_is_listed_without_an_error(record, sessions):
    note_quiet_days(sessions, NAME, START, END + HOUR, NOW + timedelta(days=30))

    assert len(gaps(sessions)) == 1


def test_a_day_that_is_not_over_is_not_judged(record, sessions):
    note_quiet_days(sessions, NAME, START, END - HOUR, NOW)

    assert gaps(sessions) == []


def test_a_gap_that_is_met_again_is_one_gap(record, sessions):
    with sessions.begin() as session:
        note_gap(session, NAME, START, START + HOUR, "lost_page", "a", NOW)
        note_gap(session, NAME, START + HOUR / 2, START + 2 * HOUR, "lost_page", "b", NOW)

    assert [(gap.since, gap.until) for gap in gaps(sessions)] == [(START, START + 2 * HOUR)]


def test_a_closed_gap_that_is_met_again_is_open_again(record, sessions):
    with sessions.begin() as session:
        note_gap(session, NAME, START, END, "few", "a", NOW).closed_at = NOW
    with sessions.begin() as session:
        note_gap(session, NAME, START, END, "few", "b", NOW)

    assert gaps(sessions)[0].closed_at is None


class Portal:
    """What the portal holds, by its lists and by OCID."""

    base_url, name, first_reach = "https://portal.example", NAME, timedelta(days=28)

    def __init__(self):
        self.listed, self.by_ocid = [], {}
        self.client = self

    def stay_away(self, seconds, why):
        """It never wants that."""

    def close(self):
        """Nothing is open."""


@pytest.fixture
def portal(monkeypatch, knowledge):
    portal = Portal()

    def harvested(source, since, until, keeper, progress):
        stored = keeper.store([read_release(each, NAME) for each in portal.listed])
        return type("Done", (), {"new": stored.new, "releases": len(portal.listed)})

    def record_of(source, ocid):
        return [read_release(each, NAME) for each in portal.by_ocid.get(ocid, [])]

    monkeypatch.setattr(gap_refills, "opened", lambda *_: portal)
    monkeypatch.setattr(gap_refills, "harvest", harvested)
    monkeypatch.setattr(gap_refills, "read_record", record_of)
    return portal


@pytest.fixture
def refill(record, sessions, tmp_path, settings, portal):
    scraping = ScrapeSettings({}, "Example/1", None, None, "all", tmp_path / "locks", settings.lead_times)

    def run(kind):
        with sessions.begin() as session:
            note_gap(session, NAME, START, END, kind, "", NOW)
        return gap_refills.refill_gaps(NAME, sessions, scraping)[0]

    return run


def test_a_lost_page_is_closed_when_its_span_reads_whole(refill, portal, sessions, session):
    session.add(
        BrokenPageRow(
            source=NAME, url="u", status=200, reason="r", body="", is_lost=True,
            window_since=START, window_until=END, seen_at=NOW,
        )
    )  # fmt: skip
    session.commit()
    portal.listed = [published(START + HOUR, 900)]

    done = refill("lost_page")

    assert (done.new, done.is_closed) == (1, True)
    session.expire_all()
    assert session.scalars(select(BrokenPageRow.is_lost)).all() == [False]


def test_without_a_release_of_its_time_nothing_is_proven(refill, portal, sessions):
    assert not refill("nothing").is_closed
    assert "could be read by OCID" in gaps(sessions)[0].outcome


def test_what_ocids_know_of_the_day_and_the_list_does_not_leaves_it_open(refill, portal, session, sessions):
    known, hidden = published(START + HOUR, 901), published(START + 2 * HOUR, 902) | {"ocid": "ocds-h6vhtk-000901"}
    portal.listed, portal.by_ocid = [known], {known["ocid"]: [known, hidden]}

    assert not refill("few").is_closed
    assert "000902-2026" in set(session.scalars(select(Notice.release_id)))
    session.rollback()
    assert refill("few").is_closed  # now it is on record


def test_a_gap_that_cannot_be_read_is_tried_after_the_others(refill, portal, sessions, monkeypatch):
    def away(*_):
        raise PortalUnreachable("https://portal.example", "answered 500")

    monkeypatch.setattr(gap_refills, "harvest", away)
    with pytest.raises(PortalUnreachable):
        refill("few")
    with sessions.begin() as session:
        note_gap(session, NAME, END, END + HOUR, "lost_page", "", NOW)
        assert [gap.kind for gap in session.scalars(open_gaps(NAME))] == ["lost_page", "few"]


def test_a_day_of_which_ocids_know_no_more_is_complete(refill, portal, sessions):
    known = published(START + HOUR, 901)
    portal.listed, portal.by_ocid = [known], {known["ocid"]: [known]}

    assert refill("few").is_closed
    assert gaps(sessions)[0].outcome.startswith("Complete: 1 procurements")


def test_each_try_is_a_run_on_record(refill, portal, session):
    refill("lost_page")

    assert session.scalars(select(ScrapeRun.until)).one() == END
