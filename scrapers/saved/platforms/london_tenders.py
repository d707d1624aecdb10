"""The older London Tenders Portal, as ProContract looked before: adverts with their anticipated extensions."""

from __future__ import annotations

from typing import ClassVar

from scrapers.saved.elements import Pairs, folded, words
from scrapers.saved.layout import Layout
from scrapers.saved.page import SavedPage
from scrapers.saved.told import Told

MARKS = frozenset({
    "anticipated extension period",
    "number of anticipated extensions",
    "estimated contract start date",
    "contract period",
})  # fmt: skip


class LondonTenders(Layout):
    """London Tenders Portal: closed for years, and its saved adverts still say how contracts can be extended."""

    name = "london_tenders"
    title = "London Tenders Portal"
    hosts = ("londontenders.org", "due-north.com")
    pairs = Pairs(label_tags=frozenset({"dt", "label", "th"}), answer_tags=frozenset({"dd", "td"}))
    labels: ClassVar = {
        "contract reference number": "reference",
        "contract reference": "reference",
        "reference number": "reference",
        "reference": "reference",
        "opportunity id": "reference",
        "contract title": "title",
        "title": "title",
        "contract description": "description",
        "description": "description",
        "summary": "description",
        "categories": "categories",
        "keywords": "keywords",
        "organisation": "buyer",
        "buyer": "buyer",
        "buying organisation": "buyer",
        "estimated value": "value",
        "expression of interest start date": "opens_on",
        "expression of interest end date": "closes_on",
        "estimated contract start date": "starts_on",
        "estimated contract end date": "ends_on",
        "contract period": "contract_period",
        "anticipated extension period": "extension_period",
        "number of anticipated extensions": "extension_number",
        "contact": "left_out",
        "contact name": "left_out",
        "telephone": "left_out",
        "email address": "left_out",
        "address": "left_out",
    }

    def recognises(self, page: SavedPage) -> bool:
        """Whether it has two of the labels that only this layout has."""
        shown = {folded(words(each, 80)) for each in page.tree.iter("dt", "label", "th")}
        return len(MARKS & shown) >= 2

    def read(self, page: SavedPage) -> Told:
        """Return the advert."""
        found = self.advert(page)
        return Told(self.name, (found,) if found else ())
