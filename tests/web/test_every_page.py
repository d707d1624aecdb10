"""Promises that every page keeps: reachable, readable without sight or pointer, unbreakable."""

from html import unescape
from urllib.parse import urljoin, urlsplit

import pytest
from sqlalchemy.exc import OperationalError

from tests.web.conftest import Page, assert_well_made

LISTS = (
    "/renewals",
    "/opportunities",
    "/search",
    "/systems",
    "/products",
    "/products/civica-cx",
    "/services/parking",
    "/authorities/barnet",
    "/suppliers/civica-uk",
    "/joint-procurement",
    "/plans",
)
FILES = (".csv", ".xlsx", ".jsonl", ".zip", ".atom", ".ics")
"""Endings of downloads: that they are there is asked, what is in them is read elsewhere."""


def internal(links, base):
    absolute = (urljoin(base, unescape(link)).partition("#")[0] for link in links)
    return {link for link in absolute if not urlsplit(link).netloc}


@pytest.fixture
def crawled(sample_client):
    """Every page that can be reached from the front page, by its address."""
    pages, waiting = {}, {"/"}
    while waiting:
        path = waiting.pop()
        is_file = urlsplit(path).path.endswith(FILES)
        answer = sample_client.head(path) if is_file else sample_client.get(path)
        assert answer.status_code in (200, 308), path
        pages[path] = answer
        if answer.mimetype == "text/html" and path != "/api/docs":
            waiting |= internal(Page(answer.text).links, path) - pages.keys()
    return pages


def test_every_page_is_well_made_and_every_link_leads_somewhere(crawled):
    html = {path: each.text for path, each in crawled.items() if each.mimetype == "text/html" and path != "/api/docs"}
    assert len(html) > 750
    for path, text in html.items():
        assert_well_made(path, text)


@pytest.mark.parametrize("page", ["x", "", "0", "-1", "2.5", "9" * 20, "9" * 5000, "١"])
def test_no_page_number_breaks_a_list(sample_client, page):
    for path in LISTS:
        assert sample_client.get(path, query_string={"page": page}).status_code == 200, path


@pytest.mark.parametrize("q", ["\x00", "%", '"', "é" * 1000, "-", "*", "a" * 300, "<b>", "😀", "' OR 1=1 --"])
def test_no_search_breaks(sample_client, q):
    for kind in ("", "contract", "nonsense"):
        assert sample_client.get("/search", query_string={"q": q, "kind": kind, "page": "3"}).status_code == 200


def test_pages_of_a_long_list_lead_on_and_back(read):
    first, second = read("/search", q="system"), read("/search", q="system", page=2)

    assert 'rel="next" href="/search?q=system&amp;page=2"' in first
    assert 'rel="prev" href="/search?q=system&amp;page=1"' in second


@pytest.mark.parametrize(
    "path", ["/nope", "/contracts/nope", "/services/%00", "/authorities/x/y", "/static/nope", "/apiary", "/%ed%a0%80"]
)
def test_an_unknown_page_is_said_so_in_html(client, path):
    answer = client.get(path)

    assert answer.status_code == 404
    assert answer.mimetype == "text/html"
    assert "There is no such page" in answer.text


@pytest.mark.parametrize("path", ["/api", "/api/", "/api/nope", "/api/v1/contracts/nope"])
def test_the_api_still_says_so_in_its_own_shape(client, path):
    answer = client.get(path)

    assert answer.status_code == 404
    assert answer.mimetype == "application/problem+json"


def test_what_we_break_is_said_so_in_html_without_telling_more(client, monkeypatch):
    def fail(*_arguments):
        raise ZeroDivisionError("secret")

    monkeypatch.setattr("web.queries.service_counts", fail)
    answer = client.get("/")

    assert answer.status_code == 500
    assert "Something went wrong" in answer.text
    assert "secret" not in answer.text


def test_a_database_that_does_not_answer_is_said_so(client, monkeypatch):
    def fail(*_arguments):
        raise OperationalError("SELECT", {}, Exception("secret"))

    monkeypatch.setattr("web.queries.service_counts", fail)
    answer = client.get("/")

    assert answer.status_code == 503
    assert "secret" not in answer.text


def test_a_missing_index_is_said_so_politely(client):
    answer = client.get("/search?q=housing")

    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "60"
    assert "Search is not ready yet" in answer.text


def test_pages_are_read_only(client):
    assert client.post("/").status_code == 405


def test_every_page_may_load_only_our_own(client):
    with client.get("/static/thirty3.css") as style:
        assert style.mimetype == "text/css"
        assert "http" not in style.text
    assert "default-src 'self'" in client.get("/").headers["Content-Security-Policy"]
