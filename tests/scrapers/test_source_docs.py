from pathlib import Path

from scrapers.source_docs import sources_page
from scrapers.sources import all_sources

ROOT = Path(__file__).parent.parent.parent


def test_the_page_on_sources_is_as_the_sources_say():
    assert (ROOT / "docs" / "sources.md").read_text() == sources_page(), "run bin/document-sources"


def test_every_source_is_on_it():
    page = sources_page()

    assert all(f"`{name}`" in page for name in all_sources())


def test_the_page_on_adding_one_shows_a_source_as_it_is():
    page = (ROOT / "docs" / "adding-a-source.md").read_text()
    source = (ROOT / "scrapers" / "sources" / "contracts_finder.py").read_text()

    assert source[source.index("class ") :].strip() in page
