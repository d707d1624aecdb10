"""Jaggaer (BravoSolution): pages that a borough saved. Its robots.txt forbids crawling, so it is never asked."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import ClassVar

from scrapers.saved.building import Element
from scrapers.saved.elements import MOST_ROWS, Pairs, folded, rows_of, with_class, words
from scrapers.saved.layout import Layout
from scrapers.saved.page import SavedPage
from scrapers.saved.references import tidy
from scrapers.saved.registers import MOST_TABLES, held_in
from scrapers.saved.told import Listed, Told

ROWS = ("table_cnt_body_a", "table_cnt_body_b")


class Jaggaer(Layout):
    """Jaggaer: opportunity lists, adverts as questions and answers, and contracts registers."""

    name = "jaggaer"
    title = "Jaggaer"
    hosts = ("bravosolution.co.uk", "jaggaer.com", "capitalesourcing.com")
    identifying = "opportunityId"
    pairs = Pairs(label_class="form_question", answer_class="form_answer")
    labels: ClassVar = {
        "project code": "reference",
        "opportunity code": "reference",
        "contract code": "reference",
        "title": "title",
        "project title": "title",
        "contract title": "title",
        "description": "description",
        "project description": "description",
        "work category": "categories",
        "category": "categories",
        "organisation": "buyer",
        "buyer organisation": "buyer",
        "publication date": "opens_on",
        "listing deadline": "closes_on",
        "estimated value": "value",
        "contract value": "value",
        "contract start date": "starts_on",
        "contract end date": "ends_on",
        "contract duration": "contract_period",
        "extension options": "extension_other",
        "options to extend": "extension_other",
        "buyer": "left_out",
        "buyer email": "left_out",
        "buyer phone": "left_out",
    }

    def recognises(self, page: SavedPage) -> bool:
        """Whether it has Jaggaer's questions, or rows of its tables."""
        if any(next(with_class(page.tree, "tr", name), None) is not None for name in ROWS):
            return True
        return next(with_class(page.tree, "div", "form_question"), None) is not None

    def read(self, page: SavedPage) -> Told:
        """Return the advert; else the contracts of a register; else the lines of a list."""
        if found := self.advert(page):
            return Told(self.name, (found,))
        tables = [each for each in islice(page.tree.iter("table"), MOST_TABLES) if next(_body(each), None) is not None]
        held, notes = held_in(tables, page, lambda reference: self.document(page, reference))
        listed = () if held else tuple(islice((line for each in tables for line in _listed(each)), MOST_ROWS))
        return Told(self.name, (), listed, held, notes if held else ())


def _body(table: Element) -> Iterator[Element]:
    return (each for name in ROWS for each in with_class(table, "tr", name))


def _listed(table: Element) -> Iterator[Listed]:
    columns: list[str] = []
    for row in rows_of(table):
        if row and all(cell.tag == "th" for cell in row):
            columns = [folded(words(cell)) for cell in row]
            continue
        cells = {Jaggaer.labels.get(name): words(cell) for name, cell in zip(columns, row, strict=False)}
        if cells.get("reference") and cells.get("title"):
            yield Listed(tidy(cells["reference"]), cells["title"], cells.get("buyer", ""))
