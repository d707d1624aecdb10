"""Links from one page of a search to the next: by number as in every list, or by cursor."""

import json
from typing import Any
from urllib.parse import urlencode

from flask import request
from werkzeug.urls import iri_to_uri

from registry.api.blueprint import Blueprint

DEEPEST = 10_000
"""The last hit that can be paged to by number."""


class SearchBlueprint(Blueprint):
    """The registry's blueprint, whose pages also lead on by cursor."""

    def _set_pagination_metadata(self, page_params: Any, result: Any, headers: Any) -> tuple[Any, dict[str, str]]:
        if "cursor" not in request.args:
            return super()._set_pagination_metadata(page_params, result, headers)
        total, following = page_params.item_count, result["next_cursor"]
        meta = {"total": total, "total_pages": -(-total // page_params.page_size)}
        cursors = {"first": "", "next": following} if following else {"first": ""}
        link = ", ".join(f'<{_address(cursor)}>; rel="{relation}"' for relation, cursor in cursors.items())
        return result, {**(headers or {}), "X-Pagination": json.dumps(meta), "Link": link}


def _address(cursor: str) -> str:
    return iri_to_uri(f"{request.path}?{urlencode({**request.args, 'cursor': cursor})}")
