"""Who may do what: every role over every operation, every field and every audience."""

import re

import pytest

from registry.api.schemas.correction import ContractCorrection
from registry.api.schemas.system import SystemCorrection
from registry.roles import ALLOWED, Role, Scope
from search.sync import drain
from tests.example_releases import contract_details
from tests.filing import file
from tests.keys import key

CAMDEN, HACKNEY = "E09000007", "E09000012"
READS, WRITES = {"get"}, {"post", "put", "patch", "delete"}
SECRET = "xyzzyplugh"
"""Stands nowhere but in what is kept back."""


@pytest.fixture
def operations(client):
    paths = client.get("/api/openapi.json").json["paths"]
    return [
        (path, method, of) for path, ways in paths.items() for method, of in ways.items() if method in READS | WRITES
    ]


@pytest.fixture
def keys(session, supplier_id):
    """A key of every role; those of authorities are Camden's."""
    return {
        "officer": key(session, "officer", CAMDEN),
        "viewer": key(session, "viewer", CAMDEN),
        "editor": key(session, "editor"),
        "admin": key(session, "admin"),
        "supplier": key(session, "supplier", supplier_id=supplier_id),
    }


@pytest.fixture
def hackney(session):
    return key(session, "officer", HACKNEY)


@pytest.fixture
def supplier_id(session, knowledge, client):
    file(session, knowledge, contract_details())
    return client.get("/api/v1/suppliers").json[0]["id"]


@pytest.fixture
def theirs(client, hackney):
    """A contract and a system of Hackney's."""
    contract = {"title": "Telephony", "service": "telephony", "reference": "H-1", "suppliers": [{"name": "Voice Ltd"}]}
    told = client.post("/api/v1/contracts", json=contract, headers=hackney).json
    system = client.post(
        "/api/v1/systems", json={"name": "Switchboard", "services": ["telephony"]}, headers=hackney
    ).json
    return {"contract": told, "system": system}


def needed(of):
    """Return the scope that an operation documents as needed; None when it is for everyone, or for any key."""
    scopes = of.get("security", [{"bearerAuth": []}])[0]["bearerAuth"]
    return Scope(scopes[0]) if scopes else None


def filled(path, theirs, supplier_id):
    """Return an address of one of Hackney's records, where the operation is about one."""
    kind = path.split("/")[3]
    ids = {
        "contracts": theirs["contract"]["id"],
        "systems": theirs["system"]["id"],
        "authorities": HACKNEY,
        "suppliers": supplier_id,
        "products": "nec-housing",
        "services": "telephony",
    }
    return re.sub(r"{\w+}", ids.get(kind, "x"), path)


def call(client, method, path, headers, **options):
    return client.open(path, method=method.upper(), headers=headers, **options)


def test_every_write_needs_a_key_and_says_so(client, operations):
    for path, method, of in operations:
        if method in WRITES:
            assert needed(of), f"{method} {path}"
            assert {"401", "403"} <= of["responses"].keys(), f"{method} {path}"
            answer = call(client, method, re.sub(r"{\w+}", "x", path), None, json={})
            assert answer.status_code == 401, f"{method} {path}"


def test_a_role_does_nothing_beyond_its_scopes(client, operations, keys):
    for path, method, of in operations:
        scope = needed(of)
        for role, header in keys.items():
            if scope and scope not in ALLOWED[Role(role)]:
                answer = call(client, method, re.sub(r"{\w+}", "x", path), header, json={})
                assert answer.status_code == 403, f"{role} {method} {path}"
                assert answer.mimetype == "application/problem+json"


def test_a_key_without_the_scope_does_not_get_what_its_role_could(client, operations, session):
    narrow = key(session, "officer", CAMDEN, scopes=[])
    for path, method, of in operations:
        if needed(of):
            assert call(client, method, re.sub(r"{\w+}", "x", path), narrow, json={}).status_code == 403, path


BODIES = {
    "correct": {"title": "Ours now"},
    "options": {"options": []},
    "decision": {"decision": "exit"},
    "merge": {"into": "x"},
    "distinct": {"from": "x"},
}


def test_nobody_writes_about_what_is_another_authoritys(client, operations, keys, theirs, supplier_id):
    etags = {kind: client.get(of["url"]).headers["ETag"] for kind, of in theirs.items()}
    tried = 0
    for path, method, _of in operations:
        if method in WRITES and re.match(r"/api/v1/(contracts|systems)/{\w+}/", path):
            headers = {**keys["officer"], "If-Match": etags[path.split("/")[3].removesuffix("s")]}
            body = {"name": "Ours now"} if path.endswith("{key}/correct") else BODIES.get(path.rpartition("/")[2], {})
            answer = call(client, method, filled(path, theirs, supplier_id), headers, json=body)
            assert answer.status_code == 403, f"{path}: {answer.json}"
            tried += 1
    assert tried > 8
    assert {kind: client.get(of["url"]).headers["ETag"] for kind, of in theirs.items()} == etags


def write(client, record, action, headers, body):
    etag = client.get(record["url"], headers=headers).headers["ETag"]
    answer = client.post(f"{record['url']}/{action}", json=body, headers={**headers, "If-Match": etag})
    assert answer.status_code == 200, answer.json


def secrets(schema):
    """Return a body with the secret in every field that takes any text."""
    texts = {"title", "reference", "extension_text", "procedure", "framework", "product", "name"}
    texts |= {"software_version", "hosting_detail", "ask", "experience"}
    lists = {"modules", "interfaces", "standards", "replaces"}
    given = dict.fromkeys(texts & schema.fields.keys(), SECRET)
    given |= {name: [SECRET] for name in lists & schema.fields.keys()}
    return given


@pytest.fixture
def drafts(client, theirs, hackney, app):
    """Everything that Hackney keeps to itself."""
    for kind, schema in (("contract", ContractCorrection()), ("system", SystemCorrection())):
        body = secrets(schema)
        hidden = dict.fromkeys(body, "draft")
        write(client, theirs[kind], "correct", hackney, {**body, "visibility": hidden, "note": SECRET})
    decision = {
        "decision": "exit",
        "reason": SECRET,
        "visibility": {"decision": "embargoed"},
        "public_from": "2199-01-01",
    }
    write(client, theirs["contract"], "decision", hackney, decision)
    drain(app.extensions["sessions"], app.extensions["search"])


def test_no_operation_shows_a_draft_to_anyone_else(client, operations, keys, theirs, drafts, supplier_id):
    others = {"public": None, **{role: header for role, header in keys.items() if role != "admin"}}
    for path, method, _of in operations:
        if method in READS:
            for role, header in others.items():
                answer = client.get(filled(path, theirs, supplier_id), headers=header)
                assert SECRET.encode() not in answer.data, f"{role} {path}"


def test_no_search_finds_a_draft(client, drafts, keys):
    for header in (None, *keys.values()):
        assert client.get("/api/v1/search", query_string={"q": SECRET}, headers=header).json["total"] == 0
        assert client.get("/api/v1/search/suggest", query_string={"q": SECRET}, headers=header).json == []


def test_no_page_shows_a_draft(client, theirs, drafts):
    for kind, of in theirs.items():
        for path in (f"/{kind}s/{of['id']}", "/authorities/hackney", "/services/telephony", "/"):
            assert SECRET not in client.get(path).text, path


def test_an_authority_sees_its_own_drafts(client, theirs, drafts, hackney, keys):
    for header in (hackney, keys["admin"]):
        for of in theirs.values():
            assert SECRET in client.get(of["url"], headers=header).text


def test_what_is_for_boroughs_reaches_no_public_answer(client, operations, keys, theirs, hackney, supplier_id, app):
    body = secrets(SystemCorrection())
    shared = {name: body[name] for name in ("software_version", "hosting_detail", "ask", "experience")}
    write(client, theirs["system"], "correct", hackney, shared)
    drain(app.extensions["sessions"], app.extensions["search"])

    for path, method, _of in operations:
        if method in READS and "/search" not in path:
            for header in (None, keys["supplier"]):
                answer = client.get(filled(path, theirs, supplier_id), headers=header)
                assert SECRET.encode() not in answer.data, path
    assert client.get("/api/v1/search", query_string={"q": SECRET}).json["total"] == 0
    for role in ("viewer", "officer", "editor"):
        assert SECRET in client.get(theirs["system"]["url"], headers=keys[role]).text


def test_a_shared_contract_is_written_by_each_of_its_authorities_and_drafts_stay_apart(
    client, session, hackney, theirs, keys
):
    write(client, theirs["contract"], "correct", hackney, {"authorities": ["hackney", "camden"]})
    body = {"framework": SECRET, "visibility": {"framework": "draft"}}
    write(client, theirs["contract"], "correct", keys["officer"], body)

    assert SECRET in client.get(theirs["contract"]["url"], headers=keys["officer"]).text
    assert SECRET not in client.get(theirs["contract"]["url"], headers=hackney).text


def test_a_supplier_whose_name_would_show_is_not_named_in_a_draft(client, theirs, hackney):
    etag = client.get(theirs["contract"]["url"], headers=hackney).headers["ETag"]
    body = {"suppliers": [{"name": f"{SECRET} Ltd"}], "visibility": {"suppliers": "draft"}}
    answer = client.post(f"{theirs['contract']['url']}/correct", json=body, headers={**hackney, "If-Match": etag})

    assert answer.status_code == 422
    assert "suppliers" in answer.json["errors"]["json"]
    assert SECRET not in client.get("/api/v1/suppliers").text
