"""Webhooks: signed, kept at until taken, sent once as far as that can be, and never somewhere private."""

import hmac
import socket
import threading
import time
from base64 import b64decode, b64encode
from datetime import UTC, datetime

import pytest
from sqlalchemy import select, update

from registry.models import ApiKey, WatchDelivery
from tests.example_releases import termination
from watches import delivering, webhooks
from watches.exceptions import NotDelivered
from watches.webhooks import post, signed


@pytest.fixture
def hooked(receiver, watch):
    return watch("service", "parking", webhook={"url": receiver.url})


@pytest.fixture
def test_event(client, camden):
    return lambda made: client.post(f"{made['url']}/test", headers=camden).json["event"]


def test_the_signature_is_that_of_the_published_standard():
    # The example of the specification.
    secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    at = datetime.fromtimestamp(1614265330, UTC)

    headers = signed("msg_p5jXN8AQM9LWM0D4loKWxJek", b'{"test": 2432232314}', secret, at)

    assert headers["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
    assert headers["webhook-timestamp"] == "1614265330"


def test_an_event_comes_signed_with_the_secret_of_its_watch(receiver, hooked, test_event, deliver):
    event = test_event(hooked)

    assert deliver() == (1, 0)

    ((headers, body, read),) = receiver.taken
    told = b".".join((event.encode(), headers["webhook-timestamp"].encode(), body))
    key = b64decode(hooked["webhook"]["secret"].removeprefix("whsec_"))
    assert headers["webhook-signature"] == f"v1,{b64encode(hmac.digest(key, told, 'sha256')).decode()}"
    assert headers["webhook-id"] == headers["Idempotency-Key"] == event == read["data"]["id"]
    assert (read["type"], read["data"]["watch"]["id"]) == ("test", hooked["id"])
    assert headers["Host"] == receiver.url.split("/")[2]


def test_what_happened_is_told_with_its_links(receiver, watch, contract, publish, tick, deliver):
    watch("contract", contract["id"], webhook={"url": receiver.url})

    publish(termination())
    tick()
    deliver()

    told = next(read["data"] for _, _, read in receiver.taken if read["type"] == "notice")
    assert "own procurement" in told["text"]
    assert told["url"].startswith("http://127.0.0.1:5000/api/v1/notices/")
    assert told["page"].startswith("http://127.0.0.1:5000/procurements/ocds-h6vhtk-0a0001#")


def test_what_was_taken_is_not_sent_again(receiver, hooked, test_event, deliver, wait):
    test_event(hooked)
    deliver()
    wait(days=9)

    assert deliver() == (0, 0)
    assert len(receiver.taken) == 1


@pytest.mark.parametrize("status", [500, 404, 302])
def test_what_was_not_taken_is_tried_again_under_the_same_id(receiver, hooked, test_event, deliver, wait, status):
    test_event(hooked)
    receiver.status = status

    assert deliver() == (0, 0)
    assert deliver() == (0, 0)  # not before its time
    wait(minutes=2)
    receiver.status = 200

    assert deliver() == (1, 0)
    first, second = receiver.taken
    assert first[0]["webhook-id"] == second[0]["webhook-id"]


def test_a_receiver_that_stays_away_is_given_up_after_days_and_that_is_shown(
    receiver, hooked, test_event, deliver, wait, client, camden
):
    test_event(hooked)
    receiver.status = 500
    for _ in range(len(delivering.WAITS)):
        deliver()
        wait(days=1)
    shown = client.get(hooked["url"], headers=camden).json["webhook"]
    assert (shown["waiting"], shown["failed"], shown["last_error"]) == (1, 0, "answered 500")

    deliver()

    shown = client.get(hooked["url"], headers=camden).json["webhook"]
    assert (shown["waiting"], shown["failed"]) == (0, 1)
    assert sum(delivering.WAITS, start=type(delivering.LEASE)()).days == 3


def test_while_a_receiver_is_away_it_is_asked_once_a_run(receiver, hooked, test_event, deliver):
    receiver.status = 500
    for _ in range(3):
        test_event(hooked)

    deliver()

    assert len(receiver.taken) == 1


def test_what_waits_for_a_receiver_that_is_away_keeps_nobody_else_waiting(
    receiver, watch, hooked, test_event, deliver, client, hackney, monkeypatch
):
    monkeypatch.setattr(delivering, "MOST", 3)
    away = watch("service", "parking", webhook={"url": "https://localhost:8443"})
    theirs = watch("service", "parking", headers=hackney, webhook={"url": receiver.url})
    for _ in range(5):
        test_event(away)
    test_event(hooked)
    client.post(f"{theirs['url']}/test", headers=hackney)

    assert deliver() == (2, 0)


def test_a_crash_while_sending_sends_again_under_the_same_id(receiver, hooked, test_event, deliver, wait, monkeypatch):
    test_event(hooked)

    def crash(*_):
        raise SystemExit

    with monkeypatch.context() as broken:
        broken.setattr(delivering, "settle", crash)
        with pytest.raises(SystemExit):
            deliver()
    assert deliver() == (0, 0)  # another worker leaves it alone for as long as the lease
    wait(minutes=6)

    assert deliver() == (1, 0)
    assert len({headers["webhook-id"] for headers, _, _ in receiver.taken}) == 1


def test_a_revoked_key_ends_what_waits(receiver, hooked, test_event, deliver, session):
    test_event(hooked)
    session.execute(update(ApiKey).values(revoked_at=datetime.now(UTC)))
    session.commit()

    deliver()

    assert receiver.taken == []
    assert session.scalars(select(WatchDelivery.state)).all() == ["withheld"]


def test_what_may_not_be_seen_any_more_is_not_sent(receiver, watch, contract, publish, tick, deliver, client, camden):
    watch("service", "housing-management", webhook={"url": receiver.url})
    publish(termination())
    etag = client.get(contract["url"], headers=camden).headers["ETag"]
    tick()
    client.post(f"{contract['url']}/reject", json={}, headers={**camden, "If-Match": etag})

    deliver()

    assert not any("/contracts/" in read["data"]["url"] for _, _, read in receiver.taken)


def test_nothing_is_sent_to_an_address_that_turned_private(monkeypatch):
    monkeypatch.setattr(
        "watches.addresses.socket.getaddrinfo", lambda *_, **__: [(socket.AF_INET, 1, 6, "", ("127.0.0.1", 443))]
    )

    with pytest.raises(NotDelivered, match="private"):
        post("https://innocent.example/", b"{}", {})


def test_an_answer_that_trickles_is_cut_short(monkeypatch):
    monkeypatch.setattr(webhooks, "ALL_SECONDS", 0.5)
    server = socket.create_server(("127.0.0.1", 0))
    port = server.getsockname()[1]
    ended = threading.Event()

    def trickle():
        taken, _ = server.accept()
        with taken:
            try:
                while not ended.wait(0.1):
                    taken.send(b"H")
            except OSError:
                return

    thread = threading.Thread(target=trickle)
    thread.start()
    began = time.monotonic()
    try:
        with pytest.raises(NotDelivered):
            post(f"http://127.0.0.1:{port}/", b"{}", {}, {"127.0.0.1"})
        assert time.monotonic() - began < 5
    finally:
        ended.set()
        thread.join()
        server.close()


def test_nobody_listening_is_told_in_words():
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]

    with pytest.raises(NotDelivered, match="no answer: ConnectionRefusedError"):
        post(f"http://127.0.0.1:{port}/", b"{}", {}, {"127.0.0.1"})
