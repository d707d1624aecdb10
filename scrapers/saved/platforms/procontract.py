"""ProContract (Proactis): its opportunity list, and its adverts."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import ClassVar
from urllib.parse import urljoin, urlsplit

from scrapers.saved.building import Element
from scrapers.saved.elements import MOST_ROWS, folded, rows_of, with_class, words
from scrapers.saved.layout import Layout
from scrapers.saved.page import SavedPage
from scrapers.saved.references import tidy
from scrapers.saved.told import Listed, Told

GRID = "opportunitiesGrid"
HOME = "https://procontract.due-north.com"
COLUMNS = ("title", "buyer", "expression start", "expression end", "estimated value")
"""As they stand where the grid has no headers."""


class ProContract(Layout):
    """ProContract: opportunities of many councils, each known by a number such as DN123456."""

    name = "procontract"
    title = "ProContract"
    hosts = ("due-north.com", "proactisp2p.com")
    identifying = "advertId"
    labels: ClassVar = {
        "opportunity id": "reference",
        "title": "title",
        "categories": "categories",
        "description": "description",
        "keywords": "keywords",
        "estimated value": "value",
        "buyer": "buyer",
        "expression of interest start": "opens_on",
        "expression of interest start date": "opens_on",
        "expression start": "opens_on",
        "expression of interest end": "closes_on",
        "expression of interest end date": "closes_on",
        "expression end": "closes_on",
        "contract start": "starts_on",
        "contract start date": "starts_on",
        "estimated contract start date": "starts_on",
        "contract end": "ends_on",
        "contract end date": "ends_on",
        "estimated contract end date": "ends_on",
        "contact": "left_out",
        "email": "left_out",
        "telephone": "left_out",
        "address": "left_out",
    }

    def recognises(self, page: SavedPage) -> bool:
        """Whether it has the grid of opportunities, or an opportunity's number beside its label."""
        return self._grid(page.tree) is not None or self.advert(page) is not None

    def read(self, page: SavedPage) -> Told:
        """Return the advert, and the lines of the list."""
        grid = self._grid(page.tree)
        listed = tuple(self._listed(grid, page.own_address)) if grid is not None else ()
        found = None if listed else self.advert(page)
        return Told(self.name, (found,) if found else (), listed)

    def _grid(self, tree: Element) -> Element | None:
        return next((each for each in tree.iter("table") if each.get("id") == GRID), None)

    def _listed(self, grid: Element, address: str | None) -> Iterator[Listed]:
        columns = next(([folded(words(cell)) for cell in row] for row in rows_of(grid) if _is_header(row)), COLUMNS)
        for row in islice(with_class(grid, "tr", "gridrow"), MOST_ROWS):
            cells = dict(zip(columns, [cell for cell in row if cell.tag == "td"], strict=False))
            link = next(cells["title"].iter("a"), None) if "title" in cells else None
            reference = tidy(link.get("title") or "") if link is not None else ""
            if reference:
                buyer = words(cells["buyer"]) if "buyer" in cells else ""
                yield Listed(reference, words(link), buyer, _advert_address(link, address))


def _is_header(row: list[Element]) -> bool:
    return bool(row) and all(cell.tag == "th" for cell in row)


def _advert_address(link: Element, address: str | None) -> str | None:
    """Return where the advert is: on the same host as the list, or nowhere."""
    base = address or HOME
    try:
        found = urljoin(base, (link.get("href") or "").strip())
        same = urlsplit(found)[:2] == urlsplit(base)[:2]
    except ValueError:
        return None
    return found if same and "advertid=" in found.casefold() else None
