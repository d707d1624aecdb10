"""Conditional requests: an item's ETag is its row's version.

Tags are compared weakly, a deliberate step off RFC 9110's strong rule for `If-Match`: proxies that compress mark
tags as weak, and a tag that is an exact version cannot mean two states.
"""

from collections.abc import Callable, Iterable
from typing import Any, Protocol

from flask import Response, jsonify, request


class VersionedRow(Protocol):
    """A row with a version."""

    __tablename__: str
    version: Any


def conditional(row: VersionedRow, key: str, body: Callable[[], Any], also: Iterable[object] = ()) -> Response:
    """Return `body()` as JSON, tagged with the version of `row`; or 304 when the client has it already.

    `also`: whatever else the answer depends on, the day of the request for one.
    """
    tag = "-".join(map(str, (row.__tablename__, key, row.version, *also)))
    response = Response(status=304) if request.if_none_match.contains_weak(tag) else jsonify(body())
    response.set_etag(tag)
    return response
