"""What the tests of pages ask for: a registry that holds the bundled sample, indexed, and a reader of pages."""

from html.parser import HTMLParser

import pytest

from scrapers.sample import load_sample
from search.sync import drain


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
        if tag == "input" and given.get("type") != "hidden":
            self.inputs.append(given["id"])
        if tag == "html":
            self.lang = given.get("lang")
        self.captions += tag == "caption"
        self.tables += tag == "table"
        self.bare_headers += tag == "th" and "scope" not in given


@pytest.fixture
def sample(app, sessions, knowledge):
    """The bundled sample, searchable."""
    load_sample(sessions, knowledge)
    drain(sessions, app.extensions["search"])


@pytest.fixture
def read(client):
    """Return the text of a page that there is."""

    def get(path, **arguments):
        answer = client.get(path, query_string=arguments or None)
        assert answer.status_code == 200, path
        assert answer.mimetype == "text/html"
        return answer.text

    return get
