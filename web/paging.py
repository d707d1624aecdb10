"""Pages of lists: whatever page is asked for, one that there is comes back."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask import request
from flask_smorest.pagination import PaginationParameters
from sqlalchemy import Select

from registry.api.pagination import SelectPage

KEPT = ("q", "kind")
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


def listed(query: Select[Any], size: int = 25) -> Listed:
    """Return the page of an ordered Select that the request asks for: the last one when there are fewer."""
    wanted = PaginationParameters(asked_page(), size)
    page = SelectPage(query, wanted)
    pages = pages_in(wanted.item_count, size)
    wanted.page = min(wanted.page, pages)
    return Listed(page.items, wanted.item_count, wanted.page, pages)


def asked_page() -> int:
    """Return the number of the page asked for; 1 when it is no number."""
    return max(1, request.args.get("page", 1, type=int))


def pages_in(total: int, size: int) -> int:
    """Return how many pages a list has: an empty one has one."""
    return max(1, -(-total // size))
