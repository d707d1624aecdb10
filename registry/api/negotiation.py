"""Which of two forms an answer has: data as JSON, or a picture of it as SVG."""

from typing import Any

from flask import Response, current_app, render_template, request
from marshmallow import fields, validate
from webargs.flaskparser import abort

from registry.api.pictures import readable

JSON, SVG = "application/json", "image/svg+xml"
FORMATS = {"json": JSON, "svg": SVG}


def format_filter() -> fields.Str:
    """Return the argument `format`."""
    described = "Data (`json`) or a picture (`svg`); unless given, what `Accept` prefers."
    return fields.Str(validate=validate.OneOf(list(FORMATS)), metadata={"description": described})


def media_type(asked: str | None) -> str:
    """Return the form to answer in: the one `asked` for, else what the client accepts; 406 when it takes neither."""
    if asked:
        return FORMATS[asked]
    if not request.accept_mimetypes:
        return JSON
    return request.accept_mimetypes.best_match([JSON, SVG]) or abort(406, messages={"header": {"Accept": [_TAKEN]}})


_TAKEN = f"This comes as {JSON} or {SVG}."


def answer(asked: str | None, body: dict[str, Any], template: str, picture: Any) -> Response:
    """Return `body` as JSON, or what `picture` returns drawn by an SVG template."""
    chosen = media_type(asked)
    text = (
        current_app.json.dumps(body) + "\n"
        if chosen == JSON
        else render_template(template, readable=readable, **picture())
    )
    response = Response(text, content_type=chosen)
    response.vary.add("Accept")
    return response
