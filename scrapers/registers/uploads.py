"""Files over HTTP: larger than any other request may be, and only as multipart forms."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from flask import Request, request
from marshmallow import Schema
from werkzeug.datastructures import CombinedMultiDict
from werkzeug.exceptions import UnsupportedMediaType

from registry.api.parser import Parser
from scrapers.registers.sheets import MOST_BYTES

MOST_OTHER_BYTES = 256 * 1024
"""Of the other parts of the form, and of what holds the parts together."""
MOST_PARTS = 10
View = TypeVar("View", bound=Callable[..., Any])


class UploadParser(Parser):
    """Reads the files of a form together with its other parts."""

    def load_form(self, req: Request, schema: Schema) -> Any:
        return self._makeproxy(CombinedMultiDict([req.form, req.files]), schema)


def takes_a_file(view: View) -> View:
    """Let an operation take a file of the largest size that a register may have."""

    @wraps(view)
    def lifted(*arguments: Any, **options: Any) -> Any:
        request.max_content_length = MOST_BYTES + MOST_OTHER_BYTES
        request.max_form_memory_size, request.max_form_parts = MOST_OTHER_BYTES, MOST_PARTS
        if request.mimetype != "multipart/form-data":
            raise UnsupportedMediaType("Send multipart/form-data, with the register as `file`.")
        return view(*arguments, **options)

    return lifted  # type: ignore[return-value]
