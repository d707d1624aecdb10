"""Writing about suppliers: by editors only, and only on what they have read."""

import pytest
from sqlalchemy import select

from registry.models import Change
from tests.example_releases import award, contract_details
from tests.filing import file
from tests.keys import key

OTHER = {"id": "GB-FTS-9", "name": "Civica Software Ltd", "roles": ["supplier"]}
NUMBERED = "/api/v1/suppliers/civica-uk"
BY_NAME = "/api/v1/suppliers/civica-software"


@pytest.fixture(autouse=True)
def filled(session, knowledge):
    file(
        session,
        knowledge,
        contract_details(),
        award(number="8-2026", ocid="ocds-h6vhtk-0c0001", sellers=[OTHER]),
    )


@pytest.fixture
def editor(session):
    return key(session, "editor", label="The editors")


def tagged(client, path, who):
    """Return the headers of who has read what is at `path`."""
    answer = client.get(path, headers=who, follow_redirects=True)
    return {**who, "If-Match": answer.headers["ETag"]}


WRITES = [
    ("patch", NUMBERED, {"is_sme": True}),
    ("post", f"{BY_NAME}/merge", {"into": "civica-uk"}),
    ("post", f"{BY_NAME}/split", {}),
    ("post", f"{BY_NAME}/apart", {"from": "civica-uk"}),
]


@pytest.mark.parametrize(("method", "path", "body"), WRITES)
def test_who_has_not_read_it_cannot_write(client, editor, method, path, body):
    assert client.open(path, method=method, json=body, headers=editor).status_code == 428


@pytest.mark.parametrize(("method", "path", "body"), WRITES)
def test_who_has_read_an_older_version_is_told_what_changed(client, editor, method, path, body):
    read = path.removesuffix("/merge").removesuffix("/split").removesuffix("/apart")
    old = tagged(client, read, editor)
    client.patch(read, json={"is_vcse": True}, headers=old)

    answer = client.open(path, method=method, json=body, headers=old)

    assert answer.status_code == 412
    assert answer.json["errors"]["changes"][0]["after"] == {"is_vcse": True}


@pytest.mark.parametrize("role", [None, "viewer", "officer", "supplier"])
@pytest.mark.parametrize(("method", "path", "body"), [*WRITES, ("get", "/api/v1/suppliers/suggestions", None)])
def test_only_editors_decide_about_suppliers(client, session, role, method, path, body):
    who = key(session, role) if role else {}

    answer = client.open(path, method=method, json=body, headers={**who, "If-Match": "*"})

    assert answer.status_code == (403 if role else 401)
    assert session.scalars(select(Change)).all() == []


def test_a_supplier_that_nobody_knows_is_not_found(client, editor):
    for method, path, body in WRITES:
        gone = path.replace("civica-uk", "nobody").replace("civica-software", "nobody")
        assert client.open(gone, method=method, json=body, headers={**editor, "If-Match": "*"}).status_code == 404
