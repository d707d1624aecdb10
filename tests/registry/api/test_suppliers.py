"""What `/suppliers` answers, above all when one turned out to be another."""

import pytest
from sqlalchemy import select

from registry.models import Supplier
from tests.example_releases import contract_details, contracts_finder_award
from tests.filing import file


@pytest.fixture(autouse=True)
def filled(session, knowledge):
    file(session, knowledge, contracts_finder_award(), contract_details())


@pytest.fixture
def merged(session):
    return session.scalars(select(Supplier.id).where(Supplier.merged_into_id.is_not(None))).one()


def test_a_merged_supplier_leads_to_the_one_it_is(client, merged):
    answer = client.get(f"/api/v1/suppliers/{merged}", follow_redirects=True)

    assert answer.json["company_number"] == "01628868"


def test_contracts_and_notices_are_found_by_the_merged_id_too(client, merged):
    for path in ("/api/v1/contracts", "/api/v1/notices"):
        assert len(client.get(path, query_string={"supplier": merged}).json) == 2


def test_every_spelling_is_shown_and_found(client):
    (found,) = client.get("/api/v1/suppliers?name=CIVICA UK LTD").json

    assert client.get(found["url"]).json["names"] == ["CIVICA UK LTD", "Civica UK Limited"]


def test_a_supplier_says_how_many_contracts_it_holds(client):
    assert client.get("/api/v1/suppliers/civica-uk").json["contracts"] == 2
