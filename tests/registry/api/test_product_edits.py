"""What editors may write at `/products`, and what follows from it."""

import pytest
from sqlalchemy import select

from registry.models import Change, Product, System
from registry.seeding import seed
from tests.example_releases import contract_details
from tests.filing import file
from tests.keys import key

CX = "/api/v1/products/civica-cx"


@pytest.fixture(autouse=True)
def filled(session, knowledge):
    title = "Civica Cx housing management system"
    file(session, knowledge, contract_details(tender={"id": "CAM-1", "title": title}, contract={"title": title}))


@pytest.fixture
def editor(session):
    return key(session, "editor", label="Ada")


@pytest.fixture
def change(client, editor):
    """Changes a product as an editor who has just read it."""

    def changed(path=CX, **body):
        tag = client.get(path).headers["ETag"]
        return client.patch(path, json=body, headers={**editor, "If-Match": tag})

    return changed


def ids(client, **query):
    answer = client.get("/api/v1/products", query_string=query)
    assert answer.status_code == 200, answer.json
    return [each["id"] for each in answer.json]


def test_products_are_found_by_the_end_of_their_support(client, change):
    end = {"version": "4", "on": "2020-05-31", "source": "https://example.com/support"}
    assert change(ends=[end]).json["ends"] == [{**end, "is_past": True}]

    assert "civica-cx" in ids(client, ends_before="2020-05-31")
    assert "civica-cx" not in ids(client, ends_before="2020-05-30")


def test_a_new_name_makes_the_old_one_a_former_name(client, change):
    changed = change(name="Cx Housing Cloud")

    assert changed.status_code == 200, changed.json
    assert changed.json["former_names"] == ["Civica Cx"]
    assert ids(client, called="Civica Cx") == ["civica-cx"]


def test_systems_follow_the_name_of_their_product(session, change):
    change(name="Cx Housing Cloud")

    assert session.scalars(select(System.name)).one() == "Cx Housing Cloud"


def test_a_name_taken_back_is_no_former_name(change):
    change(name="Cx Housing Cloud")

    assert change(name="Civica Cx").json["former_names"] == ["Cx Housing Cloud"]


def test_a_change_is_on_record_with_what_it_changed(session, change):
    change(maker="Civica Group", note="It says so.")
    record = session.scalars(select(Change).where(Change.subject_kind == "product")).one()

    assert (record.by, record.action, record.subject_id, record.note) == ("Ada", "edit", "civica-cx", "It says so.")
    assert (record.before, record.after) == ({"maker": "Civica"}, {"maker": "Civica Group"})


def test_a_change_to_the_same_changes_nothing(session, client, change):
    before = client.get(CX).headers["ETag"]

    assert change(name="Civica Cx", aliases=["Civica Cx Housing", "Cx Housing"]).headers["ETag"] == before
    assert session.scalars(select(Change).where(Change.subject_kind == "product")).all() == []


def test_other_names_alone_make_a_new_version(client, change):
    before = client.get(CX).headers["ETag"]

    assert change(aliases=["Cx"]).headers["ETag"] != before


def test_reference_data_leaves_alone_what_an_editor_changed(session, change):
    change(maker="Civica Group")
    session.rollback()
    seed(session)

    assert session.get(Product, "civica-cx").maker == "Civica Group"


def test_a_change_of_what_was_changed_meanwhile_is_refused(client, editor, change):
    tag = client.get(CX).headers["ETag"]
    change(maker="Civica Group")
    answer = client.patch(CX, json={"maker": "Civica plc"}, headers={**editor, "If-Match": tag})

    assert answer.status_code == 412
    assert answer.json["errors"]["changes"][0]["after"] == {"maker": "Civica Group"}


def test_a_change_without_having_read_is_refused(client, editor):
    assert client.patch(CX, json={"maker": "Civica plc"}, headers=editor).status_code == 428


@pytest.mark.parametrize("role", ["viewer", "officer", "supplier"])
def test_other_roles_may_not_keep_products(client, session, role):
    headers = {**key(session, role, gss="E09000007"), "If-Match": client.get(CX).headers["ETag"]}

    assert client.patch(CX, json={"maker": "x"}, headers=headers).status_code == 403
    assert client.post("/api/v1/products", json={"name": "New"}, headers=headers).status_code == 403


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "name"),
        ({"note": "Nothing."}, "name"),
        ({"name": "—"}, "name"),
        ({"name": None}, "name"),
        ({"maker_number": "1628868"}, "maker_number"),
        ({"services": ["alchemy"]}, "services"),
        ({"ends": [{"version": "1", "on": "soon", "source": "https://example.com"}]}, "ends"),
        ({"ends": [{"version": "1", "on": "2027-01-01", "source": "javascript:alert(1)"}]}, "ends"),
        ({"aliases": ["x"] * 51}, "aliases"),
        ({"name": "NEC Housing"}, "name"),
        ({"aliases": ["SX3"]}, "aliases"),
        ({"former_names": ["sx-3", "SX3"]}, "former_names"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_a_wrong_value_is_refused_by_the_name_of_its_field(change, body, field):
    answer = change(**body)

    assert answer.status_code == 422
    assert list(answer.json["errors"]["json"]) == [field]


def test_a_shared_name_is_refused_with_the_other_that_has_it(change):
    assert "nec-housing" in change(aliases=["Northgate Housing"]).json["errors"]["json"]["aliases"][0]


def test_a_product_is_added_under_an_id_made_of_its_name(client, session, editor):
    answer = client.post("/api/v1/products", json={"name": "Acme Rents", "aliases": ["Acme"]}, headers=editor)

    assert answer.status_code == 201, answer.json
    assert answer.headers["Location"].endswith("/api/v1/products/acme-rents")
    assert client.get(answer.headers["Location"]).json["aliases"] == ["Acme"]
    assert session.scalars(select(Change.action).where(Change.subject_id == "acme-rents")).all() == ["create"]


def test_a_product_is_not_added_twice(client, editor):
    answer = client.post("/api/v1/products", json={"name": "Other", "id": "civica-cx"}, headers=editor)

    assert answer.status_code == 409


def test_a_name_without_latin_letters_needs_an_id(client, editor):
    assert client.post("/api/v1/products", json={"name": "系统"}, headers=editor).status_code == 422
    assert client.post("/api/v1/products", json={"name": "系统", "id": "xitong"}, headers=editor).status_code == 201
