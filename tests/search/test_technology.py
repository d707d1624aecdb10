"""Products, and the systems that they are in use, over HTTP: found by every name that a product has or had."""

import pytest

from registry.models import Contract, Product, System
from tests.search.examples import authority, contract, product, service, supplier, system

HOUNSLOW, EALING = "E09000018", "E09000009"
IDS = ["tenancy-one", "system0000001", "contract00001"]


@pytest.fixture
def estate(save):
    """A product, a system and a contract of it that do not say its old name, and a contract that says half of it."""
    save(
        authority(HOUNSLOW, "Hounslow"),
        authority(EALING, "Ealing"),
        service(),
        supplier(),
        product(aliases=["T1"], services=["housing-management"]),
        contract(title="Annual support", supplier_ids=["supplier00001"], product_id="tenancy-one"),
        contract("contract00002", "Northgate square homes: northgate lifts, homes", authorities=[EALING]),
        system(
            name="Landlord suite",
            authorities=[HOUNSLOW],
            services=["housing-management"],
            contracts=["contract00001"],
            product_id="tenancy-one",
            standards=["Open Referral UK"],
        ),
    )


@pytest.fixture
def ask(drained, estate):
    def get(path):
        response = drained().get(f"/api/v1/search{path}")
        assert response.status_code == 200, response.json
        return response.json

    return get


def ids(answer):
    return [hit["id"] for hit in answer["hits"]]


@pytest.mark.parametrize("name", ["northgate+homes", "%22Northgate Homes%22", "T1", "tenancy+one"])
def test_any_name_of_a_product_finds_it_first_then_its_systems_and_contracts(ask, name):
    found = ids(ask(f"?q={name}"))

    assert found[0] == "tenancy-one"
    assert set(found[1:3]) == {"system0000001", "contract00001"}


def test_a_hit_says_by_which_name_of_its_product_it_was_found(ask):
    hits = {hit["id"]: hit for hit in ask("?q=northgate+homes")["hits"]}

    assert [hits[each]["why"]["name"] for each in IDS] == ["Northgate Homes"] * 3
    assert hits["contract00001"]["why"]["fields"] == ["product"]
    assert hits["contract00002"]["why"]["name"] is None


def test_a_system_shows_what_it_is(ask):
    hit = ask("?q=landlord+suite")["hits"][0]

    assert (hit["kind"], hit["url"]) == ("system", "/api/v1/systems/system0000001")
    assert (hit["title"], hit["status"], hit["service"]) == ("Landlord suite", "live", None)
    assert [each["name"] for each in hit["authorities"]] == ["Hounslow"]
    assert [each["id"] for each in hit["services"]] == ["housing-management"]
    assert [each["name"] for each in hit["suppliers"]] == ["Meridian Systems Ltd"]
    assert hit["product"]["name"] == "Tenancy One"


def test_a_product_shows_what_it_is(ask):
    hit = ask("?q=tenancy+one&kind=product")["hits"][0]

    assert (hit["title"], hit["url"]) == ("Tenancy One", "/api/v1/products/tenancy-one")
    assert [each["id"] for each in hit["services"]] == ["housing-management"]
    assert (hit["status"], hit["authorities"]) == (None, [])


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?product=tenancy-one", set(IDS)),
        ("?product=northgate homes&kind=contract", {"contract00001"}),
        ("?kind=system,product", {"tenancy-one", "system0000001"}),
        ("?status=live", {"system0000001"}),
        ("?authority=hounslow&kind=system", {"system0000001"}),
        ("?supplier=supplier00001&kind=system", {"system0000001"}),
        ("?service=housing-management&kind=product,system", {"tenancy-one", "system0000001"}),
        ("?q=alder", {"tenancy-one"}),
        ("?q=open+referral", {"system0000001"}),
        ("?q=meridian&kind=system", {"system0000001"}),
        ("?q=hounslow&kind=system", {"system0000001"}),
    ],
)
def test_filters_and_words(ask, query, expected):
    assert set(ids(ask(query))) == expected


def test_products_and_states_are_counted(ask):
    facets = ask("")["facets"]

    assert facets["product"] == [{"value": "tenancy-one", "name": "Tenancy One", "count": 3}]
    assert {each["value"]: each["count"] for each in facets["status"]} == {"active": 2, "live": 1}


def test_a_product_that_there_is_not_is_named(drained):
    response = drained().get("/api/v1/search?product=atlantis")

    assert response.status_code == 422
    assert "product" in response.json["errors"]["query"]


@pytest.mark.parametrize("typed", ["tenan", "northg"])
def test_a_product_is_suggested_by_any_of_its_names(ask, typed):
    first = ask(f"/suggest?q={typed}")[0]

    assert (first["kind"], first["title"]) == ("product", "Tenancy One")


def test_a_system_is_suggested_once_and_after_what_it_is_called_like(ask, save):
    save(system("system0000002"), system("system0000003", "Tenancy One for Ealing"))

    assert [each["id"] for each in ask("/suggest?q=tenancy")] == ["tenancy-one", "system0000003"]


@pytest.mark.parametrize(
    ("model", "key", "values"),
    [
        (Contract, "contract00001", {"is_listed": False}),
        (Contract, "contract00001", {"is_technology": False}),
        (System, "system0000001", {"is_listed": False}),
    ],
)
def test_what_is_no_longer_listed_is_not_shown_even_before_the_index_knows(
    drained, estate, client, sessions, model, key, values
):
    assert key in ids(drained().get("/api/v1/search").json)
    with sessions.begin() as session:
        for name, value in values.items():
            setattr(session.get(model, key), name, value)

    assert key not in ids(client.get("/api/v1/search").json)
    assert key not in ids(drained().get("/api/v1/search").json)


def test_a_product_once_called_like_a_service_does_not_hide_it(ask, save):
    save(product("other", "Other", former=["Housing management"]))

    assert set(ids(ask("?q=housing+management"))[:2]) == {"housing-management", "other"}


def test_a_product_keeps_its_title_whatever_it_was_called(ask, sessions):
    with sessions.begin() as session:
        session.get(Product, "tenancy-one").name = "Tenancy Two"

    assert ask("?q=northgate+homes")["hits"][0]["title"] == "Tenancy Two"
