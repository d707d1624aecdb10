"""What editors decide about suppliers: seen first, put on record, and taken back with one call."""

import pytest
from sqlalchemy import select

from registry.models import Change, Supplier
from tests.example_releases import CIVICA, award, contract_details
from tests.filing import file
from tests.keys import key

OTHER = {"id": "GB-FTS-9", "name": "Civica Software Ltd", "roles": ["supplier"]}
LIKE = {"id": "GB-FTS-8", "name": "Civica Softwares Ltd", "roles": ["supplier"]}
NUMBERED = "/api/v1/suppliers/civica-uk"
BY_NAME = "/api/v1/suppliers/civica-software"


@pytest.fixture(autouse=True)
def filled(session, knowledge):
    file(
        session,
        knowledge,
        contract_details(),
        award(number="8-2026", ocid="ocds-h6vhtk-0c0001", sellers=[OTHER]),
        award(number="9-2026", ocid="ocds-h6vhtk-0c0002", sellers=[LIKE]),
    )


@pytest.fixture
def editor(session):
    return key(session, "editor", label="The editors")


def tagged(client, path, who):
    """Return the headers of who has read what is at `path`."""
    answer = client.get(path, headers=who, follow_redirects=True)
    return {**who, "If-Match": answer.headers["ETag"]}


def changes(session):
    return [(each.action, each.by, each.note) for each in session.scalars(select(Change).order_by(Change.id))]


@pytest.fixture
def merged(client, editor):
    """The path of a supplier that an editor merged."""
    own = client.get(BY_NAME).json["url"]
    answer = client.post(f"{own}/merge", json={"into": "civica-uk"}, headers=tagged(client, own, editor))
    assert answer.status_code == 200
    return own


def test_a_merged_supplier_shows_as_the_other_and_splits_again(client, editor, merged):
    before = client.get(NUMBERED).json
    assert [each["by"] for each in before["merged"]] == ["The editors"]
    assert before["contracts"] == 2

    answer = client.post(f"{merged}/split", json={"note": "No"}, headers=tagged(client, merged, editor))

    assert (answer.status_code, answer.json["url"], answer.json["contracts"]) == (200, merged, 1)
    assert client.get(NUMBERED).json["merged"] == []


def test_every_write_leaves_a_change(client, session, editor, merged):
    client.post(f"{merged}/split", json={"note": "No"}, headers=tagged(client, merged, editor))
    client.patch(BY_NAME, json={"is_vcse": True}, headers=tagged(client, BY_NAME, editor))
    client.post(f"{BY_NAME}/apart", json={"from": "civica-uk"}, headers=tagged(client, BY_NAME, editor))

    assert changes(session) == [
        ("merge", "The editors", None),
        ("split", "The editors", "No"),
        ("correct", "The editors", None),
        ("apart", "The editors", None),
    ]


def test_what_cannot_be_merged_says_what_can_be_done(client, editor):
    answer = client.post(
        f"{NUMBERED}/merge", json={"into": "civica-software"}, headers=tagged(client, NUMBERED, editor)
    )

    assert answer.status_code == 409
    assert "merge that one into this one" in answer.json["detail"]


def test_a_merged_supplier_is_written_to_where_it_went(client, editor, merged):
    answer = client.patch(merged, json={"is_sme": True}, headers=tagged(client, merged, editor))

    assert answer.status_code == 409


def test_an_editor_corrects_a_supplier(client, editor):
    edit = {
        "name": "Civica Group Limited",
        "aliases": ["Civica Services Ltd"],
        "is_sme": False,
        "parent": "civica-software",
    }

    answer = client.patch(NUMBERED, json=edit, headers=tagged(client, NUMBERED, editor))

    shown = client.get(answer.json["url"]).json
    assert (shown["name"], shown["slug"], shown["is_sme"]) == ("Civica Group Limited", "civica-group", False)
    assert shown["parent"]["slug"] == "civica-software"
    assert "Civica Services Ltd" in shown["names"]


def test_a_parent_is_taken_away_with_null(client, editor):
    client.patch(NUMBERED, json={"parent": "civica-software"}, headers=tagged(client, NUMBERED, editor))

    answer = client.patch(NUMBERED, json={"parent": None}, headers=tagged(client, NUMBERED, editor))

    assert answer.json["parent"] is None


def test_no_company_owns_itself_by_any_way(client, editor):
    client.patch(NUMBERED, json={"parent": "civica-software"}, headers=tagged(client, NUMBERED, editor))

    for path, parent in ((NUMBERED, "civica-uk"), (BY_NAME, "civica-uk")):
        answer = client.patch(path, json={"parent": parent}, headers=tagged(client, path, editor))
        assert answer.status_code == 422


def test_a_company_number_leads_to_the_one_that_has_it(client, editor):
    answer = client.patch(BY_NAME, json={"company_number": "3914810"}, headers=tagged(client, BY_NAME, editor))

    assert (answer.json["company_number"], answer.json["contracts"]) == ("03914810", 1)


@pytest.mark.parametrize(("number", "status"), [("01628868", 409), ("nonsense", 422)])
def test_a_company_number_that_cannot_be_is_refused(client, editor, number, status):
    answer = client.patch(BY_NAME, json={"company_number": number}, headers=tagged(client, BY_NAME, editor))

    assert answer.status_code == status


def test_likely_pairs_are_suggested_until_someone_says_no(client, editor):
    (found,) = client.get("/api/v1/suppliers/suggestions", headers=editor).json
    assert {found["one"]["name"], found["other"]["name"]} == {OTHER["name"], LIKE["name"]}
    assert "they sell to one authority" in found["why"]

    own = found["one"]["url"]
    client.post(f"{own}/apart", json={"from": found["other"]["id"]}, headers=tagged(client, own, editor))

    assert client.get("/api/v1/suppliers/suggestions", headers=editor).json == []


def test_suggestions_can_be_asked_about_one_supplier(client, editor):
    path = "/api/v1/suppliers/suggestions"

    assert client.get(f"{path}?supplier=civica-uk", headers=editor).json == []
    assert len(client.get(f"{path}?supplier=civica-software", headers=editor).json) == 1


def test_two_that_are_one_cannot_be_kept_apart(client, editor, merged):
    answer = client.post(
        f"{NUMBERED}/apart", json={"from": merged.rpartition("/")[2]}, headers=tagged(client, NUMBERED, editor)
    )

    assert answer.status_code == 409


def test_an_unknown_other_is_told(client, editor):
    answer = client.post(f"{BY_NAME}/merge", json={"into": "nobody"}, headers=tagged(client, BY_NAME, editor))

    assert (answer.status_code, "nobody" in answer.json["detail"]) == (422, True)


def test_a_merge_is_refused_when_the_numbers_differ_unless_it_is_forced(client, session, editor, knowledge):
    second = {**CIVICA, "id": "x", "name": "Idox", "identifier": {"scheme": "GB-COH", "id": "03914810"}}
    file(session, knowledge, award(number="7-2026", ocid="ocds-h6vhtk-0c0003", sellers=[second]))
    own = client.get("/api/v1/suppliers/idox").json["url"]

    statuses = [
        client.post(f"{own}/merge", json={"into": "civica-uk", **how}, headers=tagged(client, own, editor)).status_code
        for how in ({}, {"force": True})
    ]

    assert statuses == [409, 200]
    assert session.scalars(select(Supplier.merged_into_id).where(Supplier.company_number == "03914810")).one()


def test_a_correction_corrects_something(client, editor):
    assert client.patch(NUMBERED, json={"note": "?"}, headers=tagged(client, NUMBERED, editor)).status_code == 422


def test_names_are_kept_without_stray_space(client, editor):
    answer = client.patch(NUMBERED, json={"name": "Civica  Group "}, headers=tagged(client, NUMBERED, editor))

    assert answer.json["name"] == "Civica Group"
