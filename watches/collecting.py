"""Collecting: news become things to tell, each watch once, in the transaction that takes the news away.

Reading and matching take no lock. Then one short transaction writes what was found, how it is to be delivered and what
was seen, and deletes the news by their ids. Killed before its end nothing has happened, and the next run does it again;
killed after it nothing is lost. Two that collect at once find the same, and the database keeps it once.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import chain
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session, sessionmaker

from registry.db import read_only
from registry.models import Watch, WatchDelivery, WatchFound, WatchNews
from registry.renewals import LeadTimes
from watches.channels import channels_of
from watches.finding.changes import found_for_plans
from watches.finding.contracts import found_for_contracts
from watches.finding.looking import Look, looks
from watches.finding.parties import found_for_parties
from watches.finding.searches import MakeIndex, found_for_searches
from watches.kinds import Found
from watches.news import News, next_news

_AT_ONCE = 100
"""Rows in one statement: databases limit the values of one."""


def collect(sessions: sessionmaker[Session], make_index: MakeIndex, lead_times: LeadTimes, at: datetime) -> int:
    """Find what there is to tell until no news are left; return how many things were found."""
    found = 0
    while True:
        with sessions() as session:
            news = next_news(read_only(session), at)
            told = list(_found_in(news, make_index))
            looked = list(looks(news, lead_times))
        with sessions.begin() as session:
            found += keep_found(session, [*told, *(each.found for each in looked if each.found)], at)
            _keep_looks(session, looked)
            _forget(session, [each.id for each in news.rows])
        if not news.rows:
            return found


def keep_found(session: Session, found: Sequence[Found], at: datetime) -> int:
    """Write what was found and is not known yet, with its deliveries; return how much that is."""
    one_each = list({(each.watch_id, each.key): each for each in found}.values())
    kept = 0
    for start in range(0, len(one_each), _AT_ONCE):
        rows = [_row(each, at) for each in one_each[start : start + _AT_ONCE]]
        new = session.execute(_insert_new(session, rows)).all()
        kept += len(new)
        _queue_deliveries(session, [(id_, watch_id) for id_, watch_id in new], at)
    return kept


def _found_in(news: News, make_index: MakeIndex) -> Iterator[Found]:
    if not news.rows:
        return iter(())
    parts = found_for_contracts(news), found_for_parties(news), found_for_plans(news)
    return chain(*parts, found_for_searches(news, make_index))


def _row(found: Found, at: datetime) -> dict[str, object]:
    names = ("watch_id", "key", "record_kind", "record_id", "why")
    return {**{name: getattr(found, name) for name in names}, "event": found.event.value, "found_at": at}


def _insert_new(session: Session, rows: list[dict[str, object]]):  # type: ignore[no-untyped-def]
    """Return the statement that inserts rows whose key is new to their watch, and returns those that were."""
    insert: Any = {"postgresql": postgresql.insert, "sqlite": sqlite.insert}[session.get_bind().dialect.name]
    statement = insert(WatchFound).values(rows).on_conflict_do_nothing(index_elements=["watch_id", "key"])
    return statement.returning(WatchFound.id, WatchFound.watch_id)


def _queue_deliveries(session: Session, new: Sequence[tuple[int, str]], at: datetime) -> None:
    watches = {each.id: each for each in session.scalars(select(Watch).where(Watch.id.in_({of for _, of in new})))}
    for found_id, watch_id in new:
        for channel, due_at in channels_of(watches[watch_id], at):
            session.add(
                WatchDelivery(
                    found_id=found_id,
                    watch_id=watch_id,
                    channel=channel.value,
                    state="waiting",
                    due_at=due_at,
                    attempts=0,
                )
            )


def _keep_looks(session: Session, looked: Sequence[Look]) -> None:
    # Past the objects: the version of a watch counts what its holder writes, not what we see.
    for each in looked:
        values = {"state": each.state, "looked_on": each.on}
        session.execute(update(Watch).where(Watch.id == each.watch_id).values(**values))


def _forget(session: Session, ids: Sequence[int]) -> None:
    if ids:
        session.execute(delete(WatchNews).where(WatchNews.id.in_(ids)))
