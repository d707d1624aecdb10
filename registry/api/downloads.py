"""Files sent while they are read: in flat memory, from one snapshot, closed when the client goes away."""

import logging
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from flask import Response, current_app, g, request
from sqlalchemy import Select, func
from sqlalchemy.orm import Session
from webargs.flaskparser import abort

from registry.api.clock import now, today
from registry.api.session import session
from registry.exports.columns import Edition
from registry.exports.publisher import LICENCE

log = logging.getLogger(__name__)


def edition() -> Edition:
    """Return what exports of this moment have in common."""
    public_url = current_app.config.get("PUBLIC_URL", "http://127.0.0.1:5000").rstrip("/")
    return Edition(now(), today(), public_url, current_app.config["LEAD_TIMES"])


def download(read: Callable[[Session], Iterable[bytes]], name: str, media_type: str) -> Response:
    """Return a file called `name` that is sent as `read` yields it from the request's session."""
    response = Response(content_type=media_type)
    response.automatically_set_content_length = False
    if request.method != "HEAD":
        # What fails before the first bytes is answered as any error is; from then on the session is the answer's.
        own = session()
        chunks = iter(read(own))
        response.response = _sent(own, next(chunks, b""), chunks)
        response.call_on_close(own.close)  # also when not a byte was asked for
        g.pop("session")
    response.headers.pop("Content-Length", None)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Link"] = f'<{LICENCE}>; rel="license"'
    return response


def refuse_too_many(query: Select[Any], most: int) -> None:
    """Answer 422 when `query` finds more rows than `most`, which is all that an XLSX file holds."""
    counted = query.with_only_columns(func.count(), maintain_column_froms=True).order_by(None)
    if (session().scalar(counted) or 0) > most:
        abort(422, messages={"path": {"suffix": [f"XLSX holds {most:,} rows: ask for csv, or narrow the filters."]}})


def _sent(own: Session, first: bytes, chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Yield all bytes; the server closes this also when the client goes away."""
    try:
        yield first
        yield from chunks
    except Exception:
        log.exception("a download broke off")
        raise  # the connection is cut, so that the client does not take a part for the whole
    finally:
        own.close()
