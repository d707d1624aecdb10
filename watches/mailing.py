"""Mailing: what is due to one address of one key goes out as one mail, and an address is asked before it gets any.

What goes into a mail is settled, and committed, before it is handed over. Killed between the server's yes and our note
of it, the next run hands the same mail over again, with the same Message-ID, by which mailboxes tell that they have it.
A question to an address is the other way round: it is noted first, and rather lost than asked twice.
"""

import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from email.utils import format_datetime
from smtplib import SMTP
from typing import Any
from uuid import uuid4

from sqlalchemy import select, update
from sqlalchemy.orm import Session, sessionmaker

from registry.db import read_only
from registry.models import ApiKey, Watch, WatchDelivery, WatchFound
from watches.delivering import RUN_SECONDS, claim, put_off, settle
from watches.digests import Part, digest, question
from watches.exceptions import NotDelivered
from watches.kinds import Channel
from watches.mail_links import MailLink
from watches.mail_server import Refused, hand_over, mail_server
from watches.readers import is_live, reader_of
from watches.settings import WatchSettings
from watches.telling import told_to

MOST = 100
"""Mails of one run: the next goes on."""
_DUE = (WatchDelivery.state == "waiting", WatchDelivery.channel == Channel.email)


def deliver_mail(sessions: sessionmaker[Session], settings: WatchSettings) -> int:
    """Hand over the mail that is due; return how many mails were taken."""
    if settings.mail is None:
        return 0
    _gather(sessions, datetime.now(UTC))
    asked, due = _to_ask(sessions), _due(sessions, datetime.now(UTC))
    if not asked and not due:
        return 0
    ends_at, taken = time.monotonic() + RUN_SECONDS, 0
    try:
        with mail_server(settings.mail) as server:
            for link in asked:
                taken += _ask(sessions, settings, server, link)
            for batch in due:
                if time.monotonic() < ends_at:
                    taken += _hand_over(sessions, settings, server, batch)
    except NotDelivered as error:
        for batch in due:  # each has tried: what is due waits longer and longer, and is given up in the end
            if claim(sessions, _ids(sessions, batch), datetime.now(UTC)):
                put_off(sessions, _ids(sessions, batch), str(error))
    return taken


def _gather(sessions: sessionmaker[Session], at: datetime) -> None:
    """Settle which deliveries go into which mail: all that is due to one address of one key into one."""
    with sessions.begin() as session:
        due = select(WatchDelivery, Watch.api_key_id, Watch.email).join(Watch, Watch.id == WatchDelivery.watch_id)
        due = due.where(*_DUE, WatchDelivery.due_at <= at, WatchDelivery.batch.is_(None))
        batches: dict[tuple[int, str | None], str] = {}
        apart = due.order_by(WatchDelivery.id).with_for_update(of=WatchDelivery, skip_locked=True)
        for row, api_key_id, email in session.execute(apart):
            row.batch = batches.setdefault((api_key_id, email), uuid4().hex)


def _due(sessions: sessionmaker[Session], at: datetime) -> Sequence[str]:
    with sessions() as session:
        due = select(WatchDelivery.batch).where(*_DUE, WatchDelivery.due_at <= at, WatchDelivery.batch.is_not(None))
        grouped = due.group_by(WatchDelivery.batch).order_by(WatchDelivery.batch).limit(MOST)
        return [str(each) for each in read_only(session).scalars(grouped)]


def _ids(sessions: sessionmaker[Session], batch: str) -> list[int]:
    with sessions() as session:
        rows = select(WatchDelivery.id).where(*_DUE, WatchDelivery.batch == batch)
        return list(read_only(session).scalars(rows))


def _hand_over(sessions: sessionmaker[Session], settings: WatchSettings, server: SMTP, batch: str) -> int:
    """Hand one mail over; return 1 when it was taken."""
    ids = _ids(sessions, batch)
    if not ids or not claim(sessions, ids, datetime.now(UTC)):
        return 0
    with sessions() as session:
        link, parts = _parts(read_only(session), ids, datetime.now(UTC))
    if link is None or not parts:
        settle(sessions, ids, "withheld")
        return 0
    mail = digest(batch, link, parts, settings)
    mail["Date"] = format_datetime(datetime.now(UTC))
    try:
        hand_over(server, mail)
    except Refused as error:
        settle(sessions, ids, "failed", str(error))
        return 0
    except NotDelivered as error:
        put_off(sessions, ids, str(error))
        return 0
    settle(sessions, ids, "sent")
    return 1


def _parts(session: Session, ids: Sequence[int], at: datetime) -> tuple[MailLink | None, list[Part]]:
    """Return whose mail it is, and what each watch has to tell in it; nothing where mail was ended meanwhile."""
    rows = select(Watch, ApiKey, WatchFound).join(ApiKey, ApiKey.id == Watch.api_key_id)
    rows = rows.join(WatchDelivery, WatchDelivery.watch_id == Watch.id)
    rows = rows.join(WatchFound, WatchFound.id == WatchDelivery.found_id).where(WatchDelivery.id.in_(ids))
    by_watch: dict[str, tuple[Watch, ApiKey, list[WatchFound]]] = {}
    for watch, key, found in session.execute(rows.order_by(WatchFound.id)):
        if watch.email and watch.email_confirmed_at and is_live(key, at):
            by_watch.setdefault(watch.id, (watch, key, []))[2].append(found)
    parts, link = [], None
    for watch, key, rows_found in by_watch.values():
        told = told_to(reader_of(key), rows_found, session)
        shown = [told[row.id] for row in rows_found if row.id in told]
        if shown and (link is None or link.email == watch.email):
            link = MailLink(key.id, str(watch.email))
            parts.append(Part(watch.id, watch.name, shown))
    return link, parts


def _to_ask(sessions: sessionmaker[Session]) -> list[MailLink]:
    """Return the addresses that were not asked yet whether they want this."""
    with sessions() as session:
        waiting = select(Watch.api_key_id, Watch.email).where(
            Watch.email.is_not(None), Watch.email_confirmed_at.is_(None), Watch.email_asked_at.is_(None)
        )
        rows = read_only(session).execute(waiting.distinct().order_by(Watch.api_key_id, Watch.email).limit(MOST))
        return [MailLink(key_id, str(email)) for key_id, email in rows]


def _ask(sessions: sessionmaker[Session], settings: WatchSettings, server: SMTP, link: MailLink) -> int:
    """Ask an address, once for all watches that wait for it; return 1 when the question was taken."""
    names = list(_noted(sessions, link, datetime.now(UTC)))
    if not names:
        return 0
    mail = question(uuid4().hex, link, names, settings)
    mail["Date"] = format_datetime(datetime.now(UTC))
    try:
        hand_over(server, mail)
    except Refused:
        return 0
    except NotDelivered:
        with sessions.begin() as session:
            session.execute(update(Watch).where(*_to(link)).values(email_asked_at=None))
        return 0
    return 1


def _noted(sessions: sessionmaker[Session], link: MailLink, at: datetime) -> Iterator[str]:
    """Write down that an address is being asked; yield the names of what it is asked for."""
    with sessions.begin() as session:
        of = (*_to(link), Watch.email_asked_at.is_(None))
        names = list(session.scalars(select(Watch.name).where(*of).order_by(Watch.name)))
        session.execute(update(Watch).where(*of).values(email_asked_at=at))
    yield from names


def _to(link: MailLink) -> tuple[Any, ...]:
    return Watch.api_key_id == link.api_key_id, Watch.email == link.email, Watch.email_confirmed_at.is_(None)
