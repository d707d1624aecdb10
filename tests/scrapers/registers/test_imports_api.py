"""`/imports` over HTTP."""

import io
import json
import zipfile
from datetime import timedelta

import pytest
from sqlalchemy import select
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from registry.api.clock import today
from registry.models import Change, Contract
from tests.keys import key
from tests.scrapers.registers.example_imports import (
    CAMDEN,
    HOUSING,
    JULY,
    OCTOBER,
    PARKING,
    TREES,
    contracts,
    everything,
)
from tests.scrapers.registers.example_register import csv_of, xlsx_of, zip_of

HACKNEY = "E09000012"


@pytest.fixture
def officer(session):
    return key(session, "officer", CAMDEN)


def send(client, headers, *rows, data=None, filename="register.csv", **form):
    sent = csv_of(*rows) if data is None else data
    file = FileStorage(io.BytesIO(sent), filename, name="file")
    boundary, body = encode_multipart({**form, "file": file})
    kind = f"multipart/form-data; boundary={boundary}"
    return client.post("/api/v1/imports", data=body, headers=headers, content_type=kind)


def test_a_register_is_read_first(client, officer, sessions):
    answer = send(client, officer, HOUSING, PARKING, said_on="2026-07-01")

    assert answer.status_code == 201
    assert answer.headers["Location"] == answer.json["url"]
    assert (answer.json["state"], answer.json["said_on"], answer.json["authority"]) == ("read", "2026-07-01", CAMDEN)
    assert answer.json["counts"]["understood"] == 2
    assert contracts(sessions) == {}


def test_the_mapping_is_shown(client, officer):
    columns = send(client, officer, HOUSING).json["columns"]

    assert columns[3] == {
        "header": "Start Date",
        "field": "starts_on",
        "why": "its header says so",
        "samples": ["01/04/2024"],
    }


def test_the_mapping_can_be_corrected(client, officer):
    first = send(client, officer, HOUSING)

    second = send(client, officer, HOUSING, columns=json.dumps({"End Date": "review_on"}))

    assert second.status_code == 200
    assert second.json["id"] == first.json["id"]
    assert second.json["columns"][4]["field"] == "review_on"


def test_what_is_read_can_be_applied(client, officer, sessions):
    read = send(client, officer, HOUSING)

    answer = client.post(f"{read.json['url']}/apply", headers={**officer, "If-Match": read.headers["ETag"]})

    assert answer.status_code == 200
    assert (answer.json["state"], answer.json["counts"]["new"]) == ("applied", 1)
    assert "C1" in contracts(sessions)


def test_a_register_can_be_applied_at_once(client, officer, sessions):
    answer = send(client, officer, HOUSING, apply="true")

    assert (answer.status_code, answer.json["state"]) == (201, "applied")
    assert "C1" in contracts(sessions)


def test_the_same_file_again_changes_nothing(client, officer, sessions):
    first = send(client, officer, HOUSING, apply="true")
    before = everything(sessions)

    second = send(client, officer, HOUSING, apply="true")

    assert second.status_code == 200
    assert second.headers["ETag"] == first.headers["ETag"]
    assert everything(sessions) == before


def test_the_report_tells_of_every_row(client, officer):
    unclear = ("C4", "Lifts", "Lift Ltd", "soon", "31/03/2028", "£1.00")
    rows = send(client, officer, HOUSING, unclear, apply="true").json["rows"]

    answer = client.get(rows, headers=officer)

    assert [row["status"] for row in answer.json] == ["understood", "partly"]
    assert answer.json[1]["as_written"] == {"starts_on": "soon"}
    assert "starts_on" in answer.json[1]["problems"]
    assert answer.json[1]["raw"]["Start Date"] == "soon"
    assert client.get(answer.json[0]["contract"]).json["title"] == "Housing management system"


def test_rows_are_found_by_status(client, officer):
    unclear = ("C4", "Lifts", "Lift Ltd", "soon", "31/03/2028", "£1.00")
    rows = send(client, officer, HOUSING, unclear).json["rows"]

    assert [row["number"] for row in client.get(f"{rows}?status=partly,refused", headers=officer).json] == [3]


def test_a_contract_leads_to_the_row_that_speaks_of_it(client, officer, sessions):
    send(client, officer, HOUSING, apply="true")

    source = client.get(f"/api/v1/contracts/{contracts(sessions)['C1'].id}").json["sources"]["ends_on"]

    assert (source["source"], source["belief"]) == ("register", "register")
    assert client.get(source["url"], headers=officer).status_code == 200


def test_what_vanished_is_told_by_title(client, officer):
    send(client, officer, HOUSING, PARKING, said_on=JULY.isoformat(), apply="true")

    answer = send(client, officer, HOUSING, said_on="2026-08-01", apply="true")

    assert [(each["title"], each["reference"]) for each in answer.json["vanished"]] == [
        ("Parking permits system", "C2")
    ]


def test_an_xlsx_file_is_taken(client, officer):
    data = xlsx_of(Contracts=[("Title", "Supplier", "Start date", "End date"), ("Lifts", "Lift Ltd", JULY, OCTOBER)])

    assert send(client, officer, data=data, filename="register.xlsx").json["counts"]["understood"] == 1


def test_every_write_is_on_record(client, officer, session):
    import_id = send(client, officer, HOUSING, apply="true").json["id"]

    changes = session.scalars(select(Change).where(Change.subject_id == import_id)).all()
    assert [(each.action, each.audience, each.by) for each in changes] == [
        ("read", "draft", "officer for tests"),
        ("import", "public", "officer for tests"),
    ]


ROLES = [("viewer", CAMDEN), ("editor", None), ("officer", HACKNEY), (None, None)]


@pytest.mark.parametrize(("role", "gss"), ROLES)
def test_only_officers_of_the_authority_import(client, session, sessions, role, gss):
    headers = key(session, role, gss) if role else {}
    before = everything(sessions, without=("api_keys",))

    answer = send(client, headers, HOUSING, authority="camden", apply="true")

    assert answer.status_code == (403 if role else 401)
    assert everything(sessions, without=("api_keys",)) == before


@pytest.mark.parametrize(("role", "gss"), ROLES)
def test_only_officers_of_the_authority_apply(client, session, officer, role, gss):
    read = send(client, officer, HOUSING)
    headers = key(session, role, gss) if role else {}

    answer = client.post(f"{read.json['url']}/apply", headers={**headers, "If-Match": read.headers["ETag"]})

    assert answer.status_code == (403 if role else 401)
    assert session.scalars(select(Contract)).all() == []


def test_an_officer_without_the_scope_may_not_import(client, session):
    assert send(client, key(session, "officer", CAMDEN, scopes=["estate"]), HOUSING).status_code == 403


def test_an_admin_imports_for_any_authority_and_says_which(client, session):
    admin = key(session, "admin")

    assert send(client, admin, HOUSING).status_code == 422
    assert send(client, admin, HOUSING, authority="hackney").json["authority"] == HACKNEY


@pytest.mark.parametrize(
    ("role", "gss", "sees"),
    [(None, None, False), ("officer", HACKNEY, False), ("viewer", CAMDEN, True), ("admin", None, True)],
)
def test_an_import_is_seen_by_its_authority_alone(client, session, officer, role, gss, sees):
    url = send(client, officer, HOUSING).json["url"]
    headers = key(session, role, gss) if role else {}

    assert len(client.get("/api/v1/imports", headers=headers).json) == sees
    for path in (url, f"{url}/rows"):
        assert client.get(path, headers=headers).status_code == (200 if sees else 404)


def test_applying_needs_the_etag_of_what_was_read(client, officer):
    read = send(client, officer, HOUSING)
    old = {**officer, "If-Match": read.headers["ETag"]}
    send(client, officer, HOUSING, columns=json.dumps({"End Date": "review_on"}))

    assert client.post(f"{read.json['url']}/apply", headers=officer).status_code == 428
    assert client.post(f"{read.json['url']}/apply", headers=old).status_code == 412


def bomb():
    sheet = b"<worksheet><sheetData>" + b"<row><c><v>1</v></c></row>" * 4_000_000 + b"</sheetData></worksheet>"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
    return out.getvalue()


FORMULA = xlsx_of(Contracts=[("Title", "Supplier", "Contract value"), ("Lifts", "Lift Ltd", ("formula", "=1+1"))])
HOSTILE = {
    "empty": b"",
    "blank": b" \r\n \x00",
    "program": b"MZ\x90\x00\x03" + bytes(range(256)) * 40,
    "picture": b"\x89PNG\r\n\x1a\n" + b"\x00" * 100,
    "page": b"<!doctype html><table><tr><td>Title</td></tr></table>",
    "no header": b"1,2,3\n4,5,6\n",
    "endless header": b"T" * 1_000_000 + b",Supplier\nA,B\n",
    "many columns": b",".join(b"Title" for _ in range(5000)) + b"\n1\n",
    "not a zip": b"PK\x03\x04 nothing",
    "empty zip": zip_of({}),
    "formula": FORMULA,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_that_is_no_register_is_refused_with_the_fix(client, officer, sessions, name):
    before = everything(sessions, without=("api_keys",))

    answer = send(client, officer, data=HOSTILE[name], filename="../../a\x7f.csv")

    assert answer.status_code == 422, answer.json
    assert answer.mimetype == "application/problem+json"
    assert "file" in answer.json["errors"]["form"]
    assert everything(sessions, without=("api_keys",)) == before


def test_a_zip_bomb_is_refused(client, officer):
    assert send(client, officer, data=bomb(), filename="register.xlsx").status_code == 422


def test_a_file_larger_than_the_limit_is_refused(client, officer):
    answer = send(client, officer, data=b"Title,Supplier\n" + b"a,b\n" * 5_500_000)

    assert answer.status_code in (413, 422)


def test_other_operations_keep_their_small_limit(client, officer):
    body = json.dumps({"title": "x" * 2_000_000})

    answer = client.post("/api/v1/contracts", data=body, headers=officer, content_type="application/json")

    assert answer.status_code == 413


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ({"authority": "atlantis"}, "authority"),
        ({"said_on": "soon"}, "said_on"),
        ({"said_on": (today() + timedelta(days=3)).isoformat()}, "said_on"),
        ({"columns": "{"}, "columns"),
        ({"columns": '["Title"]'}, "columns"),
        ({"columns": '{"Title": 5}'}, "columns"),
        ({"columns": "[" * 100_000}, "columns"),
        ({"apply": "perhaps"}, "apply"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_a_bad_form_is_refused_by_name(client, officer, form, name):
    answer = send(client, officer, HOUSING, **form)

    assert answer.status_code == 422
    assert name in answer.json["errors"]["form"]


@pytest.mark.parametrize("columns", ['{"No such header": "title"}', '{"End Date": "no_such_field"}'])
def test_a_mapping_that_fits_no_column_or_field_names_those_there_are(client, officer, columns):
    answer = send(client, officer, HOUSING, columns=columns)

    assert answer.status_code == 422
    assert "are: " in answer.json["detail"]


def test_a_file_is_needed(client, officer):
    answer = client.post("/api/v1/imports", data={"apply": "no"}, headers=officer, content_type="multipart/form-data")

    assert answer.status_code == 422
    assert "file" in answer.json["errors"]["form"]


def test_a_text_is_no_file(client, officer):
    data = {"file": "Title,Supplier"}
    answer = client.post("/api/v1/imports", data=data, headers=officer, content_type="multipart/form-data")

    assert answer.status_code == 422
    assert "file" in answer.json["errors"]["form"]


def test_only_forms_are_taken(client, officer):
    assert client.post("/api/v1/imports", json={}, headers=officer).status_code == 415


def test_a_form_of_many_parts_is_refused(client, officer):
    answer = send(client, officer, TREES, **{f"part{number}": "x" for number in range(50)})

    assert answer.status_code == 413
