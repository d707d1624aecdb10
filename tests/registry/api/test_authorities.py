"""What `/authorities` answers: an authority's estate, and what is not known of it."""

import pytest

from registry.models import Contract, ContractAuthority
from tests.example_releases import award, contract_details, contracts_finder_award, invitation
from tests.filing import file

CAMDEN = "/api/v1/authorities/camden"


@pytest.fixture(autouse=True)
def filled(session, knowledge):
    file(session, knowledge, invitation(), award(), contract_details(), contracts_finder_award())


@pytest.fixture
def add(session):
    def added(id_, **columns):
        session.add(Contract(id=id_, title=id_, status="active", cpv=[], service_words=[], **columns))
        session.flush()
        session.add(ContractAuthority(contract_id=id_, gss="E09000007"))
        session.commit()

    return added


@pytest.fixture
def estate(client):
    def shown():
        return client.get(CAMDEN).json["estate"]

    return shown


def test_an_estate_counts_what_is_known_of_contracts(estate):
    shown = estate()

    assert (shown["contracts"], shown["running"], shown["with_known_end"], shown["with_value"]) == (2, 2, 2, 2)
    assert (shown["value_confirmed"], shown["confirmed_within_year"], shown["latest_word_on"]) == (0, 0, None)


def test_contracts_that_are_no_technology_are_counted_apart(estate, add):
    add("gritting", is_technology=False)
    shown = estate()

    assert (shown["contracts"], shown["other_contracts"]) == (2, 1)


def test_contracts_that_are_not_listed_do_not_count(estate, add):
    add("rejected", is_listed=False)

    assert estate()["contracts"] == 2


def test_a_yearly_value_counts_where_it_is_said_in_pounds(estate, add):
    add("pounds", annual_value_pence=120_050, currency="GBP", annual_vat="included")
    add("euros", annual_value_pence=99, currency="EUR")

    assert estate()["annual_value"] == {"amount": "1200.50", "known": 1, "with_vat": 1, "not_known": 3}


def test_ends_are_counted_by_year(estate):
    assert estate()["ends_by_year"] == [{"year": 2028, "contracts": 1}, {"year": 2029, "contracts": 1}]


def test_suppliers_have_shares_of_the_estate(estate):
    (holder,) = estate()["suppliers"]["suppliers"]

    assert (holder["supplier"]["slug"], holder["contracts"], holder["share"]) == ("civica-uk", 2, 1.0)
    assert estate()["suppliers"]["measure"]["hhi"] == 10_000


def test_a_contract_without_a_known_supplier_is_nobodys_share(estate, add):
    add("nobody")

    assert estate()["suppliers"]["measure"]["not_known"] == 1


def test_systems_are_counted_by_status(estate):
    assert sum(estate()["systems"].values()) >= 1
    assert set(estate()["systems"]) == {"proposed"}


def test_services_without_a_known_system_are_named(client, estate):
    unknown = {each["id"] for each in estate()["services_without_known_system"]}

    assert "parking" in unknown
    assert "housing-management" not in unknown


def test_decisions_are_counted(estate, add):
    add("leaving", decision="exit")

    assert estate()["decisions"] == {"exit": 1, "undecided": 2}
