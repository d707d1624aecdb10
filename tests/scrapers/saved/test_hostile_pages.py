"""Hostile pages: bounded time and memory, a clear record, nothing executed."""

import time
import tracemalloc

import pytest

from scrapers.saved.building import MOST_TAGS, built
from scrapers.saved.exceptions import UnreadablePage
from scrapers.saved.page import MOST_BYTES, SavedPage
from scrapers.saved.reading import read_page
from tests.scrapers.saved.example_pages import advert, expiring, opportunities, page

HEAD = b"<html><body>"
ENTITIES = b"<!DOCTYPE x [<!ENTITY a '%s'><!ENTITY b '%s'>]><p>&b;</p>" % (b"x" * 100, b"&a;" * 100)
OUTSIDE = b'<!DOCTYPE x SYSTEM "http://127.0.0.1:1/x.dtd" [<!ENTITY f SYSTEM "file:///etc/hostname">]><p>&f;</p>'


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "empty"),
        (b" \n\x00", "empty"),
        (b"a" * (MOST_BYTES + 1), "larger than 5 MB"),
        (b"<a>" * (MOST_TAGS + 1), "more than 150,000 tags"),
        (b"<div>" * 140_000, "levels deep"),
        (b"<table>" * 5000, "levels deep"),
        (b"%PDF-1.7", "not a web page"),
        (b"PK\x03\x04", "not a web page"),
        (b"From: <Saved by Blink>\r\nMIME-Version: 1.0", "web archive"),
        (b"<!-- only a comment -->", "no HTML"),
    ],
)
def test_what_is_no_page_is_refused_with_a_sentence(data, why):
    with pytest.raises(UnreadablePage, match=why):
        read_page(SavedPage(data, "page.html"))


@pytest.mark.parametrize(
    "data",
    [
        HEAD + b"<p>" + b"</b>" * 100_000,
        HEAD + b"".join(b"<font id=%d>" % number for number in range(200)) + b"<p>x</p>" * 50_000,
        HEAD + b"<a " + b" ".join(b"a%d=1" % number for number in range(200_000)) + b">",
        HEAD + b"<a a=" + b"1 a=" * 900_000 + b">",
        HEAD + b"&" * 4_000_000,
        HEAD + b"<!--" * 140_000,
        b"<!-- url: " + b"<!-- url:" * 140_000,
        HEAD + b"<label>Title</label>" * 30_000,
        HEAD + b"<label>" * 200 + b"<i></i>" * 100_000,
        HEAD + b"<table><tr><td>" * 80 + b"<tr><td>x" * 60_000,
        HEAD + b"<div class=form_question>" * 240 + b"x" * 1_000_000,
        HEAD + bytes(range(128, 256)) * 30_000,
        HEAD + b"in-tend contract" + b"<table><tr><td>Title<td>End Date</table>" * 10_000,
        ENTITIES,
        OUTSIDE,
    ],
    ids=range(15),
)
def test_no_page_takes_long_or_much_memory(data):
    tracemalloc.start()
    started = time.process_time()
    with pytest.raises(UnreadablePage):
        read_page(SavedPage(data, "page.html"))

    assert time.process_time() - started < 30
    assert tracemalloc.get_traced_memory()[1] < 300_000_000
    tracemalloc.stop()


def test_no_entity_is_expanded_or_fetched():
    text = "".join(SavedPage(ENTITIES + OUTSIDE, "page.html").tree.itertext())

    assert "xx" not in text
    assert len(text) < 1000


def test_scripts_in_a_title_are_words_or_nothing():
    found = read_page(SavedPage(advert(title="<script>alert(1)</script>Hub"), "page.html")).adverts[0]
    data = advert(title="HUB").replace(
        b"HUB", b"<script>alert(1)</script><style>x</style><img onerror=alert(1) src=x>Hub"
    )

    assert found.title == "<script>alert(1)</script>Hub"
    assert read_page(SavedPage(data, "page.html")).adverts[0].title == "Hub"


@pytest.mark.parametrize(
    "data",
    [
        advert(title="Hub"),
        opportunities(("DN700001", "Hub", "Camden")),
        expiring(("C1", "Hub", "A Ltd", "01/04/2022", "31/03/2027")),
    ],
)
@pytest.mark.parametrize("bad", [b"\xff\xfe\x80", b"\x00", b"\x1b[31m", b"\xed\xa0\x80", b"\xc3"])
def test_bytes_that_are_no_text_do_not_break_a_page(data, bad):
    told = read_page(SavedPage(data.replace(b"Hub", b"Hub" + bad), "page.html"))

    kept = repr(told)
    assert "Hub" in kept
    assert "\\x00" not in kept
    kept.encode()


@pytest.mark.parametrize("cut", range(0, 2000, 131))
def test_a_page_cut_off_anywhere_is_read_or_refused(cut):
    try:
        told = read_page(SavedPage(advert()[:cut], "page.html"))
    except UnreadablePage:
        return
    assert told.adverts[0].reference == "DN700001"


def test_ten_thousand_answers_are_no_longer_than_what_is_kept():
    long = "long " * 100_000

    found = read_page(SavedPage(advert(title=long, Description=long), "page.html")).adverts[0]

    assert len(found.title) <= 1000
    assert len(found.described) < 50_000


def test_a_title_is_the_pages_own_text_and_not_its_heads():
    with pytest.raises(UnreadablePage):
        read_page(SavedPage(page("<p>x</p>", title="Opportunity Id DN700001"), "page.html"))


def test_a_page_that_takes_too_long_is_given_up():
    ticks = iter(range(0, 1000, 6))

    with pytest.raises(UnreadablePage, match="longer than 10 seconds"):
        built("<i></i>" * 5000, lambda: next(ticks))
