"""Reading gaps again: a lost page is closed when its span reads whole, a quiet day when it is proven complete.

That a portal answers twice with little does not prove that there was no more. So the releases that it holds under
OCIDs of that time are looked at: one that is dated on the day, and did not come with it, says the day is not whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from threading import Event

from sqlalchemy import select, update
from sqlalchemy.orm import Session, sessionmaker

from registry.db import read_only
from registry.models import BrokenPage as BrokenPageRow
from registry.models import Gap
from registry.models import Notice as NoticeRow
from scrapers.exceptions import ScrapeError, Stopped
from scrapers.gaps import open_gaps
from scrapers.harvest import Stored, harvest
from scrapers.keeper import RegistryKeeper
from scrapers.locking import only_reader
from scrapers.notice import Notice
from scrapers.pages import BrokenPage
from scrapers.platforms.ocds import OcdsSource
from scrapers.platforms.ocds_records import read_record
from scrapers.progress import Progress
from scrapers.run import hearing, keeper_of, opened
from scrapers.run_records import on_record
from scrapers.scrape_settings import ScrapeSettings
from scrapers.sources import all_registers
from scrapers.windows import Window

PROOFS = 5
"""OCIDs that are asked for to prove a day: each is a request at the portal's pace."""
NEAR = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Refilled:
    """What came of reading a gap again."""

    since: datetime
    until: datetime
    new: int
    is_closed: bool
    outcome: str


@dataclass(slots=True)
class _Witness:
    """A keeper that also remembers which releases came, and whether a page was lost again."""

    keeper: RegistryKeeper
    seen: set[tuple[str, str]] = field(default_factory=set)
    lost: int = 0

    def store(self, notices: Sequence[Notice]) -> Stored:
        self.seen.update((each.ocid, each.release_id) for each in notices)
        stored = self.keeper.store(notices)
        self.lost += stored.lost
        return stored

    def quarantine(self, page: BrokenPage) -> None:
        self.lost += page.lost
        self.keeper.quarantine(page)

    def window_done(self, window: Window, releases: int) -> None:
        self.keeper.window_done(window, releases)


def refill_gaps(
    name: str,
    sessions: sessionmaker[Session],
    settings: ScrapeSettings,
    progress: Progress | None = None,
    stop: Event | None = None,
    most: int | None = None,
) -> list[Refilled]:
    """Read the open gaps of a portal again, all or the first `most` of them; each try is a run on record.

    Raises `UnknownSource`, `AlreadyRunning`, or what stopped the reading; gaps closed until then stay closed. A
    published register is always read whole, and has no gaps.
    """
    if name in all_registers():
        return []
    source = opened(name, settings, stop)
    with only_reader(name, sessions, settings.locks), closing(source.client):
        with sessions() as session:
            gaps = read_only(session).scalars(open_gaps(name).limit(most)).all()
        return [_tried(gap, source, sessions, settings, progress, stop) for gap in gaps]


def _tried(
    gap: Gap,
    source: OcdsSource,
    sessions: sessionmaker[Session],
    settings: ScrapeSettings,
    progress: Progress | None,
    stop: Event | None,
) -> Refilled:
    """Read a gap again. One that cannot be read is on record as tried: it must not keep others waiting."""
    try:
        return _refill(gap, source, sessions, settings, progress, stop)
    except Stopped:
        raise
    except ScrapeError as error:
        _settle(sessions, gap, False, f"It could not be read again. {error}"[:500])
        raise


def _refill(
    gap: Gap,
    source: OcdsSource,
    sessions: sessionmaker[Session],
    settings: ScrapeSettings,
    progress: Progress | None,
    stop: Event | None,
) -> Refilled:
    with on_record(sessions, source.name, gap.since, gap.until, source.first_reach) as begun:
        source.client.stay_away(begun.seconds_away, "an earlier run was told to wait")
        witness = _Witness(keeper_of(begun.run_id, sessions, settings))
        done = harvest(source, gap.since, gap.until, witness, hearing(witness.keeper, progress, stop))
        if witness.lost:
            is_closed, outcome = False, "Part of it still cannot be read."
        elif gap.kind == "lost_page":
            is_closed, outcome = True, f"Read whole: {done.releases} releases, {done.new} of them new."
        else:
            is_closed, outcome = _proven(gap, source, sessions, witness)
        _settle(sessions, gap, is_closed, outcome)
        return Refilled(gap.since, gap.until, done.new, is_closed, outcome)


def _proven(gap: Gap, source: OcdsSource, sessions: sessionmaker[Session], witness: _Witness) -> tuple[bool, str]:
    """Return whether a day that was read again is complete, and why."""
    with sessions() as session:
        ocids = _ocids_near(read_only(session), gap)
    records = [record for record in (read_record(source, ocid) for ocid in ocids) if record]
    of_the_day = [each for record in records for each in record if gap.since <= each.published_at < gap.until]
    missing = [each for each in of_the_day if (each.ocid, each.release_id) not in witness.seen]
    # What is edited later is listed under a later day: only what the registry lacks and would keep is missing.
    stored = witness.store(missing) if missing else Stored()
    if lacked := stored.new + stored.changed + stored.lost:
        return False, f"{lacked} of its releases came only when asked for by OCID: it is not complete."
    if not records:
        return False, "It brought no more, and no release of its time could be read by OCID to prove it."
    return (
        True,
        f"Complete: {len(records)} procurements, read again by OCID, have no other release of that time to keep.",
    )


def _ocids_near(session: Session, gap: Gap) -> list[str]:
    """Return OCIDs with a notice on the day or, failing these, nearest to it."""
    near = select(NoticeRow.ocid, NoticeRow.published_at).where(
        NoticeRow.source == gap.source,
        NoticeRow.published_at >= gap.since - NEAR,
        NoticeRow.published_at < gap.until + NEAR,
    )
    middle = gap.since + (gap.until - gap.since) / 2
    rows = sorted(session.execute(near), key=lambda row: (abs(row.published_at - middle), row.ocid))
    return list(dict.fromkeys(row.ocid for row in rows))[:PROOFS]


def _settle(sessions: sessionmaker[Session], gap: Gap, is_closed: bool, outcome: str) -> None:
    with sessions.begin() as session:
        row, now = session.get_one(Gap, gap.id), datetime.now(UTC)
        row.tried_at, row.closed_at, row.outcome = now, now if is_closed else None, outcome
        if is_closed:
            lost = update(BrokenPageRow).where(
                BrokenPageRow.source == gap.source,
                BrokenPageRow.is_lost,
                BrokenPageRow.window_since >= gap.since,
                BrokenPageRow.window_until <= gap.until,
            )
            session.execute(lost.values(is_lost=False))
