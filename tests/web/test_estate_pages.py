"""What the pages of systems, products and coverage promise to say."""

import pytest
from sqlalchemy import select

from registry.models import Contract, Product, ProductName, System
from tests.example_releases import contract_details
from tests.filing import file
from tests.keys import key

CAMDEN = "E09000007"


@pytest.fixture
def officer(session):
    return key(session, "officer", CAMDEN, label="Camden register")


@pytest.fixture
def system(session, knowledge, client):
    """A system that a contract of Camden's proposes."""
    file(session, knowledge, contract_details(contract={"title": "NEC Housing management system"}))
    return session.scalar(select(System))


def write(client, system, action, headers, body=None):
    url = f"/api/v1/systems/{system.id}"
    etag = client.get(url, headers=headers).headers["ETag"]
    answer = client.post(f"{url}/{action}", json=body or {}, headers={**headers, "If-Match": etag})
    assert answer.status_code == 200, answer.json
    return answer


def test_a_proposed_system_says_that_nobody_confirmed_it(client, system):
    page = client.get(f"/systems/{system.id}").text

    assert "Sources say so; its authority has not confirmed it." in page
    assert "Worked out by us from a contract for it" in page
    assert 'href="/products/nec-housing"' in page


def test_a_system_shows_its_contracts_with_the_day_to_act(client, system):
    page = client.get(f"/systems/{system.id}").text

    assert "NEC Housing management system" in page
    assert "14 Sep 2029" in page
    assert "Act by" in page


def test_what_an_authority_says_of_its_system_is_shown_as_its_word(client, system, officer):
    told = {"has_open_api": True, "standards": ["UPRN"], "modules": ["Repairs"], "first_used_on": "2019-04-01"}
    write(client, system, "correct", officer, told)

    page = client.get(f"/systems/{system.id}").text

    for promised in ("UPRN", "Repairs", "1 Apr 2019", "The authority itself", "corrected by Camden register"):
        assert promised in page


def test_versions_are_for_boroughs_and_never_on_a_page(client, system, officer):
    write(client, system, "correct", officer, {"software_version": "7.31", "experience": "Slow at month end"})

    page = client.get(f"/systems/{system.id}").text

    assert "7.31" not in page
    assert "Slow at month end" not in page
    assert "shared among boroughs with a key" in page


def test_a_rejected_system_says_so_and_is_not_listed(client, system, officer):
    write(client, system, "reject", officer)

    assert "Its authority says that this is not theirs." in client.get(f"/systems/{system.id}").text
    assert f"/systems/{system.id}" not in client.get("/systems").text


def test_systems_are_found_by_a_former_name_of_their_product(client, system):
    assert f"/systems/{system.id}" in client.get("/systems", query_string={"name": "northgate housing"}).text
    assert f"/systems/{system.id}" not in client.get("/systems", query_string={"name": "civica"}).text


@pytest.mark.parametrize(
    ("asked", "is_shown"),
    [
        ({"service": "housing-management"}, True),
        ({"service": "parking"}, False),
        ({"authority": "camden"}, True),
        ({"authority": "hackney"}, False),
        ({"status": "live"}, False),
        ({"service": "nonsense"}, True),
    ],
)
def test_systems_are_narrowed_by_service_authority_and_status(client, system, asked, is_shown):
    assert (f"/systems/{system.id}" in client.get("/systems", query_string=asked).text) is is_shown


@pytest.mark.parametrize("name", ["\x00", "%", "a" * 5000, "' OR 1=1 --", "😀"])
@pytest.mark.parametrize("path", ["/systems", "/products"])
def test_no_name_breaks_a_list(client, path, name):
    assert client.get(path, query_string={"name": name, "service": "\x00"}).status_code == 200


def test_a_filter_leads_on_from_page_to_page(read):
    assert 'href="?status=proposed&amp;page=2"' in read("/systems", status="proposed")


def test_a_product_shows_who_uses_it_until_when(client, system):
    page = client.get("/products/nec-housing").text

    for promised in (
        "Sources tell of 1 authority that uses it",
        "Camden",
        "14 Sep 2029",
        "Once called",
        "Northgate Housing",
    ):
        assert promised in page


def test_an_end_of_support_that_has_gone_is_marked_past(client, session):
    source = "https://example.org/lifecycle"
    ends = [{"version": "1", "on": "2020-01-01", "source": source}, {"version": "2", "on": "2999-01-01", "source": ""}]
    session.add(Product(id="atlas", name="Atlas", services=[], needs=[], ends=ends))
    session.commit()

    page = client.get("/products/atlas").text

    assert "1: support ended on" in page
    assert "2: support ends on" in page
    assert page.count('<span class="state past_end">past</span>') == 1
    assert f'href="{source}"' in page


def test_a_product_is_found_by_any_name(client, session):
    session.add(Product(id="atlas", name="Atlas", services=[], needs=[], ends=[]))
    session.add(ProductName(product_id="atlas", name="Old Globe", kind="former"))
    session.commit()

    assert "/products/atlas" in client.get("/products?name=globe").text


def test_products_in_use_come_first_with_their_number_of_users(client, system):
    page = client.get("/products").text

    assert page.index("/products/") == page.index("/products/nec-housing")


def test_a_service_shows_its_systems_and_the_shares_of_its_suppliers(client, system):
    page = client.get("/services/housing-management").text

    assert f"/systems/{system.id}" in page
    assert "Suppliers by running contracts" in page
    assert "100%" in page


def test_an_authority_shows_its_systems_before_its_contracts_and_what_is_not_known(client, system):
    page = client.get("/authorities/camden").text

    assert page.index(f"/systems/{system.id}") < page.index("Contracts, by service")
    assert "Nothing is known of 79 services" in page
    assert "1 running contract rests on documents alone" in page


def test_only_listed_technology_is_shown_of_an_authority(client, session, system):
    contract = session.scalar(select(Contract))
    contract.is_technology = False
    session.commit()

    assert f"/contracts/{contract.id}" not in client.get("/authorities/camden").text


def test_coverage_says_what_is_missing(client, system):
    page = client.get("/coverage").text

    assert "Nothing is known of 32 of 33 authorities." in page
    assert "Never read: Find a Tender, Contracts Finder." in page
