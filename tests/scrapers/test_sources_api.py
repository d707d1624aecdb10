"""`/sources` and `/metrics`: how each source is, as the database has it."""

from datetime import UTC, datetime, timedelta

import pytest
from prometheus_client.parser import text_string_to_metric_families

from registry.models import BrokenPage, Gap, ScrapeRun, Source
from scrapers.sources import all_sources
from tests.filing import file
from tests.scrapers.test_gaps import published

NAME = "find_a_tender"
HOUR = timedelta(hours=1)
LABELS = ("source", "kind", "lost")


@pytest.fixture
def now():
    return datetime.now(UTC).replace(minute=0, second=0, microsecond=0)


@pytest.fixture
def broken_down(session, now):
    session.add(Source(name=NAME, whole_since=now - 90 * 24 * HOUR, whole_until=now - 6 * HOUR))
    session.flush()
    for hours in range(10, 5, -1):
        ended = now - hours * HOUR
        session.add(ScrapeRun(source=NAME, since=ended - HOUR, until=ended, started_at=ended, finished_at=ended))
    session.add(
        ScrapeRun(source=NAME, since=now, until=now, started_at=now, finished_at=now, error="PortalUnwell: all is HTML")
    )
    session.add(Gap(source=NAME, since=now - HOUR, until=now, kind="lost_page", detail="u: not JSON", found_at=now))
    session.add(
        BrokenPage(
            source=NAME,
            url="u",
            reason="not JSON",
            body="<",
            window_since=now,
            window_until=now,
            seen_at=now,
            is_lost=True,
        )
    )
    session.commit()


def samples(client):
    answer = client.get("/metrics")
    assert answer.mimetype == "text/plain"
    return {
        (sample.name, *(sample.labels[name] for name in LABELS if name in sample.labels)): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }


def test_a_source_that_was_never_read_says_so(client):
    assert {each["state"] for each in client.get("/api/v1/sources").json} == {"unread"}


def test_a_source_in_trouble_says_what_is_wrong(client, broken_down):
    shown = client.get(f"/api/v1/sources/{NAME}").json

    assert shown["state"] == "error"
    assert {each["kind"] for each in shown["problems"]} >= {"failed", "late", "gaps"}
    assert shown["error_kinds"] == {"PortalUnwell": 1}
    assert (shown["usual_pause_seconds"], shown["open_gaps"]) == (3600, 1)
    assert shown["gaps"][0]["detail"] == "u: not JSON"


def test_days_are_shown_against_what_is_usual(client, session, knowledge, now):
    session.add(Source(name=NAME, whole_since=now - 90 * 24 * HOUR, whole_until=now))
    yesterday = now - 24 * HOUR
    moments = [yesterday - timedelta(days=back) for back in range(0, 63, 7) for _ in range(8 if back else 1)]
    file(session, knowledge, *(published(moment, number) for number, moment in enumerate(moments)))

    day = client.get(f"/api/v1/sources/{NAME}").json["days"][-1]

    assert (day["releases"], day["usual"], day["verdict"]) == (1, 8.0, "few")


def test_metrics_say_the_same(client, broken_down):
    found = samples(client)

    assert found["thirty3_source_well", NAME] == 0
    assert found["thirty3_source_problem", NAME, "failed"] == 1
    assert found["thirty3_source_errors", NAME, "PortalUnwell"] == 1
    assert found["thirty3_source_broken_pages", NAME, "true"] == 1
    assert found["thirty3_source_gaps", NAME] == 1
    assert found["thirty3_source_lag_seconds", NAME] > 6 * 3600


def test_metrics_know_every_source(client):
    found = samples(client)

    assert all(("thirty3_source_well", name) in found for name in all_sources())
    assert found["thirty3_index_queue",] > 0
