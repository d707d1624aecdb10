"""The database session of a request: one, closed with it, and a read-only snapshot when the request only reads."""

from flask import Flask, current_app, g, request
from sqlalchemy.orm import Session

from registry.db import read_only


def watch_sessions(app: Flask) -> None:
    """Close the session of a request with it."""
    app.teardown_appcontext(_close)


def session() -> Session:
    """Return this request's session."""
    if "session" not in g:
        g.session = current_app.extensions["sessions"]()
        if request.method in ("GET", "HEAD"):
            read_only(g.session)
    return g.session


def _close(_error: BaseException | None) -> None:
    opened: Session | None = g.pop("session", None)
    if opened is not None:
        opened.close()
