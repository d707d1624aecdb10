"""Errors, in one shape everywhere: RFC 9457 problem details, naming the field and the fix."""

import logging
from typing import Any

from flask import Flask, Response, current_app, request
from flask_smorest import Api as SmorestApi
from flask_smorest.pagination import PaginationMetadataSchema
from marshmallow import Schema, fields
from sqlalchemy.exc import DataError, IntegrityError, OperationalError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException

PROBLEM_JSON = "application/problem+json"

log = logging.getLogger(__name__)


class Problem(Schema):
    """What went wrong with a request (RFC 9457)."""

    type = fields.Str(required=True, metadata={"description": "`about:blank`: the status says it all."})
    title = fields.Str(required=True, metadata={"description": "The status in words."})
    status = fields.Int(required=True)
    instance = fields.Str(required=True, metadata={"description": "The path that was asked for."})
    detail = fields.Str(metadata={"description": "What is wrong, and what would be right."})
    errors = fields.Dict(metadata={"description": "Errors by place (`query`, `json`), then by field."})


def problem(status: int, title: str, detail: str | None = None, errors: Any = None) -> Response:
    """Return a problem as a response."""
    body = {"type": "about:blank", "title": title, "status": status, "instance": request.path}
    if detail:
        body["detail"] = detail
    if errors:
        body["errors"] = errors
    return Response(current_app.json.dumps(body) + "\n", status, mimetype=PROBLEM_JSON)


class Api(SmorestApi):
    """flask-smorest's Api, speaking problem details and keeping the headers that errors carry."""

    ERROR_SCHEMA = Problem

    def handle_http_exception(self, error: HTTPException) -> Any:
        if error.response is not None:
            return error.response
        if error.code is None or 300 <= error.code < 400:
            return error.get_response()
        data = getattr(error, "data", None) or {}
        said = error.description if error.code < 500 else None
        errors = data.get("errors") or data.get("messages")
        response = problem(error.code, error.name, data.get("message") or _first(errors) or said, errors)
        # Allow, WWW-Authenticate and Retry-After come with the error.
        for name, value in error.get_headers():
            if name.lower() != "content-type":
                response.headers.add(name, value)
        return response

    def _register_responses(self) -> None:
        usual = SmorestApi.DEFAULT_RESPONSE_CONTENT_TYPE
        self.DEFAULT_RESPONSE_CONTENT_TYPE = PROBLEM_JSON
        super()._register_responses()
        self.DEFAULT_RESPONSE_CONTENT_TYPE = usual

    def _register_pagination_header(self) -> None:
        # The value of X-Pagination is JSON as text, and is documented so.
        header = {
            "description": "Which page of how many this is.",
            "content": {"application/json": {"schema": PaginationMetadataSchema}},
        }
        self.spec.components.header("PAGINATION", header, lazy=True)


def _first(errors: Any) -> str | None:
    """Return the first of validation errors in a sentence, for those who read only that."""
    for fields_of in (errors or {}).values():
        for name, told in fields_of.items() if isinstance(fields_of, dict) else ():
            return f"{name}: {told[0] if isinstance(told, list) else told}"
    return None


def register_database_errors(app: Flask) -> None:
    """Answer what the database refuses with what the client can do about it."""
    answers: dict[type[Exception], tuple[int, str, str]] = {
        IntegrityError: (409, "Conflict", "It contradicts what is already there."),
        StaleDataError: (412, "Precondition Failed", "It was changed in the meantime: read it again."),
        DataError: (422, "Unprocessable Entity", "A value is too large or of the wrong kind."),
        OperationalError: (503, "Service Unavailable", "The database does not answer: try again soon."),
    }

    def handle(error: Exception) -> Response:
        log.warning("the database refused a request", exc_info=error)
        return problem(*next(answer for kind, answer in answers.items() if isinstance(error, kind)))

    for kind in answers:
        app.register_error_handler(kind, handle)
