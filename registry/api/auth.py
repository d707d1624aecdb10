"""Who asks: a bearer key, or anyone. What an operation needs is checked and documented in one place."""

import hmac
import logging
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from copy import deepcopy
from datetime import datetime, timedelta
from functools import wraps
from typing import Any, TypeVar

from flask import Flask, current_app, g, request
from sqlalchemy import select, update
from sqlalchemy.exc import OperationalError
from webargs.flaskparser import abort
from werkzeug.datastructures import WWWAuthenticate
from werkzeug.exceptions import Forbidden, Unauthorized

from registry.api.clock import now
from registry.keys import digest_of, prefix_of
from registry.models import ApiKey
from registry.roles import ALLOWED, PUBLIC, Actor, Role, Scope

log = logging.getLogger(__name__)
_USE_NOTED_EVERY = timedelta(hours=1)
View = TypeVar("View", bound=Callable[..., Any])


def watch_keys(app: Flask) -> None:
    """Refuse requests with a bad key at once, and keep answers to a key out of shared caches."""
    app.before_request(_check)
    app.after_request(_private)


def _check() -> None:
    if request.path.startswith("/api/"):  # pages are for everyone; a proxy before them may have a password of its own
        actor()


def actor() -> Actor:
    """Return who makes this request; a key that is unknown, expired or revoked is a 401."""
    if "actor" not in g:
        given = request.headers.get("Authorization")
        g.actor = PUBLIC if given is None else _holder(given)
    found: Actor = g.actor
    return found


def needs(scope: Scope | None) -> Callable[[View], View]:
    """Let only keys with `scope` call an operation, and say so in its documentation. The outermost decorator.

    Without a scope any key may call it; the operation itself says whose.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(*arguments: Any, **options: Any) -> Any:
            if actor().role is None:
                raise _unauthorized("This needs a key: Authorization: Bearer t33_…")
            if scope is not None and not actor().may(scope):
                roles = " or ".join(role for role, scopes in ALLOWED.items() if scope in scopes)
                raise Forbidden(f"This key may not do that: it needs the scope {scope}, of the role {roles}.")
            return view(*arguments, **options)

        guarded._apidoc = deepcopy(getattr(view, "_apidoc", {}))  # type: ignore[attr-defined]
        manual = guarded._apidoc.setdefault("manual_doc", {})  # type: ignore[attr-defined]
        manual["security"] = [{"bearerAuth": [scope.value] if scope else []}]
        for code, name in (("401", "UNAUTHORIZED"), ("403", "FORBIDDEN")):
            manual.setdefault("responses", {})[code] = name
        return guarded  # type: ignore[return-value]

    return decorate


def speaking_for(authorities: Collection[str]) -> str:
    """Return the authority for which the actor writes to a record of `authorities`; 403 when for none of them."""
    who = actor()
    if not who.speaks_for(authorities):
        raise Forbidden("This record belongs to another authority than this key.")
    if who.gss in authorities:
        return str(who.gss)
    found = sorted(authorities)
    return found[0] if found else abort(422, messages={"json": {"authorities": ["Say which authority this is for."]}})


def own_authority() -> list[str]:
    """Return the authority of the key that asks, if it has one."""
    gss = actor().gss
    return [gss] if gss else []


@contextmanager
def as_public() -> Iterator[None]:
    """See for a while only what everyone may see: files hold nothing else, whoever asks for them."""
    who = actor()
    g.actor = PUBLIC
    try:
        yield
    finally:
        g.actor = who


def _holder(header: str) -> Actor:
    scheme, _, key = header.partition(" ")
    key = key.strip()
    if scheme.lower() != "bearer" or not key.isascii() or not key:
        raise _unauthorized("Send the key as Authorization: Bearer t33_…")
    with current_app.extensions["sessions"]() as session:
        session.connection(execution_options={"read_only": True})
        row = session.scalar(select(ApiKey).where(ApiKey.prefix == prefix_of(key)))
    at = now()
    if row is None or not hmac.compare_digest(row.digest, digest_of(key)):
        raise _unauthorized("This key is not known.")
    if row.revoked_at is not None or (row.expires_at is not None and row.expires_at <= at):
        raise _unauthorized("This key has expired or was revoked: ask for a new one.")
    _note_use(row, at)
    return Actor(row.label, Role(row.role), frozenset(map(Scope, row.scopes)), row.gss, row.supplier_id, row.prefix)


def _note_use(row: ApiKey, at: datetime) -> None:
    if row.last_used_at is not None and at - row.last_used_at < _USE_NOTED_EVERY:
        return
    try:
        with current_app.extensions["sessions"].begin() as session:
            session.execute(update(ApiKey).where(ApiKey.id == row.id).values(last_used_at=at))
    except OperationalError:
        log.warning("the use of key %s could not be noted: the database is busy", row.prefix)


def _unauthorized(said: str) -> Unauthorized:
    return Unauthorized(said, www_authenticate=WWWAuthenticate("bearer", {"realm": "thirty3"}))


def _private(response: Any) -> Any:
    if request.path.startswith("/api/"):
        response.vary.add("Authorization")
    if "actor" in g and g.actor.role is not None:
        response.headers["Cache-Control"] = "private, no-store"
    return response
