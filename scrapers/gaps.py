"""Gaps of the record: pages that were lost, and days that brought far less than usual. Listed until read again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, sessionmaker

from registry.db import read_only
from registry.models import Gap, Source
from scrapers.exceptions import SourceQuiet
from scrapers.health import LATELY, Day, told, whole_days
from scrapers.health_reading import days_judged
from scrapers.windows import LONDON

SHORTEST = timedelta(minutes=1)
"""Of a gap: a notice that could not be filed is a moment, and no portal is asked for one."""


def open_gaps(name: str) -> Select[Gap]:
    """Return the gaps of a source that wait to be read again: first those never tried, then the longest not tried."""
    waiting = select(Gap).where(Gap.source == name, Gap.closed_at.is_(None))
    return waiting.order_by(Gap.tried_at.asc().nulls_first(), Gap.since, Gap.id)


def note_gap(
    session: Session, name: str, since: datetime, until: datetime, kind: str, detail: str, at: datetime
) -> Gap:
    """List a gap. One that overlaps an open gap of its kind makes that one longer; a closed one opens again."""
    until = max(until, since + SHORTEST)
    alike = select(Gap).where(Gap.source == name, Gap.kind == kind)
    exact = session.scalars(alike.where(Gap.since == since, Gap.until == until)).first()
    overlapping = alike.where(Gap.closed_at.is_(None), Gap.since < until, Gap.until > since).order_by(Gap.id)
    row = exact or session.scalars(overlapping).first()
    if row is None:
        row = Gap(source=name, since=since, until=until, kind=kind, detail=detail, found_at=at)
        session.add(row)
    elif row.closed_at is not None:
        row.closed_at, row.found_at, row.detail = None, at, detail
    else:
        row.since, row.until = min(row.since, since), max(row.until, until)
    session.flush()
    return row


def note_quiet_days(
    sessions: sessionmaker[Session], name: str, since: datetime, until: datetime, now: datetime
) -> None:
    """List the days that ended in a span and brought far less than usual; raise `SourceQuiet` for recent ones."""
    with sessions() as session:
        row = read_only(session).get_one(Source, name)
        quiet = [day for day in days_judged(session, row, _ended(row, since, until)) if day.is_quiet]
    with sessions.begin() as session:
        for day in quiet:
            note_gap(session, name, *span_of(day.on), day.verdict, told(day), now)
    _raise_if_recent(name, quiet, now)


def span_of(day: date) -> tuple[datetime, datetime]:
    """Return the moments at which a London day begins and ends."""
    start, end = (datetime.combine(each, time(), LONDON) for each in (day, day + timedelta(days=1)))
    return start, end


def _ended(row: Source, since: datetime, until: datetime) -> list[date]:
    """Return the days that ended between two moments and that were read whole."""
    if row.whole_since is None or row.whole_until is None:
        return []
    first = since.astimezone(LONDON).date()
    whole = whole_days(row.whole_since, min(row.whole_until, until))
    return [day for day in whole if day >= first]


def _raise_if_recent(name: str, quiet: Sequence[Day], now: datetime) -> None:
    recent = [day for day in quiet if day.on >= (now - LATELY).astimezone(LONDON).date()]
    if recent:
        raise SourceQuiet(f"{name}: {' '.join(told(day) for day in recent)} `scrape {name} --gaps` reads it again.")
