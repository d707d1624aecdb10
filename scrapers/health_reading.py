"""What is on record about the health of sources, read from the registry."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import extract, func, select
from sqlalchemy.orm import Session

from registry.models import Gap, Notice, ScrapeRun, Source
from scrapers.health import LATELY, WEEKS, Day, Facts, Health, health, judged, whole_days
from scrapers.windows import LONDON

SHOWN_DAYS = 14
LATEST_ENDS = 20
TO_NOW = timedelta(hours=1)
"""A run that asked for what was published until so short before its start read to the present."""


def healths(session: Session, names: Iterable[str], now: datetime) -> dict[str, tuple[Health, Facts]]:
    """Return how each source is at a moment, with what says so."""
    found = {}
    for name in names:
        facts = facts_of(session, name, now)
        found[name] = (health(facts, now), facts)
    return found


def facts_of(session: Session, name: str, now: datetime) -> Facts:
    """Return what is on record about a source."""
    row = session.get(Source, name)
    if row is None:
        return Facts()
    ended = select(ScrapeRun).where(ScrapeRun.source == name, ScrapeRun.finished_at.is_not(None))
    latest = session.scalars(ended.order_by(ScrapeRun.id.desc()).limit(1)).first()
    lately = session.scalars(
        select(ScrapeRun).where(ScrapeRun.source == name, ScrapeRun.started_at >= now - LATELY)
    ).all()
    gaps = session.scalars(select(Gap).where(Gap.source == name)).all()
    return Facts(
        whole_until=row.whole_until,
        read_to_now=_read_to_now(session, name),
        error=latest.error if latest else None,
        errors=[run.error for run in lately if run.error],
        days=days_judged(session, row, _latest_days(row, now)),
        proven=frozenset(gap.since.astimezone(LONDON).date() for gap in gaps if gap.closed_at and _is_day(gap)),
        open_gaps=sum(gap.closed_at is None for gap in gaps),
        refilled_gaps=sum(gap.closed_at is not None for gap in gaps),
        setbacks=_summed(lately),
        waited=timedelta(seconds=sum(run.waited_seconds for run in lately)),
    )


def _summed(runs: Iterable[ScrapeRun]) -> Mapping[str, int]:
    """Return the setbacks of runs by kind, those met most often first."""
    total: Counter[str] = Counter()
    for run in runs:
        total.update(run.setbacks or {})
    return dict(total.most_common())


def days_judged(session: Session, row: Source, days: Sequence[date]) -> list[Day]:
    """Return what some days, read whole and in order, brought against what is usual for their weekdays."""
    if not days or row.whole_since is None or row.whole_until is None:
        return []
    first = days[0] - timedelta(days=7 * WEEKS)
    counts = dict.fromkeys((day for day in whole_days(row.whole_since, row.whole_until) if day >= first), 0)
    brought = _counted(session, row.name, first, days[-1])
    counts = {day: brought.get(day, 0) for day in counts}
    return [judged(day, counts) for day in days]


def _counted(session: Session, name: str, first: date, last: date) -> Mapping[date, int]:
    """Return the notices kept of each London day. The database counts by hours, which no clock change splits."""
    start = datetime.combine(first, time(), LONDON)
    end = datetime.combine(last + timedelta(days=1), time(), LONDON)
    day, hour = func.date(Notice.published_at), extract("hour", Notice.published_at)
    query = select(day, hour, func.count()).where(Notice.source == name)
    query = query.where(Notice.published_at >= start, Notice.published_at < end).group_by(day, hour)
    counts: dict[date, int] = defaultdict(int)
    for on, at, count in session.execute(query):
        moment = datetime.combine(date.fromisoformat(str(on)), time(int(at)), UTC)
        counts[moment.astimezone(LONDON).date()] += count
    return counts


def _latest_days(row: Source, now: datetime) -> list[date]:
    if row.whole_since is None or row.whole_until is None:
        return []
    return whole_days(max(row.whole_since, now - timedelta(days=SHOWN_DAYS)), row.whole_until)


def _read_to_now(session: Session, name: str) -> list[datetime]:
    good = select(ScrapeRun).where(
        ScrapeRun.source == name, ScrapeRun.error.is_(None), ScrapeRun.finished_at.is_not(None)
    )
    latest = session.scalars(good.order_by(ScrapeRun.id.desc()).limit(2 * LATEST_ENDS))
    ends = [run.finished_at for run in latest if run.finished_at and run.started_at - run.until < TO_NOW]
    return ends[:LATEST_ENDS]


def _is_day(gap: Gap) -> bool:
    return gap.kind != "lost_page"
