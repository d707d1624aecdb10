"""A run on record, from its start to its end or its error."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy.orm import Session, sessionmaker

from registry.models import ScrapeRun, Source


@dataclass(frozen=True, slots=True)
class Begun:
    """A run that has begun: what it reads, and how long the source wants to be left alone."""

    run_id: int
    since: datetime
    until: datetime
    seconds_away: float
    conditions: dict[str, str]
    """Headers that ask for a published register only if it changed."""


@contextmanager
def on_record(
    sessions: sessionmaker[Session], name: str, since: datetime | None, until: datetime, first_reach: timedelta
) -> Iterator[Begun]:
    """Keep a run on record. Without `since` it reads from the checkpoint; where there is none, `first_reach` back."""
    now = datetime.now(UTC)
    with sessions.begin() as session:
        row = session.get(Source, name) or Source(name=name)
        session.add(row)
        session.flush()
        run = ScrapeRun(source=name, since=since or row.whole_until or until - first_reach, until=until, started_at=now)
        session.add(run)
        session.flush()
        away = (row.ask_after - now).total_seconds() if row.ask_after else 0.0
        begun = Begun(run.id, run.since, until, away, _conditions(row))
    error = None
    try:
        yield begun
    except BaseException as raised:  # an operator's Ctrl-C and a full disk are on record too
        error = f"{type(raised).__name__}: {raised}"
        raise
    finally:
        with sessions.begin() as session:
            ended = session.get_one(ScrapeRun, begun.run_id)
            ended.finished_at, ended.error = datetime.now(UTC), error


def _conditions(row: Source) -> dict[str, str]:
    known = {"If-None-Match": row.etag, "If-Modified-Since": row.last_modified}
    return {name: value for name, value in known.items() if value}
