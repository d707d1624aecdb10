"""Every fault at once: what is kept ends as it does undisturbed, and the record tells what the portal did."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from registry.db import Base, make_engine, make_sessions
from registry.models import Contract, Notice, Procurement, Statement, Supplier
from registry.seeding import seed
from scrapers.run import scrape
from tests.example_releases import contract_details, invitation
from tests.scrapers.example_portal import (
    ExampleSource,
    bad_number,
    good,
    hang_up,
    html,
    release,
    status,
    truncated,
    without_next,
)
from tests.scrapers.test_sources_api import samples

NAME = "find_a_tender"
DAY = datetime(2026, 7, 1, tzinfo=UTC)
UNTIL = DAY + timedelta(hours=12)
AT_ONCE = timedelta(0)


def repeated(package):
    return good({**package, "releases": [*package["releases"], *package["releases"][:1]]})


def reordered(package):
    return good({**package, "releases": package["releases"][::-1]})


FAULTS = {
    "throttled": status(429, Retry_After="1"),
    "erred": status(500),
    "disconnected": hang_up,
    "not_json": html,
    "truncated": truncated,
    "malformed": bad_number,
    "lost_next": without_next,
    "repeated": repeated,
    "reordered": reordered,
}


class Portal(ExampleSource):
    """The example portal, read under the name of a real one and without pauses."""

    name = NAME


@pytest.fixture
def read(portal, app, clock, monkeypatch):
    """Reads half a day from the portal, which answers by a script first, into a registry."""
    monkeypatch.setattr("scrapers.run.source_named", lambda _name: Portal)
    monkeypatch.setattr("scrapers.run.sleep_until", lambda _stop: clock.sleep)
    settings = replace(app.extensions["scraping"], urls={NAME: portal.url}, pace=AT_ONCE, wait=AT_ONCE, scope="all")
    kinds = (invitation, contract_details)
    portal.releases = [
        kinds[number % 2](
            number=f"{number:06}-2026",
            ocid=f"ocds-h6vhtk-{number // 2:06}",
            date=release(0, minutes=9 * number)["date"],
        )
        for number in range(60)
    ]

    def read(sessions, *script):
        portal.script = list(script)
        return scrape(NAME, sessions, settings, DAY, UNTIL)

    return read


@pytest.fixture
def calm(read, tmp_path):
    """What is kept when nothing goes wrong, in a registry of its own."""
    engine = make_engine(f"sqlite:///{tmp_path}/calm.db")
    Base.metadata.create_all(engine)
    sessions = make_sessions(engine)
    with sessions.begin() as session:
        seed(session)
    read(sessions)
    yield kept(sessions)
    engine.dispose()


def kept(sessions):
    """Return what follows from the notices that are kept, without the moments at which they were read."""
    columns = (
        (Notice.id, Notice.source, Notice.digest, Notice.published_at, Notice.title),
        (Procurement.ocid, Procurement.title, Procurement.stage, Procurement.updated_at),
        (Contract.id, Contract.ocid, Contract.title, Contract.ends_on, Contract.value_pence),
        (Supplier.id, Supplier.name, Supplier.is_sme),
        (Statement.subject_id, Statement.source, Statement.reference, Statement.belief, Statement.said_on),
    )
    with sessions() as session:
        return [sorted(tuple(row) for row in session.execute(select(*each))) for each in columns]


@pytest.mark.parametrize("kind", FAULTS)
def test_a_fault_is_got_over_and_counted(read, sessions, calm, client, kind):
    read(sessions, good, FAULTS[kind])

    assert kept(sessions) == calm
    assert client.get(f"/api/v1/sources/{NAME}").json["setbacks"][kind] == 1


def test_every_fault_five_times_changes_nothing_that_is_kept(read, sessions, calm):
    read(sessions, *(answer for _ in range(5) for fault in FAULTS.values() for answer in (fault, good)))

    assert kept(sessions) == calm


def test_the_story_is_told_by_api_page_and_metrics(read, sessions, client):
    read(sessions, *(FAULTS[kind] for kind in ("throttled", "erred", "disconnected", "not_json")))

    shown = client.get(f"/api/v1/sources/{NAME}").json
    page = client.get("/sources").text
    assert shown["waited_seconds"] >= 1
    assert shown["runs"][0]["setbacks"] == {"throttled": 1, "erred": 1, "disconnected": 1, "not_json": 1}
    assert "told us to slow down: 1 time<" in page
    assert "sent a web page in place of data: 1 time<" in page
    assert samples(client)["thirty3_source_setbacks", NAME, "disconnected"] == 1
