"""What suppliers say of themselves: their own words, apart from what authorities say."""

import pytest
from sqlalchemy import select

from registry.filing.supplier_joins import merge, split
from registry.filing.supplier_record import Decision
from registry.models import Change, Supplier
from tests.example_releases import award, contract_details
from tests.filing import AT, file
from tests.keys import key

OTHER = {"id": "GB-FTS-9", "name": "Idox Software Ltd", "roles": ["supplier"]}
PATH = "/api/v1/suppliers/civica-uk/profile"
WORDS = {
    "summary": "We make <b>housing</b> systems.",
    "services": ["housing-management"],
    "products": [{"name": "Cx", "description": "Housing management"}],
    "standards": ["ISO/IEC 27001"],
    "apis": [{"name": "Repairs", "url": "https://example.org/api", "open": True}],
    "is_sme": True,
    "used_by": ["camden", "Leeds City Council"],
    "website": "https://example.org",
    "contact_page": "https://example.org/contact",
}


@pytest.fixture(autouse=True)
def filled(session, knowledge):
    file(session, knowledge, contract_details(), award(number="8-2026", ocid="ocds-h6vhtk-0c0001", sellers=[OTHER]))


def supplier(session, name):
    return session.scalars(select(Supplier).where(Supplier.name == name)).one()


@pytest.fixture
def own(session):
    return key(session, "supplier", supplier_id=supplier(session, "Civica UK Limited").id, label="Civica")


def said(client, own, words=WORDS, **headers):
    return client.put(PATH, json=words, headers={**own, **headers})


def test_a_supplier_describes_itself(client, own):
    answer = said(client, own)

    assert answer.status_code == 201
    shown = client.get("/api/v1/suppliers/civica-uk").json["own_words"]
    assert shown.items() >= WORDS.items()
    assert (shown["by"], shown["said_at"][:2]) == ("Civica", "20")
    assert client.get(PATH).json == shown


def test_its_words_are_not_mixed_with_what_is_published(client, own):
    said(client, own)

    shown = client.get("/api/v1/suppliers/civica-uk").json

    assert (shown["is_sme"], shown["own_words"]["is_sme"]) == (None, True)


def test_without_words_of_its_own_there_are_none(client):
    assert client.get("/api/v1/suppliers/civica-uk").json["own_words"] is None
    assert client.get(PATH).status_code == 404


def test_saying_again_replaces_and_needs_what_was_read(client, session, own):
    first = said(client, own)
    assert said(client, own, {"summary": "Other"}).status_code == 428
    assert said(client, own, {"summary": "Other"}, **{"If-None-Match": "*"}).status_code == 428

    second = said(client, own, {"summary": "Other"}, **{"If-Match": first.headers["ETag"]})

    assert (second.status_code, second.json.get("services")) == (200, None)
    assert said(client, own, WORDS, **{"If-Match": first.headers["ETag"]}).status_code == 412
    last = session.scalars(select(Change).order_by(Change.id.desc())).first()
    assert (last.action, last.by, last.after["summary"]) == ("describe", "Civica", "Other")


def test_the_tag_of_the_profile_as_read_is_good_too(client, own):
    said(client, own, **{"If-None-Match": "*"})

    tag = client.get(PATH).headers["ETag"]

    assert said(client, own, {"summary": "Other"}, **{"If-Match": tag}).status_code == 200


def test_a_supplier_takes_its_words_back(client, session, own):
    tag = said(client, own).headers["ETag"]
    assert client.delete(PATH, headers=own).status_code == 428

    assert client.delete(PATH, headers={**own, "If-Match": tag}).status_code == 204

    assert client.get(PATH).status_code == 404
    assert [each.action for each in session.scalars(select(Change).order_by(Change.id))] == ["describe", "withdraw"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("summary", ""),
        ("summary", "x" * 1001),
        ("summary", "Write to a.person@example.org"),
        ("services", ["no-such-service"]),
        ("products", [{"id": "no-such-product"}]),
        ("products", [{}]),
        ("standards", ["x"] * 51),
        ("apis", [{"name": "API", "url": "javascript:alert(1)"}]),
        ("website", "ftp://example.org"),
        ("website", "https://user:secret@example.org"),
        ("website", "https://exa mple.org"),
        ("website", "https://[::1"),
        ("contact_page", "mailto:a.person@example.org"),
        ("used_by", ["x" * 201]),
        ("is_sme", "perhaps"),
        ("email", "a.person@example.org"),
    ],
)
def test_what_is_too_long_or_wrong_or_personal_is_refused(client, session, own, field, value):
    assert said(client, own, {**WORDS, field: value}).status_code == 422
    assert session.scalars(select(Change)).all() == []


@pytest.mark.parametrize("role", [None, "viewer", "officer", "editor", "admin"])
@pytest.mark.parametrize("method", ["put", "delete"])
def test_nobody_else_speaks_for_a_supplier(client, session, role, method):
    who = key(session, role) if role else {}

    assert client.open(PATH, method=method, json=WORDS, headers=who).status_code == (403 if role else 401)


@pytest.mark.parametrize("method", ["put", "delete"])
def test_a_supplier_does_not_speak_for_another(client, session, method):
    for supplier_id in (supplier(session, "Idox Software Ltd").id, None):
        other = key(session, "supplier", supplier_id=supplier_id)

        assert client.open(PATH, method=method, json=WORDS, headers=other).status_code == 403


def test_a_supplier_that_was_merged_speaks_for_what_it_is(client, session, own):
    merge(session, supplier(session, "Idox Software Ltd"), supplier(session, "Civica UK Limited"), Decision("e", AT))
    session.commit()
    member = key(session, "supplier", supplier_id=supplier(session, "Idox Software Ltd").id)

    assert client.put(PATH, json=WORDS, headers=member).status_code == 201


def test_words_stay_with_who_said_them_through_merge_and_split(client, session):
    idox, civica = supplier(session, "Idox Software Ltd"), supplier(session, "Civica UK Limited")
    own_path = "/api/v1/suppliers/idox-software/profile"
    client.put(own_path, json=WORDS, headers=key(session, "supplier", supplier_id=idox.id))

    merge(session, idox, civica, Decision("e", AT))
    session.commit()
    assert client.get("/api/v1/suppliers/civica-uk").json["own_words"]["supplier"] == idox.id

    split(session, idox, Decision("e", AT))
    session.commit()
    assert client.get("/api/v1/suppliers/civica-uk").json["own_words"] is None
    assert client.get(own_path).status_code == 200


def test_there_are_no_words_of_a_supplier_that_nobody_knows(client, own):
    for method in ("get", "put", "delete"):
        answer = client.open("/api/v1/suppliers/nobody/profile", method=method, json=WORDS, headers=own)
        assert answer.status_code == 404
