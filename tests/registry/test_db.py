"""Transactions: no update is lost, no reader waits."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import select
from sqlalchemy.exc import StatementError
from sqlalchemy.orm.exc import StaleDataError

from registry.db import read_only
from registry.models import Authority, IndexQueue, Source


def test_no_update_of_many_writers_is_lost(sessions):
    with sessions.begin() as session:
        session.add(Source(name="0"))

    def count_up(_):
        with sessions.begin() as session:
            source = session.scalars(select(Source).with_for_update()).one()
            source.whole_until = (source.whole_until or datetime(2000, 1, 1, tzinfo=UTC)) + timedelta(days=1)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(count_up, range(80)))

    with sessions() as session:
        assert session.scalars(select(Source.whole_until)).one() == datetime(2000, 3, 21, tzinfo=UTC)


def test_a_reader_does_not_wait_for_a_writer(sessions):
    with sessions() as writer, sessions() as reader:
        writer.get_one(Authority, "E09000018").short_name = "Elsewhere"
        writer.flush()

        assert read_only(reader).get_one(Authority, "E09000018").short_name == "Hounslow"


def test_a_stale_write_is_refused(sessions):
    with sessions() as one:
        mine = one.get_one(Authority, "E09000018")
        one.commit()
        with sessions.begin() as other:
            other.get_one(Authority, "E09000018").short_name = "First"
        mine.short_name = "Second"

        with pytest.raises(StaleDataError):
            one.commit()


def test_a_moment_comes_back_in_utc(session):
    summer = datetime(2026, 7, 1, 12, tzinfo=timezone(timedelta(hours=1)))
    session.add(IndexQueue(kind="notice", record_id="x", queued_at=summer))
    session.commit()
    session.expire_all()

    kept = session.scalars(select(IndexQueue.queued_at).where(IndexQueue.record_id == "x")).one()
    assert (kept, kept.tzinfo) == (datetime(2026, 7, 1, 11, tzinfo=UTC), UTC)


def test_a_moment_without_a_zone_is_refused(session):
    session.add(IndexQueue(kind="notice", record_id="x", queued_at=datetime(2026, 7, 1)))

    with pytest.raises(StatementError, match="time zone"):
        session.commit()
