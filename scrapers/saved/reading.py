"""Which layout a page is of, and what it tells."""

from __future__ import annotations

from scrapers.saved.exceptions import UnreadablePage
from scrapers.saved.page import SavedPage
from scrapers.saved.platforms import all_layouts
from scrapers.saved.told import Told

ORDER = ("london_tenders", "procontract", "jaggaer", "in_tend")
"""The surest marks first: the older layout of ProContract has more labels than the newer."""


def read_page(page: SavedPage, platform: str | None = None) -> Told:
    """Return what a page tells, as a page of `platform` or of the layout whose marks it bears.

    Raises `UnreadablePage`, saying why.
    """
    layouts = all_layouts()
    if platform is not None:
        layout = layouts[platform]
    else:
        ordered = sorted(layouts, key=lambda name: (name not in ORDER, ORDER.index(name) if name in ORDER else 0, name))
        found = next((layouts[name] for name in ordered if layouts[name].recognises(page)), None)
        if found is None:
            known = ", ".join(each.title for each in layouts.values())
            raise UnreadablePage(f"It bears the marks of no layout that is known ({known}).")
        layout = found
    told = layout.read(page)
    if not (told.adverts or told.listed or told.held):
        raise UnreadablePage(f"It is of {layout.title}, and holds no advert, no list and no contract to read.")
    return told
