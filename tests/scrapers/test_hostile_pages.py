"""Pages made to harm: each is set aside with its kind, costs little, and is shown as text only."""

import gzip
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from scrapers.exceptions import PortalRefused
from scrapers.harvest import harvest
from scrapers.run import scrape
from tests.example_releases import invitation
from tests.filing import file
from tests.scrapers.example_portal import ExampleSource, good, release

DAY = datetime(2026, 7, 1, tzinfo=UTC)
LATER = DAY + timedelta(hours=6)
SCRIPT = "<script>alert(1)</script>"
LEVELS = 12
ENTITIES = "".join(f'<!ENTITY e{level} "{f"&e{level - 1};" * 10}">' for level in range(1, LEVELS))
BOMBS = {
    "entities": (f'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY e0 "ha">{ENTITIES}]><a>&e{LEVELS - 1};</a>', "not_json"),
    "lists in lists": ('{"releases": ' + "[" * 100_000, "malformed"),
    "objects in objects": ('{"releases": [], "a": ' + '{"a": ' * 100_000, "malformed"),
    "a number of many digits": ('{"releases": [], "a": ' + "9" * 100_000 + "}", "malformed"),
    "no package": ('{"releases": {"a": 1}}', "malformed"),
    "nothing": ("", "truncated"),
    "zeros": ("\x00" * 1000, "malformed"),
    "a large body": ('{"releases": ["' + "x" * 100_000 + '"]}', "too_large"),
}


def sent(text, packed=False):
    body = gzip.compress(text.encode()) if packed else text.encode()
    return lambda _: (200, {"Content-Encoding": "gzip"} if packed else {}, body)


@pytest.fixture
def source(source, monkeypatch):
    monkeypatch.setattr(source.client, "_largest_body", 1_000_000)
    return source


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_is_set_aside_and_the_rest_is_read(source, portal, keeper, monkeypatch, bomb, packed):
    text, kind = BOMBS[bomb]
    monkeypatch.setattr(source.client, "_largest_body", 50_000 if kind == "too_large" else 1_000_000)
    portal.releases, portal.script = [release(1)], [sent(text, packed)]

    harvest(source, DAY, LATER, keeper)

    assert [page.kind for page in keeper.broken] == [kind]
    assert len(keeper.broken[0].body) <= 2000
    assert keeper.ids == ["000001-2026"]


def test_what_unpacks_to_a_thousand_times_its_size_is_not_unpacked_whole(source, portal, keeper):
    portal.releases, portal.script = [release(1)], [sent(" " * 20_000_000, packed=True)]

    harvest(source, DAY, LATER, keeper)

    assert [page.kind for page in keeper.broken] == ["too_large"]


@pytest.mark.parametrize("levels", [60, 500])
def test_a_release_of_many_levels_is_a_gap(source, portal, keeper, levels):
    deep = {**release(1), "tender": json.loads('{"a":' * levels + "1" + "}" * levels)}
    portal.releases = [deep, release(2)]

    harvest(source, DAY, LATER, keeper)

    assert [(page.kind, page.lost) for page in keeper.broken] == [("unusable", True)]
    assert keeper.ids == ["000002-2026"]


def test_bytes_that_are_no_text_are_read_as_old_windows_text(source, portal, keeper):
    def odd(package):
        code, headers, body = good(package)
        return code, headers, body.replace(b"NAME", b"caf\xe9\xff")

    portal.releases, portal.script = [{**release(1), "language": "NAME"}], [odd]

    harvest(source, DAY, LATER, keeper)

    assert [notice.release["language"] for notice in keeper.kept.values()] == ["caf\xe9\xff"]


@pytest.mark.parametrize("title", [SCRIPT, "&lt;script&gt;alert(1)&lt;/script&gt;", f"\x00{SCRIPT}\ud800"])
def test_a_script_in_a_title_is_shown_as_text(session, knowledge, client, title):
    file(session, knowledge, invitation(tender={"title": title}))

    page = client.get("/opportunities").text + client.get("/procurements").text

    assert "<script>alert" not in page


class Portal(ExampleSource):
    """The example portal, read under the name of a real one."""

    name = "find_a_tender"


def test_a_script_in_a_refusal_is_on_record_and_shown_as_text(portal, app, sessions, client, monkeypatch):
    monkeypatch.setattr("scrapers.run.source_named", lambda _name: Portal)
    settings = replace(app.extensions["scraping"], urls={"find_a_tender": portal.url}, pace=timedelta(0))
    portal.script = [lambda _: (400, {}, SCRIPT.encode())]

    with pytest.raises(PortalRefused):
        scrape("find_a_tender", sessions, settings, DAY, LATER)

    page = client.get("/sources").text
    assert "PortalRefused" in page
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page
