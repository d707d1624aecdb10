"""`POST /imports/payments`."""

import io
import json

import pytest
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from tests.keys import key
from tests.scrapers.payments.example_payments import CAMDEN, contracts_of_camden, file_of, pence_under, row
from tests.scrapers.registers.example_imports import contracts, everything

HACKNEY = "E09000012"


@pytest.fixture(autouse=True)
def camden(sessions, tmp_path):
    contracts_of_camden(sessions, tmp_path / "locks")


@pytest.fixture
def officer(session):
    return key(session, "officer", CAMDEN, label="Camden register")


def send(client, headers, *rows, data=None, **form):
    file = FileStorage(io.BytesIO(file_of(*rows) if data is None else data), "payments.csv", name="file")
    boundary, body = encode_multipart({**form, "file": file})
    kind = f"multipart/form-data; boundary={boundary}"
    return client.post("/api/v1/imports/payments", data=body, headers=headers, content_type=kind)


def test_a_file_is_only_read_unless_asked(client, officer, sessions):
    answer = send(client, officer, row())

    assert answer.status_code == 200
    assert answer.json["is_applied"] is False
    assert answer.json["counts"]["attached"] == 1
    assert pence_under(sessions, "C1") == []


def test_it_tells_what_became_of_each_row_and_names_no_payee(client, officer, sessions):
    answer = send(client, officer, row(), row(supplier="Mr J Smith", number="2"))

    assert answer.json["rows"][0] == {
        "row": 2,
        "status": "attached",
        "why": None,
        "contract": f"/api/v1/contracts/{contracts(sessions)['C1'].id}",
        "matched_by": "reference",
        "paid_on": "2026-05-01",
        "amount": "40000.00",
        "vat": "excluded",
        "transaction": "1001",
    }
    assert answer.json["rows"][1]["why"] == "its payee is a person"
    assert "Smith" not in answer.text
    assert "Example" not in answer.text


def test_some_rows_can_be_asked_for(client, officer):
    answer = send(client, officer, row(), row(supplier="Mr J Smith", number="2"), tell="dropped")

    assert [each["row"] for each in answer.json["rows"]] == [3]


def test_applied_the_contract_tells_its_payments_and_their_sum(client, officer, sessions):
    answer = send(client, officer, row(), row(net="10,000.50", number="1002"), apply="true")

    told = client.get(answer.json["rows"][0]["contract"]).json
    assert answer.json["counts"]["changed"] == 1
    assert told["paid"] == {
        "amount": "50000.50",
        "amount_with_vat": None,
        "currency": "GBP",
        "vat": "excluded",
        "payments": 2,
        "derived": 0,
        "first_on": "2026-05-01",
        "last_on": "2026-05-01",
    }
    assert [each["value"]["amount"] for each in told["payments"]] == ["40000.00", "10000.50"]
    assert told["sources"]["payments"]["source"] == "payments"
    assert client.get(told["sources"]["payments"]["url"]).json[0]["by"] == "Camden register"


def test_again_it_changes_nothing(client, officer, sessions):
    send(client, officer, row(), apply="true")
    before = everything(sessions, without=("api_keys",))

    assert send(client, officer, row(), apply="true").json["counts"]["changed"] == 0
    assert everything(sessions, without=("api_keys",)) == before


def test_a_column_can_be_named(client, officer):
    data = file_of(
        row(), headers=("Body", "Supplier", "Cleared when", "Net", "Transaction Number", "Contract Reference")
    )

    assert "No column gives the day" in send(client, officer, data=data).json["errors"]["form"]["file"][0]
    columns = json.dumps({"Cleared when": "paid_on"})
    assert send(client, officer, data=data, columns=columns).json["counts"]["attached"] == 1


def test_an_officer_imports_for_no_other_authority(client, officer):
    assert send(client, officer, row(), authority="hackney").status_code == 403


def test_a_viewer_imports_nothing(client, session):
    assert send(client, key(session, "viewer", CAMDEN), row()).status_code == 403


def test_without_a_key_nothing_is_read(client):
    assert send(client, {}, row()).status_code == 401


def test_only_a_form_is_taken(client, officer):
    assert client.post("/api/v1/imports/payments", json={}, headers=officer).status_code == 415


def test_a_file_that_is_too_large_is_refused(client, officer):
    assert send(client, officer, data=b"a" * (21 * 1024 * 1024)).status_code == 413


def test_the_contracts_page_tells_them_and_what_changed(client, officer, sessions):
    send(client, officer, row(), apply="true")

    told = client.get(f"/contracts/{contracts(sessions)['C1'].id}").text
    assert "<strong>£40,000 without VAT</strong> in 1 payment that we know of" in told
    assert "imported by Camden register" in told
    assert "Paid: £40,000 <small>before: none</small>" in told
