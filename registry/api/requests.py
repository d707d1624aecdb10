"""What happens to every request: an id, a line in the log, and headers that keep browsers safe."""

import json
import logging
import re
import time
import uuid
from datetime import UTC, datetime

from flask import Flask, Response, g, has_request_context, request

_ID = re.compile(r"[\w.-]{1,64}\Z", re.ASCII)
# Inline styles are Swagger UI's; nothing is loaded from elsewhere, and nobody may frame us.
_SECRET_PATH = re.compile(r"^(/settle/).+")  # who has the link may use it: it is no business of a log
_POLICY = "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'"
access = logging.getLogger("thirty3.access")


class JsonFormatter(logging.Formatter):
    """One JSON object a line: when, how grave, who speaks, what, in which request."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            **getattr(record, "fields", {}),
        }
        if has_request_context() and "request_id" in g:
            line["request_id"] = g.request_id
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line)


def set_up_logging(level: str) -> None:
    """Write the log as JSON lines to standard error."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonFormatter())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    logging.getLogger("alembic").setLevel(logging.WARNING)  # it tells its own set-up as news


def watch_requests(app: Flask) -> None:
    """Give each request an id, which the client may choose, and log how it went."""
    app.before_request(_begin)
    app.after_request(_finish)


def _begin() -> None:
    given = request.headers.get("X-Request-ID", "")
    g.request_id = given if _ID.match(given) else uuid.uuid4().hex
    g.began = time.perf_counter()


def _finish(response: Response) -> Response:
    response.headers["X-Request-ID"] = g.get("request_id", "")
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = _POLICY
    response.headers.setdefault("Referrer-Policy", "same-origin")
    milliseconds = round((time.perf_counter() - g.get("began", time.perf_counter())) * 1000, 1)
    fields = {
        "method": request.method,
        "path": _SECRET_PATH.sub(r"\1…", request.path),
        "status": response.status_code,
        "ms": milliseconds,
    }
    access.info("request", extra={"fields": fields})
    return response
