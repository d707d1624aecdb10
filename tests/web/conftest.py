"""What the tests of pages ask for: a registry that holds the bundled sample, indexed, and a reader of pages."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from app import create_app
from registry.filing.knowledge import load_knowledge
from registry.renewals import LeadTimes
from scrapers.sample import load_sample
from search.sync import drain
from settings import read_settings


class Page(HTMLParser):
    """What of a page the tests look at."""

    def __init__(self, text):
        super().__init__()
        self.links, self.headings, self.ids, self.labelled, self.inputs = [], [], [], set(), []
        self.tags, self.attributes, self.captions, self.tables, self.lang = set(), set(), 0, 0, None
        self.bare_headers = 0
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.tags.add(tag)
        self.attributes |= given.keys()
        if tag == "a":
            self.links.append(given["href"])
        if tag in ("h1", "h2", "h3", "h4"):
            self.headings.append(int(tag[1]))
        if "id" in given:
            self.ids.append(given["id"])
        if tag == "label":
            self.labelled.add(given["for"])
        if tag in ("input", "select") and given.get("type") != "hidden":
            self.inputs.append(given["id"])
        if tag == "html":
            self.lang = given.get("lang")
        self.captions += tag == "caption"
        self.tables += tag == "table"
        self.bare_headers += tag == "th" and "scope" not in given


def assert_well_made(path, text):
    """Fail unless a page can be read without sight or pointer, and shows nothing that was left empty."""
    page = Page(text)
    assert page.lang == "en-GB", path
    assert {"header", "nav", "main", "footer"} <= page.tags, path
    assert page.headings.count(1) == 1, path
    assert page.headings[0] == 1, path
    assert all(after <= before + 1 for before, after in zip(page.headings, page.headings[1:], strict=False)), path
    assert len(page.ids) == len(set(page.ids)), path
    assert set(page.inputs) <= page.labelled, path
    assert page.captions == page.tables, path
    assert page.bare_headers == 0, path
    assert not {"script", "style"} & page.tags, path
    assert not any(name == "style" or name.startswith("on") for name in page.attributes), path
    assert not re.search(r"\bNone\b|\bUndefined\b", text), path


@pytest.fixture(scope="session")
def sample_app(databases, tmp_path_factory):
    """An app whose registry holds the bundled sample, searchable: to read from, never to change."""
    folder = tmp_path_factory.mktemp("sample")
    url = databases.copy(folder)
    settings = replace(
        read_settings(), database_url=url, search_path=str(folder / "index"), jobs_path=str(folder / "jobs.db")
    )
    app = create_app(settings)
    sessions = app.extensions["sessions"]
    with sessions() as session:
        knowledge = load_knowledge(session, LeadTimes())
    load_sample(sessions, knowledge)
    drain(sessions, app.extensions["search"])
    yield app
    app.extensions["engine"].dispose()
    databases.drop(url)


@pytest.fixture
def sample_client(sample_app):
    return sample_app.test_client()


@pytest.fixture
def sample(sample_app):
    """A session on the sample."""
    with sample_app.extensions["sessions"]() as session:
        yield session


@pytest.fixture
def read(sample_client):
    """Return the text of a page about the sample."""

    def get(path, **arguments):
        answer = sample_client.get(path, query_string=arguments or None)
        assert answer.status_code == 200, path
        assert answer.mimetype == "text/html"
        return answer.text

    return get
