from datetime import timedelta
from email.utils import formatdate
from itertools import pairwise
from time import time

import pytest

from scrapers.exceptions import (
    BodyTooLarge,
    ForeignAddress,
    PortalBlocked,
    PortalBusy,
    PortalRefused,
    PortalUnreachable,
)
from scrapers.fetch import PoliteClient
from tests.scrapers.example_portal import cut_off, good, hang_up, packed, status, throttled

PAGE = "/list?from=2026-07-01T00:00:00&to=2026-07-02T00:00:00&limit=5"


@pytest.fixture
def client(portal, clock):
    times = {"pace": timedelta(seconds=10), "wait": timedelta(seconds=100)}
    client = PoliteClient(
        portal.url, user_agent="Example/1", largest_body=20_000, sleep=clock.sleep, clock=clock.time, **times
    )
    yield client
    client.close()


def starts(portal):
    times = [when for when, _, _ in portal.requests]
    return [round(later - sooner) for sooner, later in pairwise(times)]


def test_the_first_request_does_not_wait_and_the_next_keeps_the_pace(portal, client):
    client.get(portal.url + PAGE)
    client.get(portal.url + PAGE)

    assert starts(portal) == [10]


def test_the_pace_counts_the_time_already_gone_by(portal, client, clock):
    client.get(portal.url + PAGE)
    clock.now += 7
    client.get(portal.url + PAGE)

    assert clock.waits == [3]


def test_every_request_says_who_is_asking(portal, client):
    client.get(portal.url + PAGE)

    assert portal.requests[0][2] == "Example/1"


@pytest.mark.parametrize(
    ("answer", "wait"),
    [
        (throttled, 70),
        (status(403), 100),
        (status(429), 100),
        (status(503), 100),
        (status(403, Retry_After="30"), 30),
        (status(503, Retry_After="2"), 10),
        (status(503, Retry_After="soon"), 100),
        (status(429, Retry_After="-5"), 100),
        (status(429, Retry_After="9" * 5000), 100),
        (status(500), 10),
        (status(502), 10),
        (status(504, Retry_After="40"), 40),
        (hang_up, 10),
        (cut_off, 10),
    ],
)
def test_it_stays_away_as_long_as_told_or_as_long_as_the_portal_is_known_to_want(portal, client, answer, wait):
    portal.script = [answer]

    assert client.get(portal.url + PAGE).status == 200
    assert starts(portal) == [wait]


def test_it_stays_away_until_the_hour_that_the_portal_names(portal, client):
    portal.script = [status(429, Retry_After=formatdate(time() + 600, usegmt=True))]

    client.get(portal.url + PAGE)

    assert 595 <= starts(portal)[0] <= 600


def test_an_hour_that_has_passed_is_no_reason_to_break_the_pace(portal, client):
    portal.script = [status(429, Retry_After=formatdate(time() - 600, usegmt=True))]

    client.get(portal.url + PAGE)

    assert starts(portal) == [10]


def test_it_backs_off_further_each_time_that_the_portal_breaks_down(portal, client):
    portal.script = [status(500), hang_up, cut_off, status(502)]

    client.get(portal.url + PAGE)

    assert starts(portal) == [10, 20, 40, 80]


def test_it_gives_up_after_eight_tries_and_says_where_and_why(portal, client):
    portal.script = [status(504)] * 20

    with pytest.raises(PortalUnreachable, match=r"/list.*answered 504, the last of 8 tries") as raised:
        client.get(portal.url + PAGE)

    assert (len(portal.requests), raised.value.status, raised.value.url) == (8, 504, portal.url + PAGE)


def test_a_portal_that_hangs_up_for_ever_is_given_up_too(portal, client):
    portal.script = [hang_up] * 20

    with pytest.raises(PortalUnreachable, match="broke off"):
        client.get(portal.url + PAGE)


def test_a_portal_that_refuses_after_two_waits_has_blocked_us(portal, client):
    portal.script = [status(403)] * 20

    with pytest.raises(PortalBlocked):
        client.get(portal.url + PAGE)

    assert len(portal.requests) == 3


def test_the_wait_outlives_the_error(portal, client):
    portal.script = [status(403)] * 3
    with pytest.raises(PortalBlocked):
        client.get(portal.url + PAGE)

    client.get(portal.url + PAGE)

    assert starts(portal) == [100, 100, 100]


def test_a_portal_that_names_hours_is_left_alone(portal, client, clock):
    portal.script = [status(429, Retry_After="7200")]

    for _ in range(2):
        with pytest.raises(PortalBusy, match="7,200 seconds"):
            client.get(portal.url + PAGE)

    assert (len(portal.requests), clock.waits) == (1, [])


def test_what_asking_again_cannot_change_is_not_asked_again(portal, client):
    portal.script = [status(400)]

    with pytest.raises(PortalRefused, match=r"answered 400: No, not now\."):
        client.get(portal.url + PAGE)

    assert len(portal.requests) == 1


@pytest.mark.parametrize(
    "address",
    [
        "http://elsewhere.example/list",
        "https://127.0.0.1/list",
        "http://127.0.0.1:1/list",
        "ftp://127.0.0.1/list",
        "file:///etc/passwd",
        "//elsewhere.example/list",
        "http://user@127.0.0.1/list",
        "http://[broken/list",
        "",
    ],
)
def test_no_other_place_is_ever_asked(portal, client, address):
    with pytest.raises(ForeignAddress):
        client.get(address)

    portal.script = [status(302, Location=address or "http://elsewhere.example")]
    with pytest.raises(ForeignAddress):
        client.get(portal.url + PAGE)

    assert len(portal.requests) == 1


def test_a_redirect_within_the_portal_is_followed_at_the_pace(portal, client):
    portal.script = [status(301, Location="/moved" + PAGE.removeprefix("/list"))]

    assert client.get(portal.url + PAGE).url.startswith(portal.url + "/moved?")
    assert starts(portal) == [10]


def test_a_circle_of_redirects_comes_to_an_end(portal, client):
    portal.script = [status(307, Location=PAGE)] * 20

    with pytest.raises(PortalUnreachable, match="answered 307"):
        client.get(portal.url + PAGE)


@pytest.mark.parametrize("answer", [good, packed])
def test_a_body_that_is_too_large_is_not_read_to_its_end(portal, client, answer):
    portal.script = [lambda _: answer({"releases": ["x" * 100_000]})]

    with pytest.raises(BodyTooLarge, match="20,000 bytes"):
        client.get(portal.url + PAGE)


def test_a_packed_body_is_unpacked(portal, client):
    portal.script = [packed]

    assert client.get(portal.url + PAGE).body == b'{"releases": []}'


def test_a_body_that_drips_without_end_is_given_up(portal, client, clock, monkeypatch):
    slow = iter(range(0, 100_000, 700))
    monkeypatch.setattr(client, "_clock", lambda: 1000.0 + next(slow))

    with pytest.raises(PortalUnreachable, match="not complete after 600 seconds"):
        client.get(portal.url + PAGE)


def test_every_wait_is_announced_before_it_is_sat_out(portal, client, clock):
    said = []
    client.on_wait = lambda waiting: said.append((waiting.seconds, waiting.why, list(clock.waits)))
    portal.script = [throttled]

    client.get(portal.url + PAGE)
    client.get(portal.url + PAGE)

    assert said == [(70, "answered 429", []), (10, "keeping the pace", [70])]
