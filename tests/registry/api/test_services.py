"""What `/services` answers: who buys, who sells, and how concentrated that is."""

import pytest

from tests.example_releases import award, contract_details, contracts_finder_award, invitation
from tests.filing import file


@pytest.fixture(autouse=True)
def filled(session, knowledge):
    file(session, knowledge, invitation(), award(), contract_details(), contracts_finder_award())


@pytest.fixture
def market(client):
    return client.get("/api/v1/services/housing-management").json["market"]


def test_a_service_says_who_buys_for_it(client):
    buyers = client.get("/api/v1/services/housing-management").json["authorities"]

    assert [(each["slug"], each["contracts"]) for each in buyers] == [("camden", 1)]


def test_a_market_of_one_seller_is_its_alone(market):
    (seller,) = market["by_supplier"]["suppliers"]

    assert seller["supplier"]["slug"] == "civica-uk"
    assert seller["shares"] == {"contracts": 1.0, "authorities": 1.0, "annual_value": None}
    assert market["by_supplier"]["measures"]["contracts"]["hhi"] == 10_000
    assert market["by_supplier"]["measures"]["contracts"]["concentration"] == "highly_concentrated"


def test_authorities_of_which_nothing_is_known_stand_apart(market):
    assert market["by_supplier"]["measures"]["authorities"]["not_known"] == 32
    assert market["by_product"]["authorities_without_known_system"] == 32


def test_a_yearly_value_that_no_source_says_is_counted_as_unknown(market):
    assert market["by_supplier"]["measures"]["annual_value"] == {
        "total": "0.00",
        "not_known": 1,
        "members": 0,
        "top_1": None,
        "top_3": None,
        "top_5": None,
        "hhi": None,
        "concentration": None,
    }


def test_a_system_of_which_nobody_said_the_product_is_counted_apart(market):
    assert market["by_product"]["products"] == []
    assert market["by_product"]["systems_of_unknown_product"] == 1


def test_a_service_that_nobody_is_known_to_buy_for_has_an_empty_market(client):
    market = client.get("/api/v1/services/parking").json["market"]

    assert market["by_supplier"]["suppliers"] == market["by_product"]["products"] == []
    assert market["by_supplier"]["measures"]["contracts"]["total"] == 0
