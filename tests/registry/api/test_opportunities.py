"""What `/opportunities` answers."""

import pytest

from tests.example_releases import CAMDEN, HACKNEY, award, cancellation, invitation
from tests.filing import file

OTHER = invitation(
    ocid="ocds-h6vhtk-0d0001",
    number="201-2026",
    buyers=[HACKNEY],
    closes="2026-07-15T17:00:00+01:00",
    tender={"title": "Grass cutting", "cpv": "77314000"},
)


@pytest.fixture(autouse=True)
def filled(session, knowledge):
    file(session, knowledge, invitation(), OTHER)


def titles(client, at="2026-05-20", **query):
    answer = client.get("/api/v1/opportunities", query_string={"at": at, **query})
    assert answer.status_code == 200, answer.json
    return [each["title"] for each in answer.json]


HOUSING, GRASS = "Housing management system", "Grass cutting"


def test_what_closes_first_comes_first(client):
    assert titles(client) == [HOUSING, GRASS]


def test_what_is_closed_is_no_opportunity(client):
    assert titles(client, at="2026-06-01T12:00:01+01:00") == [GRASS]


def test_what_is_not_published_yet_is_no_opportunity(client):
    assert titles(client, at="2026-04-30") == []


@pytest.mark.parametrize("end", [award(), cancellation(buyers=[CAMDEN])])
def test_what_was_awarded_or_called_off_is_no_opportunity(client, session, knowledge, end):
    file(session, knowledge, end)

    assert titles(client) == [GRASS]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"authority": "hackney"}, [GRASS]),
        ({"technology": "true"}, [HOUSING]),
        ({"technology": "false"}, [GRASS]),
        ({"closing_before": "2026-06-01"}, [HOUSING]),
        ({"closing_before": "2026-05-31"}, []),
        ({"closing_after": "2026-06-02"}, [GRASS]),
        ({"closing_before": "2026-07-15T16:00:00Z"}, [HOUSING, GRASS]),
        ({"service": "housing-management"}, [HOUSING]),
        ({"sort": "-closes_at"}, [GRASS, HOUSING]),
    ],
)
def test_filters_find_what_they_say(client, query, found):
    assert titles(client, **query) == found


@pytest.mark.parametrize("wrong", ["soon", "2026-13-01", "0001-01-01", "9999-12-31T23:59:59+00:00", ""])
def test_a_moment_that_is_none_is_refused(client, wrong):
    answer = client.get("/api/v1/opportunities", query_string={"closing_before": wrong})

    assert answer.status_code == 422
    assert list(answer.json["errors"]["query"]) == ["closing_before"]


def test_the_first_deadline_that_a_supplier_must_meet_counts(client, session, knowledge):
    staged = invitation(
        ocid="ocds-h6vhtk-0d0002",
        number="202-2026",
        tender={"title": "Staged", "expressionOfInterestDeadline": "2026-05-25T12:00:00+01:00"},
    )
    file(session, knowledge, staged)

    assert titles(client, at="2026-05-26") == [HOUSING, GRASS]
