"""What the worker and the commands do for watches."""

import pytest

from tests.example_releases import termination
from watches import scheduling


@pytest.fixture
def tell(app):
    extensions = app.extensions
    return lambda: scheduling.tell_watches(
        extensions["sessions"], type(extensions["search"]), extensions["scraping"].lead_times, extensions["watches"]
    )


def test_a_minute_of_the_worker_finds_and_tells(receiver, watch, contract, publish, tell):
    watch("contract", contract["id"], webhook={"url": receiver.url})
    publish(termination())

    tell()
    tell()

    assert sorted(read["type"] for _, _, read in receiver.taken) == ["change", "notice"]


def test_what_fails_stops_nothing_else(receiver, watch, client, camden, tell, monkeypatch):
    made = watch("service", "parking", webhook={"url": receiver.url})
    client.post(f"{made['url']}/test", headers=camden)
    monkeypatch.setattr(scheduling, "collect", lambda *_: 1 / 0)

    tell()

    assert len(receiver.taken) == 1


def test_commands_do_the_same_by_hand(app, receiver, watch, contract, publish):
    watch("contract", contract["id"], webhook={"url": receiver.url})
    publish(termination())
    runner = app.test_cli_runner()

    found, sent = runner.invoke(args=["watches", "collect"]), runner.invoke(args=["watches", "deliver"])

    assert found.output == "2 things to tell were found.\n"
    assert sent.output == "2 events were taken by webhooks, and 0 mails were handed over.\n"
