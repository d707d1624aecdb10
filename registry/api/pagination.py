"""Pages of lists, and the headers that lead from one to the next."""

import json
from typing import Any
from urllib.parse import urlencode

from flask import request
from flask_smorest import Page
from sqlalchemy import Select, func
from werkzeug.datastructures import MultiDict
from werkzeug.urls import iri_to_uri

from registry.api.session import session


class SelectPage(Page):
    """One page of an ordered Select: counted, then fetched with limit and offset."""

    collection: Select[Any]

    @property
    def item_count(self) -> int:
        counted = self.collection.with_only_columns(func.count(), maintain_column_froms=True).order_by(None)
        return session().scalar(counted) or 0

    @property
    def items(self) -> list[Any]:
        first, size = self.page_params.first_item, self.page_params.page_size
        # Past the end nothing is asked: an offset of twenty digits is more than databases count with.
        if first >= self.page_params.item_count:
            return []
        return list(session().scalars(self.collection.offset(first).limit(size)))


def pagination_headers(page: int, page_size: int, total: int) -> dict[str, str]:
    """Return `X-Pagination` (JSON) and `Link` (RFC 8288) for a page of a list."""
    last = max(1, -(-total // page_size))
    meta = {"total": total, "total_pages": -(-total // page_size), "first_page": 1, "last_page": last}
    links = {"first": 1, "last": last}
    if page <= last:
        meta["page"] = page
        if page > 1:
            meta["previous_page"] = links["prev"] = page - 1
        if page < last:
            meta["next_page"] = links["next"] = page + 1
    link = ", ".join(f'<{_page_url(number)}>; rel="{relation}"' for relation, number in links.items())
    return {"X-Pagination": json.dumps(meta), "Link": link}


def _page_url(number: int) -> str:
    arguments = MultiDict(request.args)
    arguments["page"] = str(number)
    return iri_to_uri(f"{request.path}?{urlencode(list(arguments.items(multi=True)))}")
