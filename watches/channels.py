"""The channels of a watch, and when each is due: at once, or with the next digest."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from registry.models import Watch
from registry.ocds.shapes import LONDON
from watches.kinds import Channel, Every

DIGESTS_AT = time(7)
"""In London, before the working day."""
MONDAY = 0


def channels_of(watch: Watch, at: datetime) -> Iterator[tuple[Channel, datetime]]:
    """Yield the channels through which a watch is told of what is found at an instant, with when each is due."""
    if watch.webhook_url:
        yield Channel.webhook, at
    if watch.email and watch.email_confirmed_at:
        yield Channel.email, mail_due_at(Every(watch.email_every or Every.daily), at)


def mail_due_at(every: Every, at: datetime) -> datetime:
    """Return when what is found at an instant is mailed: at once, next morning, or on the next Monday morning."""
    if every is Every.instant:
        return at
    local = at.astimezone(LONDON)
    due = datetime.combine(local.date(), DIGESTS_AT, LONDON)
    if due <= local:
        due = datetime.combine(local.date() + timedelta(days=1), DIGESTS_AT, LONDON)
    if every is Every.weekly and due.weekday() != MONDAY:
        due = datetime.combine(due.date() + timedelta(days=7 - due.weekday()), DIGESTS_AT, LONDON)
    return due
