"""What `/opportunities` answers of procurements that are open or planned."""

import pytest

from tests.example_releases import (
    CAMDEN,
    HACKNEY,
    award,
    cancellation,
    contract_details,
    document,
    invitation,
    period,
    release,
    tender,
)
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
def test_what_was_awarded_or_called_off_is_no_longer_open(client, session, knowledge, end):
    file(session, knowledge, end)

    assert titles(client, kind="open") == [GRASS]


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


PLANNED = "Parking system"


def planned(number="301-2026", date="2026-05-10T09:00:00+01:00", code="UK3", **parts):
    """Return a planned procurement notice."""
    coming = {"futureNoticeDate": "2026-09-30T00:00:00+01:00"}
    own = tender(PLANNED, status="planned", documents=[document(number, code)], communication=coming, **parts)
    return release(number, date, ("planning",), ocid="ocds-h6vhtk-0d0003", tender=own)


def first(client, **query):
    return client.get("/api/v1/opportunities", query_string={"at": "2026-05-20", **query}).json[0]


def test_what_is_planned_comes_after_what_is_open(client, session, knowledge):
    file(session, knowledge, planned())

    assert titles(client) == [HOUSING, GRASS, PLANNED]
    assert titles(client, kind="planned") == [PLANNED]
    assert titles(client, kind="open") == [HOUSING, GRASS]
    assert titles(client, page_size="1", page="3") == [PLANNED]


@pytest.mark.parametrize("code", ["UK1", "UK2", "UK3"])
def test_pipeline_engagement_and_planned_procurement_notices_tell_of_plans(client, session, knowledge, code):
    file(session, knowledge, planned(code=code))

    assert titles(client, kind="planned") == [PLANNED]


def test_a_plan_is_forgotten_after_two_years_without_word(client, session, knowledge):
    file(session, knowledge, planned())

    assert titles(client, kind="planned", at="2028-05-08") == [PLANNED]
    assert titles(client, kind="planned", at="2028-05-11") == []


def test_a_plan_says_when_its_tender_and_its_contract_are_to_come(client, session, knowledge):
    lots = [{"id": "1", "contractPeriod": period("2027-04-01")}, {"id": "2", "contractPeriod": period("2027-03-01")}]
    file(session, knowledge, planned(lots=lots))

    row = first(client, kind="planned")

    assert (row["kind"], row["expected_on"], row["starts_on"]) == ("planned", "2026-09-30", "2027-03-01")
    assert row["closes_at"] is None
    assert row["uncertain"][0].startswith("No tender notice has been published")


def test_an_open_procurement_keeps_the_fields_of_a_procurement(client):
    row = first(client)
    procurement = client.get(row["url"]).json

    for name in ("id", "url", "ocid", "title", "stage", "regime", "buyer_name", "authorities", "service", "closes_at"):
        assert row[name] == procurement[name], name
    assert row["source"] == {"kind": "procurement", "id": row["id"], "ocid": row["id"], "url": row["url"]}
    assert row["published_at"] == procurement["first_published_at"]
    assert row["starts_on"] == "2026-09-01"
    assert row["incumbents"] == []
    assert row["uncertain"] == ["Its value is not known.", "Who supplies it today is not known."]


def test_incumbents_are_the_sellers_of_the_same_buyers_contracts_for_the_same_service(client, session, knowledge):
    runs = period("2024-01-01", "2027-01-01")
    other = contract_details(ocid="ocds-h6vhtk-0d0004", number="204-2026", agreed=runs, date="2026-04-01T09:00:00Z")
    theirs = contract_details(
        ocid="ocds-h6vhtk-0d0005",
        number="205-2026",
        agreed=runs,
        buyers=[HACKNEY],
        sellers=[{"id": "GB-COH-01", "name": "Other Ltd", "roles": ["supplier"]}],
    )
    file(session, knowledge, other, theirs)

    row = first(client)

    assert [each["name"] for each in row["incumbents"]] == ["Civica UK Limited"]
    assert "running contracts for the same service" in row["uncertain"][-1]


def reserved(code, *small):
    location = {"gazetteer": {"scheme": "GB-ONS", "identifiers": [code]}}
    required = {"reservedParticipation": list(small), "reservedParticipationLocation": location}
    return invitation(ocid=f"ocds-{code}", number=code, tender={"title": code, "otherRequirements": required})


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("any", ["E09000016", "K02000001"]),
        ("local", ["E09000016"]),
        ("havering", ["E09000016"]),
        ("E09000016", ["E09000016"]),
        ("K02000001,havering", ["E09000016", "K02000001"]),
        ("camden", []),
    ],
)
def test_what_is_reserved_to_an_area_is_found_by_it(client, session, knowledge, words, found):
    file(session, knowledge, reserved("E09000016"), reserved("K02000001"))

    assert titles(client, reserved=words) == found


def test_a_reservation_names_its_areas(client, session, knowledge):
    file(session, knowledge, reserved("E09000016", "smeVcse"))

    row = first(client, reserved="havering")

    assert row["reserved_to"] == [{"code": "E09000016", "name": "Havering"}]
    assert row["suits_sme"] is True


def test_what_is_reserved_to_small_companies_suits_them(client, session, knowledge):
    file(session, knowledge, reserved("E09000016", "smeVcse"), reserved("K02000001"))

    assert titles(client, sme="true") == ["E09000016"]
    assert titles(client, sme="false") == []


@pytest.mark.parametrize("wrong", ["nowhere", "", "local,", "E0900001", "é" * 300])
def test_an_area_that_is_none_is_refused(client, wrong):
    answer = client.get("/api/v1/opportunities", query_string={"reserved": wrong})

    assert answer.status_code == 422
    assert list(answer.json["errors"]["query"]) == ["reserved"]


def valued(number, amount, **parts):
    value = {"amount": amount, "currency": "GBP"}
    own = {"title": number, "value": value, **parts}
    return invitation(ocid=f"ocds-h6vhtk-{number}", number=f"{number}-2026", tender=own)


def test_a_threshold_is_read_from_the_notice_else_from_the_value_with_vat(client, session, knowledge):
    said_above, said_below = valued("a", 100, aboveThreshold=True), valued("b", 10**7, aboveThreshold=False)
    file(session, knowledge, said_above, said_below, valued("c", 173_099), valued("d", 173_101))

    assert sorted(titles(client, below_threshold="true")) == ["b", "c"]
    assert sorted(titles(client, below_threshold="false")) == ["a", "d"]
    assert sorted(titles(client, above_threshold="true")) == ["a", "d"]


def test_it_cannot_be_below_and_above_the_threshold(client):
    answer = client.get("/api/v1/opportunities?below_threshold=true&above_threshold=true")

    assert answer.status_code == 422
    assert "above_threshold" in str(answer.json["errors"])


def test_values_bound_and_the_unknown_stays(client, session, knowledge):
    file(session, knowledge, valued("c", 1000), valued("d", 5000))

    assert titles(client, value_min="2000", sort="-value") == ["d", HOUSING, GRASS]


@pytest.mark.parametrize("sort", ["nearest", "closes_at", "-closes_at", "expected_on", "-updated_at", "value"])
def test_every_order_pages_without_gaps_or_repeats(client, session, knowledge, sort):
    file(session, knowledge, planned(), valued("c", 1000), valued("d", 5000))
    whole = titles(client, sort=sort)

    paged = [title for page in range(1, 4) for title in titles(client, sort=sort, page=page, page_size=2)]

    assert paged == whole
    assert len(set(whole)) == 5
