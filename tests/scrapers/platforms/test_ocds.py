from datetime import UTC, datetime, timedelta

import pytest

from scrapers.exceptions import EndlessPaging, ForeignAddress, PortalUnwell
from scrapers.pages import BrokenPage, Page
from scrapers.windows import Window
from tests.scrapers.example_portal import bad_number, good, html, release, status, truncated

MORNING = Window(datetime(2026, 7, 1, tzinfo=UTC), datetime(2026, 7, 1, 6, tzinfo=UTC))


def read(source, window=MORNING, page_size=5):
    return list(source.read(window, page_size))


def numbers(pages):
    return [int(notice.release_id[:6]) for page in pages if isinstance(page, Page) for notice in page.notices]


def limits(portal):
    return [int(path.rpartition("limit=")[2]) for _, path, _ in portal.requests]


def linking_to(address):
    return lambda package: good({**package, "links": {"next": address}})


def test_a_window_is_asked_for_in_london_time_with_seconds(source, portal):
    read(source)

    assert portal.requests[0][1] == "/list?from=2026-07-01T01:00:00&to=2026-07-01T07:00:00&limit=5"


def test_pages_are_followed_to_the_last_newest_first(source, portal):
    portal.releases = [release(number) for number in range(12)]

    pages = read(source)

    assert numbers(pages) == list(range(11, -1, -1))
    assert [len(page.notices) for page in pages] == [5, 5, 2]


def test_a_full_page_without_a_next_one_is_marked(source, portal):
    portal.releases = [release(number) for number in range(5)]

    assert [page.maybe_cut_short for page in read(source)] == [True]
    assert [page.maybe_cut_short for page in read(source, page_size=4)] == [False, False]


@pytest.mark.parametrize("answer", [html, truncated, bad_number, lambda _: (200, {}, b"x" * 65 * 2**20)])
def test_a_broken_page_is_asked_for_again_at_half_its_size_then_pages_grow_back(source, portal, answer):
    portal.releases = [release(number) for number in range(14)]
    portal.script = [good, answer]

    pages = read(source)

    assert numbers(pages) == list(range(13, -1, -1))
    assert limits(portal) == [5, 5, 2, 4, 5]
    assert [page.lost for page in pages if isinstance(page, BrokenPage)] == [False]


def test_a_broken_page_is_recorded_with_what_a_person_needs_to_see(source, portal):
    portal.script = [lambda _: (200, {}, b"<html>" + b"x" * 5000)]

    broken = read(source)[0]

    assert (broken.url, broken.status, broken.window) == (portal.url + portal.requests[0][1], 200, MORNING)
    assert broken.reason.startswith("not JSON: ")
    assert (broken.body[:6], len(broken.body)) == (b"<html>", 2000)


def test_a_notice_that_breaks_every_page_it_is_on_costs_only_its_own_minute(source, portal):
    portal.releases = [release(number) for number in range(0, 360, 10)]
    portal.poison = {"000150-2026"}

    pages = read(source)

    gaps = [page for page in pages if isinstance(page, BrokenPage) and page.lost]
    assert sorted(set(numbers(pages))) == [number for number in range(0, 360, 10) if number != 150]
    assert gaps
    assert all(gap.window.length <= timedelta(minutes=1) for gap in gaps)
    assert all(gap.window.starts_at <= MORNING.starts_at + timedelta(minutes=150) <= gap.window.ends_at for gap in gaps)


def test_round_the_hour_that_happens_twice_a_gap_stays_wide_and_reading_ends(source, portal):
    night = Window(datetime(2026, 10, 24, 18, tzinfo=UTC), datetime(2026, 10, 25, 6, tzinfo=UTC))
    poison = {**release(1), "date": "2026-10-25T00:30:00+00:00"}
    portal.releases = [poison, {**release(2), "date": "2026-10-25T04:30:00+00:00"}]
    portal.poison = {poison["id"]}

    pages = read(source, night)

    assert set(numbers(pages)) == {2}
    assert max(page.window.length for page in pages if isinstance(page, BrokenPage) and page.lost) >= timedelta(hours=1)


def test_a_portal_that_serves_nothing_but_apologies_is_unwell_not_full_of_gaps(source, portal):
    portal.script = [html] * 500

    with pytest.raises(PortalUnwell, match="nothing it serves can be read"):
        read(source)


def test_a_release_that_cannot_be_used_is_set_aside_and_the_rest_of_its_page_kept(source, portal):
    nameless = {"ocid": "ocds-000000-7", "date": release(7)["date"], "title": "Who am I?"}
    portal.releases = [release(1), nameless, release(3)]

    broken, page = read(source)

    assert numbers([page]) == [3, 1]
    assert (broken.reason, broken.lost) == ("a release without a text as its id", True)
    assert b"Who am I?" in broken.body


def test_a_release_nested_without_end_is_set_aside(source, portal):
    portal.script = [lambda _: (200, {}, b'{"releases": [' + b"[" * 700 + b"]" * 700 + b"]}")]

    assert [type(page) for page in read(source)] == [BrokenPage, Page]


def test_a_page_of_which_nothing_can_be_used_is_not_passed_over(source, portal):
    portal.script = [lambda _: good({"releases": [{"id": 1}] * 10})]

    with pytest.raises(PortalUnwell, match="not one of 10 releases"):
        read(source)


def test_links_that_go_round_in_a_circle_are_an_error(source, portal):
    portal.script = [linking_to(f"{portal.url}/list?from=2026-07-01&to=2026-07-02&limit=5")] * 50

    with pytest.raises(EndlessPaging):
        read(source)

    assert len(portal.requests) == 2


def test_links_that_never_end_are_an_error(source, portal, monkeypatch):
    monkeypatch.setattr("scrapers.platforms.ocds.MOST_PAGES", 20)
    address = f"{portal.url}/list?from=2026-07-01&to=2026-07-02&limit=5&n="
    portal.script = [linking_to(f"{address}{number}") for number in range(50)]

    with pytest.raises(EndlessPaging):
        read(source)

    assert len(portal.requests) == 20


@pytest.mark.parametrize(
    "address", ["http://elsewhere.example/list", "/list?limit=5", "javascript:alert(1)", "http://["]
)
def test_a_next_page_on_another_host_is_refused(source, portal, address):
    portal.script = [linking_to(address)]

    with pytest.raises(ForeignAddress, match=r"address|portal"):
        read(source)

    assert len(portal.requests) == 1


def test_a_link_is_followed_as_given_while_pages_are_whole(source, portal):
    address = "/list?to=2026-07-02&from=2026-07-01&token=a%2Fb+c&limit=5"
    portal.script = [linking_to(portal.url + address)]

    read(source)

    assert portal.requests[1][1] == address


def test_the_portals_own_pace_and_wait_may_be_replaced(portal, clock, source):
    quick = type(source)(
        user_agent="Example/1",
        base_url=portal.url + "/",
        pace=timedelta(0),
        wait=timedelta(seconds=1),
        sleep=clock.sleep,
        clock=clock.time,
    )
    portal.script = [status(403)]

    read(quick)
    read(quick)
    quick.client.close()

    assert clock.waits == [1]
