"""What `/contracts` answers."""

import pytest

from tests.example_releases import CAMDEN, HACKNEY, award, contract_details, contracts_finder_award, invitation, period
from tests.filing import file

EARLY = contract_details(
    ocid="ocds-h6vhtk-0b0001",
    number="101-2026",
    buyers=[HACKNEY],
    agreed=period("2024-01-01", "2026-12-31"),
    tender={"id": "HCK-7", "title": "Parking permit software", "cpv": "48311000"},
    contract={"title": "Parking permit software", "value": {"amount": 5000, "amountGross": 6000, "currency": "GBP"}},
)


@pytest.fixture(autouse=True)
def filled(session, knowledge):
    file(session, knowledge, invitation(), award(), contract_details(), EARLY, contracts_finder_award())


def titles(client, **query):
    answer = client.get("/api/v1/contracts", query_string=query)
    assert answer.status_code == 200, answer.json
    return [each["title"] for each in answer.json]


HOUSING, PARKING, CONSULTATION = "Housing management system", "Parking permit software", "Consultation hub"


def test_contracts_come_soonest_to_end_first(client):
    assert titles(client) == [PARKING, CONSULTATION, HOUSING]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"authority": "hackney"}, [PARKING]),
        ({"authority": "E09000012"}, [PARKING]),
        ({"authority": "hackney,camden"}, [PARKING, CONSULTATION, HOUSING]),
        ({"service": "housing-management"}, [HOUSING]),
        ({"supplier": "civica-uk"}, [PARKING, CONSULTATION, HOUSING]),
        ({"ocid": "ocds-h6vhtk-0b0001"}, [PARKING]),
        ({"reference": "HCK-7"}, [PARKING]),
        ({"cpv": "48"}, [PARKING, CONSULTATION, HOUSING]),
        ({"cpv": "48300000"}, [PARKING]),
        ({"cpv": "48311000"}, [PARKING]),
        ({"cpv": "72"}, []),
        ({"ends_before": "2026-12-31"}, [PARKING]),
        ({"ends_after": "2026-12-31", "ends_before": "2028-01-31"}, [PARKING, CONSULTATION]),
        ({"ends_after": "2029-09-14"}, [HOUSING]),
        ({"starts_before": "2024-12-31"}, [PARKING]),
        ({"value_min": "37500"}, [CONSULTATION, HOUSING]),
        ({"value_max": "5000"}, [PARKING]),
        ({"status": "active"}, [PARKING, CONSULTATION, HOUSING]),
        ({"status": "terminated,cancelled"}, []),
        ({"ends_known": "false"}, []),
        ({"sort": "-value"}, [HOUSING, CONSULTATION, PARKING]),
        ({"sort": "-ends_on", "page_size": "1"}, [HOUSING]),
        ({"sort": "-ends_on", "page_size": "1", "page": "3"}, [PARKING]),
    ],
)
def test_filters_find_what_they_say(client, query, found):
    assert titles(client, **query) == found


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"authority": "atlantis"}, "authority"),
        ({"service": "alchemy"}, "service"),
        ({"supplier": "nobody"}, "supplier"),
        ({"cpv": "abc"}, "cpv"),
        ({"ends_before": "31/12/2026"}, "ends_before"),
        ({"ends_before": "0001-01-01"}, "ends_before"),
        ({"sort": "colour"}, "sort"),
        ({"status": "happy"}, "status"),
        ({"value_min": "-1"}, "value_min"),
        ({"page": "0"}, "page"),
        ({"page_size": "1000"}, "page_size"),
    ],
)
def test_a_wrong_value_is_refused_by_the_name_of_its_field(client, query, field):
    answer = client.get("/api/v1/contracts", query_string=query)

    assert answer.status_code == 422
    assert list(answer.json["errors"]["query"]) == [field]


def test_an_argument_given_twice_is_refused(client):
    answer = client.get("/api/v1/contracts?authority=camden&authority=hackney")

    assert "commas" in answer.json["errors"]["query"]["authority"][0]


def test_money_is_a_decimal_string_with_its_basis(client):
    (found,) = client.get("/api/v1/contracts?reference=HCK-7").json

    assert found["value"] == {
        "amount": "5000.00",
        "currency": "GBP",
        "vat": "excluded",
        "amount_with_vat": "6000.00",
    }


@pytest.fixture
def housing(client):
    (found,) = client.get("/api/v1/contracts?service=housing-management").json
    return found["url"]


def test_every_field_of_a_contract_names_its_source_and_age(client, housing):
    sources = client.get(housing).json["sources"]

    assert sources["ends_on"] == {
        "value": "2029-09-14",
        "source": "find_a_tender",
        "reference": "000003-2026",
        "url": sources["ends_on"]["url"],
        "said_on": "2026-08-01",
        "belief": "official",
        "audience": "public",
        "as_written": None,
        "confidence": "high",
        "confirmed_on": None,
        "disputes": [],
    }
    assert {"title", "suppliers", "authorities", "starts_on", "max_ends_on", "value", "service"} <= set(sources)


def test_the_source_of_a_field_can_be_read(client, housing):
    url = client.get(housing).json["sources"]["ends_on"]["url"]

    notice = client.get(url)

    assert notice.json["release_id"] == "000003-2026"


def test_what_we_worked_out_says_so(client, housing):
    shown = client.get(housing).json

    assert shown["sources"]["service"]["source"] == "classification"
    assert shown["sources"]["service"]["confidence"] == "low"
    assert "housing management system" in shown["service_words"]


def test_a_contract_tells_its_renewal(client, housing):
    told = client.get(housing).json["renewal"]

    assert (told["ends_on"], told["latest_ends_on"], told["act_by_on"]) == ("2029-09-14", "2031-09-14", "2028-03-14")
    assert told["lead_months"] == 18


@pytest.mark.parametrize("weak", ["", "W/"])
def test_a_contract_that_the_client_has_is_not_sent_again(client, housing, weak):
    tag = client.get(housing).headers["ETag"]

    again = client.get(housing, headers={"If-None-Match": weak + tag})

    assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", tag)


def test_a_contract_that_changed_is_sent(client, housing, session, knowledge):
    tag = client.get(housing).headers["ETag"]
    file(session, knowledge, contract_details(buyers=[CAMDEN], agreed=period("2026-09-15", "2030-01-01")))

    assert client.get(housing, headers={"If-None-Match": tag}).json["ends_on"] == "2030-01-01"


def test_pages_lead_from_one_to_the_next(client):
    first = client.get("/api/v1/contracts?page_size=2&sort=title")

    assert '</api/v1/contracts?page_size=2&sort=title&page=2>; rel="next"' in first.headers["Link"]
    assert '"total": 3' in first.headers["X-Pagination"]


def test_a_source_that_says_the_same_again_is_news(client, housing, session, knowledge):
    tag = client.get(housing).headers["ETag"]
    file(session, knowledge, contract_details(number="900-2026", date="2026-10-01T09:00:00+01:00"))

    again = client.get(housing, headers={"If-None-Match": tag})

    assert again.json["sources"]["ends_on"]["reference"] == "900-2026"
