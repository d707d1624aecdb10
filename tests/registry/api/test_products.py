"""What `/products` answers."""

from datetime import date

import pytest

from tests.example_releases import contract_details
from tests.filing import file

CX = "/api/v1/products/civica-cx"


@pytest.fixture(autouse=True)
def filled(session, knowledge):
    title = "Civica Cx housing management system"
    file(session, knowledge, contract_details(tender={"id": "CAM-1", "title": title}, contract={"title": title}))


def ids(client, **query):
    answer = client.get("/api/v1/products", query_string=query)
    assert answer.status_code == 200, answer.json
    return [each["id"] for each in answer.json]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"name": "civica cx"}, ["civica-cx"]),
        ({"name": "iWorld Hous"}, ["nec-housing"]),
        ({"called": "Northgate Housing"}, ["nec-housing"]),
        ({"called": "northgate-HOUSING"}, ["nec-housing"]),
        ({"called": "Northgate"}, []),
        ({"in_use": "true"}, ["civica-cx"]),
        ({"maker": "civica", "service": "housing-management", "name": "cx"}, ["civica-cx"]),
        ({"called": "NEC Housing", "in_use": "true"}, []),
    ],
)
def test_filters_find_what_they_say(client, query, found):
    assert ids(client, **query) == found


def test_a_product_says_who_uses_it(client):
    (use,) = client.get(CX).json["users"]

    assert (use["authority"]["slug"], use["status"], use["name"]) == ("camden", "proposed", "Civica Cx")
    assert date.fromisoformat(use["next_end_on"]) > date(2026, 9, 1)


def test_a_product_says_what_is_known_of_its_contracts(client):
    shown = client.get(CX).json

    assert (shown["contracts"], shown["running"], shown["with_known_end"]) == (1, 1, 1)
    assert [each["supplier"]["slug"] for each in shown["suppliers"]] == ["civica-uk"]
    assert shown["annual_value"] == {"amount": "0.00", "known": 0, "with_vat": 0, "not_known": 1}
    assert shown["whole_value"]["known"] == 1
    assert client.get(shown["contracts_url"]).json[0]["id"] == shown["latest_contracts"][0]["id"]


def test_a_product_has_a_share_of_the_market_for_each_service(client):
    (share,) = client.get(CX).json["market"]

    assert (share["service"]["id"], share["authorities"], share["of"], share["share"]) == (
        "housing-management",
        1,
        1,
        1.0,
    )


def test_the_share_of_a_product_that_nobody_is_known_to_use_is_none_of_those_known(client):
    (share,) = client.get("/api/v1/products/nec-housing").json["market"]

    assert (share["authorities"], share["of"], share["share"]) == (0, 1, 0.0)


def test_a_maker_leads_to_its_supplier(client):
    assert client.get(CX).json["maker_supplier"]["company_number"] == client.get(CX).json["maker_number"]
    assert client.get("/api/v1/products/nec-housing").json["maker_supplier"] is None


def test_a_product_as_you_have_it_is_not_sent_again(client):
    tag = client.get(CX).headers["ETag"]

    assert client.get(CX, headers={"If-None-Match": tag}).status_code == 304
