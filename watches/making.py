"""Making a watch, and changing how it is told."""

from secrets import token_urlsafe
from typing import Any

from flask import request
from sqlalchemy import func, select
from webargs.flaskparser import abort

from registry.api.clock import now
from registry.api.session import session
from registry.identities import public_id
from registry.models import ApiKey, Watch
from watches.addressees import set_email
from watches.addresses import BadAddress, checked_url
from watches.kinds import Kind
from watches.shown import own_key, settings
from watches.subjects import search_of, subject_of

MOST = 200
"""Watches of one key."""


def make_watch(body: dict[str, Any]) -> Watch:
    """Make a watch of the key that asks, and commit."""
    key = _with_room()
    kind = Kind(body["kind"])
    subject: str | None = None
    meant, asked, state = dict[str, Any](), dict[str, Any](), dict[str, Any]()
    if kind is Kind.search:
        meant, name = search_of(body["search"])
        asked = request.get_json()["search"]
    else:
        subject, name, state = subject_of(kind, body["subject"])
    watch = Watch(
        id=public_id("watch", token_urlsafe(32)),
        api_key_id=key.id,
        kind=kind.value,
        subject=subject,
        name=body.get("name") or name[:300],
        asked=asked,
        meant=meant,
        state=state,
        nonce=token_urlsafe(32),
        created_at=now(),
    )
    session().add(watch)
    edit_watch(watch, body)
    return watch


def edit_watch(watch: Watch, body: dict[str, Any]) -> None:
    """Change what a watch is called and how it is told, as far as `body` says, and commit."""
    watch.name = body.get("name") or watch.name
    if body.get("new_links"):
        watch.nonce = token_urlsafe(32)
    if "email" in body:
        set_email(watch, body["email"])
    if "webhook" in body:
        watch.webhook_url = _webhook_url(body["webhook"]["url"]) if body["webhook"] else None
    session().commit()


def _with_room() -> ApiKey:
    key = session().scalars(select(ApiKey).where(ApiKey.id == own_key().id).with_for_update()).one()
    held = session().scalar(select(func.count()).select_from(Watch).where(Watch.api_key_id == key.id)) or 0
    if held >= MOST:
        abort(409, message=f"A key has {MOST} watches at most: end one first.")
    return key


def _webhook_url(url: str) -> str:
    try:
        return checked_url(url, settings().webhook_allow).text
    except BadAddress as error:
        abort(422, messages={"json": {"webhook": {"url": [str(error)]}}})
