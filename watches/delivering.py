"""Delivering webhooks: each event until it is taken, with growing waits, and for three days at most.

A delivery is claimed before it is tried: its next try is put off by a lease. Killed while trying, it is tried again
when the lease ends, with the same id. So none is missed, and what a receiver took just before we were killed comes
twice under one id.
"""

import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import CursorResult, func, select, update
from sqlalchemy.orm import Session, sessionmaker

from registry.db import read_only
from registry.models import Watch, WatchDelivery, WatchFound
from watches.exceptions import NotDelivered
from watches.kinds import Channel
from watches.links import webhook_secret
from watches.queries import watch_with_key
from watches.readers import is_live, reader_of
from watches.settings import WatchSettings
from watches.telling import told_to
from watches.webhooks import body_of, post, signed

WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 300, 600, 840, 1200, 1440))
"""After each try that failed: three days in all."""
LEASE = timedelta(minutes=5)
MOST = 200
RUN_SECONDS = 50
"""A run ends then: the next goes on."""
_LONGEST_ERROR = 300


def deliver_webhooks(sessions: sessionmaker[Session], settings: WatchSettings) -> int:
    """Send the events that are due; return how many were taken."""
    ends_at = time.monotonic() + RUN_SECONDS
    taken, failing = 0, set[str]()
    for delivery_id, watch_id, due_at in _due(sessions, datetime.now(UTC)):
        if time.monotonic() > ends_at:
            break
        if watch_id in failing or not claim(sessions, [delivery_id], due_at):
            continue  # its receiver is away: the rest waits for the next run
        error = _deliver(sessions, settings, delivery_id)
        if error is not None:
            failing.add(watch_id)
            put_off(sessions, [delivery_id], error)
        else:
            taken += 1
    return taken


def claim(sessions: sessionmaker[Session], ids: Sequence[int], due_at: datetime) -> bool:
    """Take deliveries for as long as the lease; False when another took them first."""
    until = datetime.now(UTC) + LEASE
    with sessions.begin() as session:
        mine = update(WatchDelivery).where(
            WatchDelivery.id.in_(ids), WatchDelivery.state == "waiting", WatchDelivery.due_at <= due_at
        )
        done: CursorResult[Any] = session.execute(
            mine.values(due_at=until, attempts=WatchDelivery.attempts + 1),
            execution_options={"synchronize_session": False},
        )  # type: ignore[assignment]
        return done.rowcount > 0


def settle(sessions: sessionmaker[Session], ids: Sequence[int], state: str, error: str | None = None) -> None:
    """Write down how deliveries ended: `sent`, `withheld` or `failed`."""
    sent_at = datetime.now(UTC) if state == "sent" else None
    with sessions.begin() as session:
        ended = update(WatchDelivery).where(WatchDelivery.id.in_(ids))
        session.execute(ended.values(state=state, sent_at=sent_at, error=error and error[:_LONGEST_ERROR]))


def put_off(sessions: sessionmaker[Session], ids: Sequence[int], error: str) -> None:
    """Try deliveries again after the wait that their number of tries asks for, or give them up."""
    with sessions.begin() as session:
        for row in session.scalars(select(WatchDelivery).where(WatchDelivery.id.in_(ids))):
            row.error = error[:_LONGEST_ERROR]
            if row.attempts > len(WAITS):
                row.state = "failed"
            else:
                row.due_at = datetime.now(UTC) + WAITS[row.attempts - 1]


def _due(sessions: sessionmaker[Session], at: datetime) -> Sequence[Any]:
    """Return (id, watch, when it was due) of what is due: keys take turns, and of each key its watches.

    However much waits for a receiver that is away or slow, everyone else is served in the same run.
    """
    oldest = (WatchDelivery.due_at, WatchDelivery.id)
    of_watch = func.row_number().over(partition_by=WatchDelivery.watch_id, order_by=oldest).label("of_watch")
    columns = select(WatchDelivery.id, WatchDelivery.watch_id, WatchDelivery.due_at, Watch.api_key_id, of_watch)
    due = (
        columns.join(Watch, Watch.id == WatchDelivery.watch_id)
        .where(WatchDelivery.state == "waiting", WatchDelivery.channel == Channel.webhook, WatchDelivery.due_at <= at)
        .subquery()
    )
    turn = func.row_number().over(partition_by=due.c.api_key_id, order_by=(due.c.of_watch, due.c.due_at, due.c.id))
    wanted = select(due.c.id, due.c.watch_id, due.c.due_at).order_by(turn, due.c.due_at, due.c.id).limit(MOST)
    with sessions() as session:
        return read_only(session).execute(wanted).all()


def _deliver(sessions: sessionmaker[Session], settings: WatchSettings, delivery_id: int) -> str | None:
    """Send one event; return what went wrong, if it is to be tried again."""
    with sessions() as session:
        row = read_only(session).get(WatchDelivery, delivery_id)
        if row is None:
            return None  # the watch was ended meanwhile
        watch, found = session.scalars(watch_with_key(row.watch_id)).one(), session.get_one(WatchFound, row.found_id)
        at = datetime.now(UTC)
        told = told_to(reader_of(watch.key), [found], session).get(found.id) if is_live(watch.key, at) else None
    if told is None or not watch.webhook_url:
        settle(sessions, [delivery_id], "withheld")
        return None
    body = body_of(told, watch, settings.public_url)
    try:
        headers = signed(told.id, body, webhook_secret(watch, settings.secret), at)
        post(watch.webhook_url, body, headers, settings.webhook_allow)
    except NotDelivered as error:
        return str(error)
    settle(sessions, [delivery_id], "sent")
    return None
