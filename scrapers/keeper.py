"""Where a harvest's notices, checkpoint and broken pages are kept: in the registry, each call one transaction."""

import json
import logging
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session, sessionmaker

from registry.filing.knowledge import Knowledge
from registry.models import BrokenPage as BrokenPageRow
from registry.models import ScrapeRun, Source
from scrapers.fetch import PACE, Waiting
from scrapers.gaps import note_gap
from scrapers.harvest import Stored
from scrapers.ingest import ingest
from scrapers.notice import Notice
from scrapers.pages import KEPT_BYTES, BrokenPage
from scrapers.windows import Window

log = logging.getLogger(__name__)


class RegistryKeeper:
    """The `Keeper` of one run of a source, whose row it counts in; `scope` as `ingest` has it."""

    def __init__(self, sessions: sessionmaker[Session], knowledge: Knowledge, run_id: int, scope: str) -> None:
        self._sessions = sessions
        self._knowledge = knowledge
        self._run_id = run_id
        self._scope = scope

    def store(self, notices: Sequence[Notice]) -> Stored:
        """File notices. One that cannot be filed is set aside: it must not keep out all that come after it."""
        try:
            return self._store(notices)
        except OperationalError:
            raise  # the database is away or full: nothing is wrong with the notices
        except Exception as error:
            if len(notices) > 1:
                return _sum([self.store([notice]) for notice in notices])
            log.exception("release %s of %s cannot be filed", notices[0].release_id, notices[0].ocid)
            self.quarantine(_unfiled(notices[0], error))
            self.met("unfiled")
            return Stored(lost=1)

    def quarantine(self, page: BrokenPage) -> None:
        """Keep a page that could not be read on record, once however often it is met."""
        with self._sessions.begin() as session:
            run = session.get_one(ScrapeRun, self._run_id)
            run.quarantined += 1
            same = select(BrokenPageRow).where(BrokenPageRow.source == run.source, BrokenPageRow.url == page.url)
            row = session.scalars(same.limit(1)).first() or BrokenPageRow(source=run.source, url=page.url)
            row.status, row.reason, row.is_lost = page.status, page.reason, page.lost
            row.body = page.body.decode("utf-8", "replace").replace("\x00", "\ufffd")
            row.window_since, row.window_until = page.window.starts_at, page.window.ends_at
            row.seen_at = datetime.now(UTC)
            session.add(row)
            if page.lost:
                span = page.window.starts_at, page.window.ends_at
                note_gap(session, run.source, *span, "lost_page", f"{page.url}: {page.reason}", row.seen_at)

    def window_done(self, window: Window, releases: int) -> None:
        """Move the checkpoint to the window's end, unless that would leave a gap behind it."""
        with self._sessions.begin() as session:
            run = session.get_one(ScrapeRun, self._run_id)
            run.windows += 1
            source = session.get_one(Source, run.source)
            if source.whole_until is None:
                source.whole_since, source.whole_until = window.starts_at, window.ends_at
            elif window.starts_at <= source.whole_until < window.ends_at:
                source.whole_until = window.ends_at

    def told_to_wait(self, waiting: Waiting) -> None:
        """Keep on record until when the portal is not to be asked, for the run after this one too."""
        with self._sessions.begin() as session:
            run = session.get_one(ScrapeRun, self._run_id)
            if waiting.why != PACE:
                run.waited_seconds += round(waiting.seconds)
            session.get_one(Source, run.source).ask_after = datetime.now(UTC) + timedelta(seconds=waiting.seconds)

    def met(self, kind: str) -> None:
        """Count a setback (`scrapers.setbacks.SETBACKS`)."""
        with self._sessions.begin() as session:
            run = session.get_one(ScrapeRun, self._run_id)
            counts = run.setbacks or {}
            run.setbacks = {**counts, kind: counts.get(kind, 0) + 1}

    def _store(self, notices: Sequence[Notice]) -> Stored:
        with self._sessions.begin() as session:
            stored = ingest(session, self._knowledge, notices, self._scope, datetime.now(UTC))
            run = session.get_one(ScrapeRun, self._run_id)
            run.new += stored.new
            run.changed += stored.changed
            run.unchanged += stored.unchanged
            run.out_of_scope += stored.out_of_scope
        return stored


def _unfiled(notice: Notice, error: Exception) -> BrokenPage:
    body = json.dumps(notice.release).encode()[:KEPT_BYTES]
    window = Window(notice.published_at, notice.published_at)
    reason = f"It cannot be filed: {type(error).__name__}: {error}"[:KEPT_BYTES]
    return BrokenPage(f"{notice.ocid}/{notice.release_id}", None, reason, body, window, lost=True, kind="unfiled")


def _sum(parts: Sequence[Stored]) -> Stored:
    names = ("new", "changed", "unchanged", "out_of_scope", "lost")
    return Stored(*(sum(getattr(part, name) for part in parts) for name in names))
