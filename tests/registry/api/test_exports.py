"""What lists are as files: the same as the lists, whole, in every kind of file."""

import json

import pytest

from registry.api.exports import FORMATS, LISTINGS
from tests.example_releases import HACKNEY, OCID, award, contract_details, contracts_finder_award, invitation, period
from tests.filing import file
from tests.registry.exports.answers import lines, table
from tests.registry.exports.plans import plan
from tests.registry.exports.sheets import cells

NAMES = [listing.export.name for listing in LISTINGS]
OTHER = invitation(
    ocid="ocds-h6vhtk-0d0001",
    number="201-2026",
    buyers=[HACKNEY],
    closes="2035-07-15T17:00:00+01:00",
    tender={"title": "=Grass cutting", "cpv": "77314000"},
)

SHARED = contract_details(
    ocid="ocds-h6vhtk-0e0001", number="301-2026", buyers=[HACKNEY], agreed=period("2026-09-15", "2031-03-31")
)
"""Of another authority, for the same service: it can be replaced while the first can."""


@pytest.fixture
def filled(session, knowledge):
    file(session, knowledge, invitation(), award(), contract_details(), contracts_finder_award(), OTHER, SHARED)
    file(session, knowledge, contract_details(contract={"title": "Housing management system, renewed"}))
    session.add(plan("E09000007"))
    session.commit()


@pytest.mark.parametrize("name", NAMES)
def test_every_list_is_whole_in_every_kind_of_file(client, filled, name):
    total = json.loads(client.get(f"/api/v1/{name}").headers["X-Pagination"])["total"]

    assert total > 0
    assert len(table(client.get(f"/api/v1/{name}.csv"))) == total
    assert len(lines(client.get(f"/api/v1/{name}.jsonl"))) == total
    assert len(cells(client.get(f"/api/v1/{name}.xlsx").data)) == total + 1


@pytest.mark.parametrize("name", NAMES)
def test_every_kind_of_file_has_the_same_columns(client, filled, name):
    columns = list(table(client.get(f"/api/v1/{name}.csv"))[0])

    assert [list(line) for line in lines(client.get(f"/api/v1/{name}.jsonl"))[:1]] == [columns]
    assert list(cells(client.get(f"/api/v1/{name}.xlsx").data)[0].values()) == columns


@pytest.mark.parametrize("name", NAMES)
def test_every_permalink_leads_to_its_record(client, filled, name):
    for row in table(client.get(f"/api/v1/{name}.csv"))[:3]:
        assert row["url"].startswith("http://127.0.0.1:5000/api/v1/")
        assert client.get(row["url"]).status_code == 200


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("name", NAMES)
def test_an_empty_list_is_a_file_too(client, session, name, suffix):
    answer = client.get(f"/api/v1/{name}.{suffix}")

    assert answer.status_code == 200
    assert answer.mimetype == FORMATS[suffix][0].partition(";")[0]


QUERIES = [
    ("contracts", {"authority": "camden", "sort": "-value"}),
    ("contracts", {"authority": "hackney"}),
    ("contracts", {"cpv": "48", "ends_after": "2029-01-01"}),
    ("renewals", {"on": "2027-01-01", "state": "act_now,due,upcoming"}),
    ("renewals", {"on": "2030-01-01", "state": "past_end"}),
    ("notices", {"stage": "award"}),
    ("opportunities", {"at": "2026-05-20"}),
    ("procurements", {"authority": "hackney", "technology": "false"}),
    ("suppliers", {"name": "civica"}),
    ("services", {"kind": "core"}),
    ("authorities", {"name": "ham"}),
    ("plans", {"authority": "camden", "stage": "forming"}),
    ("plans", {"authority": "hackney"}),
]


@pytest.mark.parametrize(("name", "query"), QUERIES)
def test_a_file_takes_the_filters_of_its_list_and_keeps_its_order(client, filled, name, query):
    shown = client.get(f"/api/v1/{name}", query_string={**query, "page_size": 100}).json
    exported = table(client.get(f"/api/v1/{name}.csv", query_string=query))
    links = [each.get("contract", each)["url"] for each in shown]

    assert [row["url"].removeprefix("http://127.0.0.1:5000") for row in exported] == links


def test_renewals_are_seen_from_the_day_asked_for(client, filled):
    (shown,) = client.get("/api/v1/renewals?on=2028-06-01&state=act_now").json
    (row,) = lines(client.get("/api/v1/renewals.jsonl?on=2028-06-01&state=act_now"))

    for name, value in shown["renewal"].items():
        assert row[name] == value, name


def test_a_row_says_what_the_list_says(client, filled):
    (shown,) = client.get("/api/v1/contracts", query_string={"ocid": OCID}).json
    (row,) = lines(client.get("/api/v1/contracts.jsonl", query_string={"ocid": OCID}))

    for name in ("id", "ocid", "reference", "title", "status", "starts_on", "ends_on", "max_ends_on", "cpv"):
        assert row[name] == shown[name], name
    assert row["authorities"] == [each["name"] for each in shown["authorities"]]
    assert row["company_numbers"] == [each["company_number"] for each in shown["suppliers"]]
    assert (row["service_id"], row["service"]) == (shown["service"]["id"], shown["service"]["name"])
    assert (row["value"], row["value_currency"], row["value_vat"]) == ("100000.00", "GBP", "excluded")
    assert row["value_with_vat"] == "120000.00"


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("name", NAMES)
def test_an_unknown_argument_is_refused(client, name, suffix):
    for argument in ("colour", "page", "page_size"):
        answer = client.get(f"/api/v1/{name}.{suffix}", query_string={argument: "1"})

        assert answer.status_code == 422
        assert answer.mimetype == "application/problem+json"
        assert argument in answer.json["errors"]["query"]


@pytest.mark.parametrize("path", ["contracts.pdf", "contracts.", "contracts.csv.csv", "nothing.csv"])
def test_there_is_no_other_kind_of_file(client, path):
    answer = client.get(f"/api/v1/{path}")

    assert answer.status_code == 404
    assert answer.mimetype == "application/problem+json"


@pytest.mark.parametrize("path", ["procurements.csv", "procurements.xlsx"])
def test_a_title_cannot_run_as_a_formula(client, filled, path):
    data = client.get(f"/api/v1/{path}").data
    texts = data.decode() if path.endswith("csv") else str(cells(data))

    assert "'=Grass cutting" in texts


def test_every_export_is_documented_with_its_kinds_of_file(client):
    paths = client.get("/api/openapi.json").json["paths"]
    for name in NAMES:
        of = paths[f"/api/v1/{name}.{{suffix}}"]
        kinds = {media_type.partition(";")[0] for media_type, _ in FORMATS.values()}

        assert set(of["get"]["responses"]["200"]["content"]) == kinds
        assert of["parameters"][0]["schema"]["enum"] == list(FORMATS)
