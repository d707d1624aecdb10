"""Reading arguments: what no endpoint should have to think about is refused here, with the reason."""

import re
from typing import Any

from flask import Request
from marshmallow import Schema
from webargs.flaskparser import FlaskParser, abort
from werkzeug.exceptions import BadRequest, UnsupportedMediaType

# PostgreSQL cannot keep a NUL, and no database a lone surrogate.
UNKEEPABLE = re.compile("[\x00\ud800-\udfff]")


class Parser(FlaskParser):
    """Webargs' parser, made to say 415 for the wrong content type and 422 for text that cannot be kept."""

    def _raw_load_json(self, req: Request) -> Any:
        if not req.is_json:
            if req.content_length:
                raise UnsupportedMediaType("Send application/json.")
            raise BadRequest("A JSON body is needed.")
        try:
            return super()._raw_load_json(req)
        except RecursionError:
            raise BadRequest("The JSON is nested too deeply.") from None

    def pre_load(self, location_data: Any, *, schema: Schema, req: Request, location: str) -> Any:
        for name in location_data if hasattr(location_data, "keys") else ():
            values = location_data.getlist(name) if hasattr(location_data, "getlist") else [location_data[name]]
            if UNKEEPABLE.search(str(name)) or any(_unkeepable(value) for value in values):
                message = "Take out the NUL or broken character."
                abort(422, messages={location: {UNKEEPABLE.sub("", str(name)): [message]}})
        return location_data


def _unkeepable(value: Any) -> bool:
    if isinstance(value, str):
        return UNKEEPABLE.search(value) is not None
    if isinstance(value, dict):
        return any(_unkeepable(each) for pair in value.items() for each in pair)
    return isinstance(value, list) and any(map(_unkeepable, value))
