"""In-Tend: the pages of current and expiring contracts, as a borough saved them."""

from __future__ import annotations

from scrapers.saved.elements import words
from scrapers.saved.layout import Layout
from scrapers.saved.page import SavedPage
from scrapers.saved.registers import held_in
from scrapers.saved.told import Told


class InTend(Layout):
    """In-Tend: it draws its pages with scripts and a test for humans, so only a person can save them."""

    name = "in_tend"
    title = "In-Tend"
    hosts = ("in-tendhost.co.uk", "in-tend.co.uk")

    def recognises(self, page: SavedPage) -> bool:
        """Whether it was saved from In-Tend, or says whose page it is and speaks of contracts."""
        if page.own_address and self.is_ours(page.own_address):
            return True
        return "in-tend" in page.text.casefold() and "contract" in words(page.tree, 5000).casefold()

    def read(self, page: SavedPage) -> Told:
        """Return the contracts of its tables."""
        held, notes = held_in(page.tree.iter("table"), page, lambda ref: self.document(page, ref))
        return Told(self.name, held=held, notes=notes)
