"""Reading a published register: fetched only if it changed, imported as an authority's own upload is, on record."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from threading import Event

from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from registry.db import read_only
from registry.models import RegisterImport, ScrapeRun, Source
from registry.ocds.shapes import LONDON
from scrapers.exceptions import RegisterShrunk
from scrapers.fetch import Answer, PoliteClient
from scrapers.harvest import Harvested
from scrapers.health import FAR_LESS, LEAST_USUAL
from scrapers.platforms.published_register import PublishedRegister
from scrapers.progress import Progress
from scrapers.registers.filing import apply_import
from scrapers.registers.importing import Upload, take_in
from scrapers.registers.sheets import MOST_BYTES
from scrapers.run_records import Begun, on_record
from scrapers.scrape_settings import ScrapeSettings
from scrapers.stopping import sleep_until


def read_published(
    register: PublishedRegister,
    sessions: sessionmaker[Session],
    settings: ScrapeSettings,
    tell: Progress | None,
    stop: Event | None,
) -> Harvested:
    """Fetch a register and apply it where it changed. The caller keeps others away.

    Raises a `PortalError`, `UnreadableRegister`, `ImportBusy`, `RegisterShrunk` or `Stopped`, which is then on record.
    """
    now = datetime.now(UTC)
    with (
        on_record(sessions, register.name, None, now, timedelta(0)) as begun,
        closing(_client(register, begun, settings, stop)) as client,
    ):
        if tell:
            client.on_wait = tell
        client.stay_away(begun.seconds_away, "an earlier run was told to wait")
        answer = client.get(settings.urls.get(register.name, register.base_url))
        done = Harvested(windows=1, pages=1)
        if answer.status == 200:
            _import(register, answer, sessions, settings, now, done)
        _finish(register, begun, answer, sessions, done)
        return done


def _client(register: PublishedRegister, begun: Begun, settings: ScrapeSettings, stop: Event | None) -> PoliteClient:
    return PoliteClient(
        settings.urls.get(register.name, register.base_url),
        user_agent=settings.user_agent,
        pace=register.pace if settings.pace is None else settings.pace,
        wait=register.wait if settings.wait is None else settings.wait,
        largest_body=MOST_BYTES,
        conditions=begun.conditions,
        sleep=sleep_until(stop),
    )


def _import(
    register: PublishedRegister,
    answer: Answer,
    sessions: sessionmaker[Session],
    settings: ScrapeSettings,
    now: datetime,
    done: Harvested,
) -> None:
    today, by = now.astimezone(LONDON).date(), f"scrape {register.name}"
    said_on = _day(answer.headers.get("Last-Modified"), today)
    upload = Upload(answer.body, register.filename, register.gss, by, said_on)
    take_in(sessions, upload, settings.locks, today, now)
    with sessions() as session:
        _raise_if_shrunk(read_only(session), upload)
    is_applied = apply_import(sessions, settings.lead_times, settings.locks, upload.import_id, by, now)
    with sessions() as session:
        row = read_only(session).get_one(RegisterImport, upload.import_id)
    done.releases = row.counts.get("contracts", 0)
    if is_applied:
        done.new, done.changed = row.counts.get("new", 0), row.counts.get("changed", 0)
    done.unchanged = done.releases - done.new - done.changed


def _raise_if_shrunk(session: Session, upload: Upload) -> None:
    """Refuse a register that lost most of its contracts: rather a broken file than a borough without contracts."""
    row = session.get_one(RegisterImport, upload.import_id)
    before = select(RegisterImport).where(
        RegisterImport.gss == upload.gss, RegisterImport.by == upload.by, RegisterImport.state == "applied"
    )
    last = session.scalars(before.order_by(RegisterImport.applied_at.desc()).limit(1)).first()
    if row.state == "applied" or last is None or last.id == row.id:
        return
    usual, found = last.counts.get("contracts", 0), row.counts["contracts"]
    if usual >= LEAST_USUAL and found * FAR_LESS < usual:
        raise RegisterShrunk(
            f"it has {found} contracts, and had {usual}: look at import {row.id}, and apply it if right"
        )


def _finish(
    register: PublishedRegister, begun: Begun, answer: Answer, sessions: sessionmaker[Session], done: Harvested
) -> None:
    with sessions.begin() as session:
        source, run = session.get_one(Source, register.name), session.get_one(ScrapeRun, begun.run_id)
        source.whole_since, source.whole_until = source.whole_since or begun.until, begun.until
        if answer.status == 200:
            source.etag = _short(answer.headers.get("ETag"), 300)
            source.last_modified = _short(answer.headers.get("Last-Modified"), 100)
        run.windows = done.windows
        run.new, run.changed, run.unchanged = done.new, done.changed, done.unchanged


def _short(text: str | None, most: int) -> str | None:
    """Return a header worth sending back: a longer one than we keep would never match."""
    return text if text and len(text) <= most and text.isprintable() else None


def _day(modified: str | None, today: date) -> date | None:
    """Return the day on which a file says it was written: as of then it speaks."""
    try:
        moment = parsedate_to_datetime(modified) if modified else None
    except ValueError:
        return None
    day = moment.astimezone(LONDON).date() if moment and moment.tzinfo else None
    return day if day and date(2000, 1, 1) <= day <= today else None
