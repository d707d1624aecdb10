"""The index follows products, systems and what is listed."""

import pytest
from sqlalchemy import func, select

from registry.models import (
    Authority,
    Contract,
    ContractSupplier,
    IndexQueue,
    Product,
    ProductName,
    Service,
    Supplier,
    System,
    SystemAuthority,
    SystemContract,
    SystemService,
)
from search.engines.engine import SearchRequest
from search.language import read
from search.records import all_documents
from search.sync import Differences, check, drain
from tests.search.examples import authority, contract, product, service, supplier, system

SYSTEM, PRODUCT, CONTRACT = "system:system0000001", "product:tenancy-one", "contract:contract00001"


@pytest.fixture
def found(sessions, engine):
    """Return what brings the index up to date and finds the ids of documents by words."""

    def find(text):
        drain(sessions, engine)
        return {hit.id for hit in engine.search(SearchRequest(read(text).tree)).hits}

    return find


@pytest.fixture
def change(sessions):
    """Change attributes of one record."""

    def change_one(model, key, **values):
        with sessions.begin() as session:
            record = session.get(model, key)
            for name, value in values.items():
                setattr(record, name, value)

    return change_one


@pytest.fixture
def remove(sessions):
    """Delete one row."""

    def remove_one(model, key):
        with sessions.begin() as session:
            session.delete(session.get(model, key))

    return remove_one


@pytest.fixture
def estate(save, found):
    save(
        authority(),
        service(),
        supplier(),
        product(services=["housing-management"]),
        contract(supplier_ids=["supplier00001"], product_id="tenancy-one"),
        system(
            name="Suite",
            authorities=["E09000018"],
            services=["housing-management"],
            contracts=["contract00001"],
            product_id="tenancy-one",
        ),
    )
    found("")


def test_a_new_name_of_a_product_is_found_on_all_that_has_to_do_with_it(estate, change, found):
    change(Product, "tenancy-one", name="Rentwise")

    assert found("rentwise") == {PRODUCT, SYSTEM, CONTRACT}
    assert found("tenancy") == set()


def test_another_name_of_a_product_is_found_while_it_has_it(estate, save, remove, found):
    save(ProductName(product_id="tenancy-one", name="Landtrack", kind="former"))
    assert found("landtrack") == {PRODUCT, SYSTEM, CONTRACT}

    remove(ProductName, ("tenancy-one", "Landtrack"))
    assert found("landtrack") == set()


@pytest.mark.parametrize(
    ("model", "key", "values", "expected"),
    [
        (Authority, "E09000018", {"short_name": "Newname"}, {SYSTEM, "authority:E09000018"}),
        (Service, "housing-management", {"name": "Newname"}, {SYSTEM, PRODUCT, "service:housing-management"}),
        (Supplier, "supplier00001", {"name": "Newname"}, {SYSTEM, CONTRACT, "supplier:supplier00001"}),
        (System, "system0000001", {"name": "Newname"}, {SYSTEM}),
        (Product, "tenancy-one", {"maker": "Newname"}, {PRODUCT}),
    ],
)
def test_a_new_name_is_found_on_systems_and_products(estate, change, found, model, key, values, expected):
    change(model, key, **values)

    assert found("newname") == expected


def test_a_link_of_a_system_is_found_while_it_is_there(estate, save, remove, found):
    save(authority("E09000009", "Ealing"), service("parking", "Parking", description=""), system("system0000002", "B"))
    links = [
        (SystemAuthority, {"gss": "E09000009"}, "ealing"),
        (SystemService, {"service_id": "parking"}, "parking"),
        (SystemContract, {"contract_id": "contract00001"}, "meridian"),
    ]
    for model, other, word in links:
        save(model(system_id="system0000002", **other))
        assert "system:system0000002" in found(word)

        remove(model, ("system0000002", *other.values()))
        assert "system:system0000002" not in found(word)


def test_a_supplier_of_a_contract_is_one_of_its_systems_while_it_is_listed(estate, save, change, remove, found):
    save(supplier("supplier00002", "Bexcom"), *_sold_by("supplier00002"))
    assert SYSTEM in found("bexcom")

    change(Contract, "contract00001", is_listed=False)
    assert found("bexcom") == {"supplier:supplier00002"}

    change(Contract, "contract00001", is_listed=True)
    remove(ContractSupplier, ("contract00001", "supplier00002"))
    assert found("bexcom") == {"supplier:supplier00002"}


def _sold_by(supplier_id):
    return [ContractSupplier(contract_id="contract00001", sighted_id=supplier_id, supplier_id=supplier_id)]


@pytest.mark.parametrize(
    ("model", "key", "values", "gone"),
    [
        (Contract, "contract00001", {"is_listed": False}, CONTRACT),
        (Contract, "contract00001", {"is_listed": False, "merged_into_id": "contract00002"}, CONTRACT),
        (Contract, "contract00001", {"is_technology": False}, CONTRACT),
        (System, "system0000001", {"is_listed": False}, SYSTEM),
    ],
)
def test_what_is_not_listed_or_no_technology_leaves_the_index(
    estate, save, change, found, sessions, engine, model, key, values, gone
):
    save(contract("contract00002", "Kept"))
    change(model, key, **values)

    assert gone not in found("")
    assert gone not in {each.id for each in all_documents(sessions)}
    assert check(sessions, engine) == Differences(0, 0, 0)

    change(model, key, is_listed=True, **({"is_technology": True} if model is Contract else {}))
    assert gone in found("")


def test_a_check_finds_systems_and_products_that_differ(estate, sessions, engine):
    engine.apply([], [SYSTEM, PRODUCT])

    assert check(sessions, engine) == Differences(2, 0, 0)


def test_a_deleted_system_is_no_longer_found(save, sessions, found):
    save(system())
    with sessions.begin() as session:
        session.delete(session.get(System, "system0000001"))

    assert found("") == set()


def test_a_change_that_nothing_else_shows_queues_one_document(estate, change, sessions):
    change(Product, "tenancy-one", maker="Alder Software")
    change(Contract, "contract00001", title="Renamed")

    with sessions() as session:
        assert session.scalar(select(func.count()).select_from(IndexQueue)) == 2


def test_an_index_of_an_older_format_is_rebuilt_by_the_next_drain(estate, sessions, engine, found, tmp_path):
    link = tmp_path / "index" / "current"
    old = link.resolve().rename(tmp_path / "index" / "v1-20250101T000000000000")
    link.unlink()
    link.symlink_to(old.name)
    engine._reader.forget()
    assert not engine.is_ready()

    assert drain(sessions, engine) == 6
    assert PRODUCT in found("northgate")
