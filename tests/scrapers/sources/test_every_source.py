"""A source is covered as soon as its file is there, with a page of its own beside these tests."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import select

from registry.models import Authority, Notice
from scrapers.fetch import Answer
from scrapers.harvest import harvest
from scrapers.ingest import ingest
from scrapers.platforms.ocds_packages import read_package, read_release
from scrapers.platforms.ocds_records import read_record
from scrapers.sources import all_registers, all_sources

FIXTURES = Path(__file__).parent / "fixtures"
NOON = datetime(2026, 7, 3, 12, tzinfo=UTC)


@pytest.fixture(params=all_sources().values(), ids=lambda source: source.name)
def kind(request):
    return request.param


@pytest.fixture
def page(kind):
    path = FIXTURES / f"{kind.name}.json"
    assert path.exists(), f"put a page as {kind.title} serves it, two releases or so, into {path}"
    return path.read_bytes()


@pytest.fixture
def opened(kind, page):
    """The source, answered with its page whatever it asks; what it asked."""
    source, asked = kind(user_agent="Example/1 (+https://us.example)"), []

    def get(url):
        asked.append(url)
        return Answer(url, 200, page)

    source.client.get = get
    return source, asked


def test_its_page_is_read_whole(kind, page):
    package = read_package(page)
    notices = [read_release(release, kind.name) for release in package.releases]

    assert len(notices) >= 2
    assert all(notice.ocid.startswith(kind.ocid_prefix) for notice in notices)
    assert all(notice.published_at.tzinfo for notice in notices)


def test_it_is_harvested(opened, keeper, page):
    source, asked = opened

    done = harvest(source, NOON - timedelta(hours=1), NOON, keeper)

    assert done.new == len(json.loads(page)["releases"])
    assert keeper.broken == []
    query = parse_qs(urlsplit(asked[0]).query)
    assert asked[0].startswith(source.base_url + source.path)
    assert {source.from_parameter, source.to_parameter, "limit"} <= set(query)


def test_it_is_filed(kind, page, session, knowledge):
    notices = [read_release(release, kind.name) for release in read_package(page).releases]

    stored = ingest(session, knowledge, notices, "all", NOON)

    assert stored.new == len(notices)
    assert all(session.scalars(select(Notice.title)).all())


def test_it_is_asked_for_one_ocid_where_it_offers_that(kind, opened, page):
    source, asked = opened
    ocid = json.loads(page)["releases"][0]["ocid"]

    found = read_record(source, ocid)

    if kind.record_path is None:
        assert found == []
    else:
        assert {each.ocid for each in found} == {ocid}
        assert ocid in asked[0]


def test_every_register_is_of_an_authority_that_we_know(session):
    known = set(session.scalars(select(Authority.gss)))

    assert {register.gss for register in all_registers().values()} <= known
    assert not set(all_registers()) & set(all_sources())
