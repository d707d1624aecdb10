import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.exceptions import UnreadablePackage, UnusableRelease
from scrapers.platforms.ocds_packages import read_package, read_release

NOTICE = {"ocid": "ocds-000000-1", "id": "000001-2026", "date": "2026-07-01T09:00:00Z"}


def package_of(text):
    return read_package(b'{"releases": [' + text + b"]}")


def test_a_package_holds_releases_and_the_address_of_the_next_page():
    package = read_package(b'{"releases": [{"id": "1"}], "links": {"next": "https://portal.example/2"}}')

    assert (package.releases, package.next_url) == ([{"id": "1"}], "https://portal.example/2")


@pytest.mark.parametrize("links", ["", ', "links": []', ', "links": null', ', "links": {"next": ""}'])
def test_a_last_page_names_no_next_one(links):
    assert read_package(f'{{"releases": []{links}}}'.encode()).next_url is None


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html><body>Sorry</body></html>",
        b'{"releases": [{"id": "1"',
        b'{"releases": [{"amount": 000}]}',
        b'{"message": "not found"}',
        b'{"releases": {}}',
        b'{"releases": null}',
        b"[]",
        b"7",
        b'{"releases": [], "links": {"next": {"href": "x"}}}',
        b'{"releases": [], "links": 7}',
        b'{"releases": ' + b"[" * 100_000,
        b'{"releases": [' + b"1" * 10_000 + b"]}",
        b"\xff\xfe{\x00}\x00",
    ],
)
def test_what_is_no_package_is_said_to_be_none(body):
    with pytest.raises(UnreadablePackage):
        read_package(body)


@given(st.binary())
def test_any_bytes_are_a_package_or_a_clear_error(body):
    with pytest.raises(UnreadablePackage):
        read_package(body)


@pytest.mark.parametrize("number", [b"1e9999", b"-1e9999", b"Infinity", b"-Infinity", b"NaN"])
def test_a_number_that_no_json_can_hold_is_read_as_none(number):
    assert package_of(b'{"most": ' + number + b', "amount": 1.5}').releases == [{"most": None, "amount": 1.5}]


def test_old_windows_text_is_read_and_noted():
    package = package_of('{"title": "Café – 10 £"}'.encode("cp1252"))

    assert package.releases == [{"title": "Café – 10 £"}]
    assert package.note == "not UTF-8 at byte 28, read as cp1252"


def test_a_byte_order_mark_is_not_text():
    assert read_package(b'\xef\xbb\xbf{"releases": []}').releases == []


def test_half_a_character_is_replaced_and_whole_ones_are_kept():
    assert package_of(rb'"cut \ud83d", "whole \ud83d\ude00"').releases == ["cut �", "whole 😀"]


def test_a_notice_is_the_release_as_published():
    notice = read_release(NOTICE, "example")

    assert (notice.source, notice.ocid, notice.release_id) == ("example", "ocds-000000-1", "000001-2026")
    assert notice.release == NOTICE


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("2026-07-01T09:00:00Z", 9),
        ("2026-07-01T09:00:00+01:00", 8),
        ("2026-07-01T09:00:00.123-05:00", 14),
        ("2026-07-01T09:00:00", 8),
        ("2026-12-01T09:00:00", 9),
    ],
)
def test_a_notice_is_published_at_an_instant_and_without_an_offset_in_london(text, hour):
    published_at = read_release({**NOTICE, "date": text}, "example").published_at

    assert (published_at.tzinfo, published_at.hour) == (UTC, hour)


def test_a_date_alone_is_its_first_moment_in_london():
    published_at = read_release({**NOTICE, "date": "2026-07-01"}, "example").published_at

    assert published_at == datetime(2026, 6, 30, 23, tzinfo=UTC)


@pytest.mark.parametrize(
    "release",
    [
        None,
        [],
        "ocds-000000-1",
        {},
        *({**NOTICE, key: value} for key in NOTICE for value in (None, "", "  ", 7, ["x"])),
        {**NOTICE, "date": "yesterday"},
        {**NOTICE, "date": "2026-13-45T00:00:00Z"},
        {**NOTICE, "date": "0001-01-01T00:00:00+14:00"},
        {**NOTICE, "date": "9999-12-31T23:59:59-14:00"},
        {**NOTICE, "deep": json.loads("[" * 60 + "]" * 60)},
    ],
)
def test_a_release_that_cannot_be_told_from_others_is_refused(release):
    with pytest.raises(UnusableRelease, match="release"):
        read_release(release, "example")
