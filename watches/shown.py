"""A watch as its holder sees it."""

from collections.abc import Sequence
from typing import Any, cast

from flask import Response, current_app
from sqlalchemy import select

from registry.api.auth import actor
from registry.api.conditional import conditional
from registry.api.session import session
from registry.models import ApiKey, Watch
from watches.links import feed_token, webhook_secret
from watches.queries import delivery_counts
from watches.schemas import WatchSchema
from watches.settings import WatchSettings

_WATCH = WatchSchema()
_NONE = {"waiting": 0, "failed": 0, "last_error": None}


def settings() -> WatchSettings:
    """Return how watches reach people here."""
    return cast(WatchSettings, current_app.extensions["watches"])


def own_key() -> ApiKey:
    """Return the key that asks; it was checked before."""
    return session().scalars(select(ApiKey).where(ApiKey.prefix == actor().key)).one()


def shown_watch(watch: Watch) -> Response:
    """Return a watch as an answer, with its tag."""
    return conditional(watch, watch.id, _WATCH.dump(shown_watches([watch])[0]))


def shown_watches(watches: Sequence[Watch]) -> list[dict[str, Any]]:
    """Return watches as their schema takes them."""
    counts: dict[tuple[str, str], dict[str, Any]] = {}
    for id_, channel, waiting, failed, error in session().execute(delivery_counts([each.id for each in watches])):
        counts[id_, channel] = {"waiting": waiting, "failed": failed, "last_error": error}
    return [_shown(each, counts) for each in watches]


def feed_url(watch: Watch) -> str:
    """Return the address of a watch's feed, which is a secret of its holder's."""
    token = feed_token(watch, settings().secret)
    return f"{settings().public_url}/api/v1/watches/{watch.id}/feed.atom?token={token}"


def _shown(watch: Watch, counts: dict[tuple[str, str], dict[str, Any]]) -> dict[str, Any]:
    email = webhook = None
    if watch.email:
        told = {"address": watch.email, "every": watch.email_every, "confirmed_at": watch.email_confirmed_at}
        email = {**told, **counts.get((watch.id, "email"), _NONE)}
    if watch.webhook_url:
        told = {"url": watch.webhook_url, "secret": webhook_secret(watch, settings().secret)}
        webhook = {**told, **counts.get((watch.id, "webhook"), _NONE)}
    return {
        "id": watch.id,
        "url": f"/api/v1/watches/{watch.id}",
        "kind": watch.kind,
        "subject": watch.subject,
        "search": watch.asked or None,
        "name": watch.name,
        "feed_url": feed_url(watch),
        "email": email,
        "webhook": webhook,
        "created_at": watch.created_at,
    }
