"""What `/suppliers` answers, above all when one turned out to be another."""

import pytest
from sqlalchemy import select

from registry.models import Contract, Supplier
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


def test_a_supplier_shows_what_it_holds_by_authority_and_by_end(client):
    shown = client.get("/api/v1/suppliers/civica-uk").json

    (camden,) = shown["by_authority"]
    assert (camden["authority"]["slug"], camden["contracts"]) == ("camden", 2)
    assert shown["by_end"] == [{"year": 2028, "contracts": 1}, {"year": 2029, "contracts": 1}]


def test_a_yearly_value_is_never_worked_out(client):
    shown = client.get("/api/v1/suppliers/civica-uk").json

    assert (shown["annual_value"], shown["annual_value_unknown"]) == (None, 2)


def test_yearly_values_that_are_known_are_added_up(client, session):
    contract = session.scalars(select(Contract).order_by(Contract.id)).first()
    contract.annual_value_pence, contract.annual_vat, contract.currency = 1_234_500, "excluded", "GBP"
    session.commit()

    shown = client.get("/api/v1/suppliers/civica-uk").json

    assert (shown["annual_value"]["amount"], shown["annual_value"]["vat"]) == ("12345.00", "excluded")
    assert shown["by_authority"][0]["annual_value"] == shown["annual_value"]
    assert shown["annual_value_unknown"] == 1


def test_a_contract_that_is_not_listed_does_not_count(client, session):
    for contract in session.scalars(select(Contract)):
        contract.is_listed = False
    session.commit()

    shown = client.get("/api/v1/suppliers/civica-uk").json

    assert (shown["contracts"], shown["by_authority"], shown["by_end"]) == (0, [], [])


def test_a_supplier_lists_those_that_turned_out_to_be_it(client, merged):
    (member,) = client.get("/api/v1/suppliers/civica-uk").json["merged"]

    assert (member["id"], member["by"], member["merged_into"]) == (merged, None, member["stands_for"])


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("service=housing-management", 1),
        ("service=libraries", 0),
        ("is_sme=true", 1),
        ("is_sme=false", 0),
        ("is_vcse=true", 0),
        ("parent=holding", 1),
    ],
)
def test_suppliers_are_found_by_what_they_are_and_sell(client, session, merged, query, found):
    session.add(Supplier(id="holding", slug="holding", name="Holding Limited"))
    session.flush()
    session.get_one(Supplier, merged).is_sme = True
    session.scalars(select(Supplier).where(Supplier.company_number == "01628868")).one().parent_id = "holding"
    session.commit()

    assert len(client.get(f"/api/v1/suppliers?{query}").json) == found


def test_a_parent_that_nothing_is_called_is_told(client):
    assert client.get("/api/v1/suppliers?parent=nobody").status_code == 422


def test_a_supplier_shows_its_parent_and_the_parent_what_it_owns(client, session):
    session.add(Supplier(id="holding", slug="holding", name="Holding Limited"))
    session.flush()
    session.scalars(select(Supplier).where(Supplier.company_number == "01628868")).one().parent_id = "holding"
    session.commit()

    assert client.get("/api/v1/suppliers/civica-uk").json["parent"]["id"] == "holding"
    assert [each["slug"] for each in client.get("/api/v1/suppliers/holding").json["subsidiaries"]] == ["civica-uk"]
