"""Pages of lists: whatever page is asked for, one that there is comes back."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask import request
from sqlalchemy import Select, func

from registry.api.session import session

KEPT = (
    "q",
    "kind",
    "name",
    "service",
    "authority",
    "status",
    "threshold",
    "sme",
    "reserved",
    "stage",
    "from",
    "until",
    "least",
)
"""The arguments that lead on from page to page."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One page of a list."""

    items: list[Any]
    total: int
    page: int
    pages: int

    def link(self, page: int) -> str:
        """Return the address of another page of the list."""
        kept = {name: request.args[name] for name in KEPT if name in request.args}
        return "?" + urlencode({**kept, "page": page})


def listed(query: Select[Any], size: int = 25, total: int | None = None) -> Listed:
    """Return the page of an ordered Select that the request asks for: the last one when there are fewer.

    `total` is how many it finds, where that is known already.
    """
    if total is None:
        total = session().scalar(query.with_only_columns(func.count(), maintain_column_froms=True).order_by(None)) or 0
    pages = pages_in(total, size)
    page = min(asked_page(), pages)
    items = session().scalars(query.offset((page - 1) * size).limit(size)).all() if total else []
    return Listed(list(items), total, page, pages)


def page_of(items: Sequence[Any], size: int) -> Listed:
    """Return the page of a short list that the request asks for."""
    pages = pages_in(len(items), size)
    page = min(asked_page(), pages)
    return Listed(list(items[(page - 1) * size : page * size]), len(items), page, pages)


def asked_page() -> int:
    """Return the number of the page asked for; 1 when it is no number."""
    return max(1, request.args.get("page", 1, type=int))


def pages_in(total: int, size: int) -> int:
    """Return how many pages a list has: an empty one has one."""
    return max(1, -(-total // size))
