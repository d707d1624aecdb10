"""Conditional requests: an item's ETag is its row's version, with a digest of what is shown of other rows.

Tags are compared weakly, a deliberate step off RFC 9110's strong rule for `If-Match`: proxies that compress mark
tags as weak, and a tag that is an exact version cannot mean two states.
"""

from hashlib import sha256
from typing import Any, Protocol

from flask import Response, current_app, request


class VersionedRow(Protocol):
    """A row with a version."""

    __tablename__: str
    version: Any


def conditional(row: VersionedRow, key: str, body: dict[str, Any], *, version: str | None = None) -> Response:
    """Return `body`, which shows `row`, as JSON with its tag; or 304 when the client has it already.

    `version` stands for the row's own where that would tell of what `body` keeps back.
    """
    text = current_app.json.dumps(body)
    digest = sha256(text.encode()).hexdigest()[:16]
    tag = "-".join((row.__tablename__, key, version or str(row.version), digest))
    if request.if_none_match.contains_weak(tag):
        response = Response(status=304)
    else:
        response = Response(text + "\n", mimetype="application/json")
    response.set_etag(tag)
    return response
