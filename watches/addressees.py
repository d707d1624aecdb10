"""Mail addresses: set by the holder of a key, and written to only once whoever reads there has said yes."""

from datetime import timedelta
from email.headerregistry import Address
from typing import Any

from sqlalchemy import func, select, update
from webargs.flaskparser import abort

from registry.api.clock import now
from registry.api.session import session
from registry.models import Watch
from watches.mail_links import MailLink
from watches.shown import settings

MOST_UNANSWERED = 10
"""Addresses of one key that were asked and have not said yes: nobody is to flood strangers from here."""
ASKED_AGAIN_AFTER = timedelta(days=1)


def set_email(watch: Watch, given: dict[str, Any] | None) -> None:
    """Let a watch be mailed, or no more; an address that said yes to this key before is not asked again."""
    if given is None:
        watch.email = watch.email_every = watch.email_asked_at = watch.email_confirmed_at = None
        return
    if settings().mail is None:
        _refuse("This registry sends no mail: use the feed, or a webhook.")
    address = _checked(given["address"])
    watch.email_every = given["every"]
    if watch.email != address:
        watch.email, watch.email_asked_at, watch.email_confirmed_at = address, None, None
    elif watch.email_asked_at and now() - watch.email_asked_at > ASKED_AGAIN_AFTER:
        watch.email_asked_at = None
    if watch.email_confirmed_at is None:
        _ask_or_not(watch, address)


def confirm(link: MailLink) -> int:
    """Let an address be mailed by all watches of a key that wait for it, and commit; return how many they are."""
    waiting = select(Watch.id).where(*_to(link), Watch.email_confirmed_at.is_(None))
    ids = list(session().scalars(waiting))
    session().execute(update(Watch).where(Watch.id.in_(ids)).values(email_confirmed_at=now()))
    known = session().scalar(select(func.count()).select_from(Watch).where(*_to(link))) or 0
    session().commit()
    return known


def unsubscribe(link: MailLink) -> None:
    """End the mail of a key, or of one watch of it, to an address, and commit; again changes nothing."""
    ended = update(Watch).where(*_to(link))
    if link.watch_id:
        ended = ended.where(Watch.id == link.watch_id)
    nothing = dict.fromkeys(("email", "email_every", "email_asked_at", "email_confirmed_at"))
    session().execute(ended.values(**nothing, version=Watch.version + 1))
    session().commit()


def _ask_or_not(watch: Watch, address: str) -> None:
    mine = (Watch.api_key_id == watch.api_key_id, Watch.id != watch.id)
    with session().no_autoflush:
        asked = select(Watch.email_asked_at, Watch.email_confirmed_at).where(*mine, Watch.email == address)
        same = session().execute(asked).all()
        waiting = select(Watch.email).where(*mine, Watch.email.is_not(None), Watch.email_confirmed_at.is_(None))
        unanswered = set(session().scalars(waiting.where(Watch.email != address)))
    if len(unanswered) >= MOST_UNANSWERED:
        _refuse(f"{MOST_UNANSWERED} addresses have not said yet that they want this: let them answer first.")
    watch.email_confirmed_at = now() if any(confirmed for _, confirmed in same) else None
    watch.email_asked_at = watch.email_asked_at or max((at for at, _ in same if at), default=None)


def _to(link: MailLink) -> tuple[Any, ...]:
    return Watch.api_key_id == link.api_key_id, Watch.email == link.email


def _checked(text: str) -> str:
    try:
        return Address(addr_spec=text.encode("ascii").decode()).addr_spec
    except (UnicodeError, ValueError, IndexError):  # what it raises for what it cannot parse is not documented
        return str(_refuse("Give one mail address, in ASCII."))


def _refuse(said: str) -> Any:
    abort(422, messages={"json": {"email": {"address": [said]}}})
