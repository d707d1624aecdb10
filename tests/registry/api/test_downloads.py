"""How files are sent: with a name and a licence, from one connection that is given back, and only what is public."""

import io
import zipfile
from datetime import UTC, date, datetime

import pytest
import time_machine
from sqlalchemy.exc import OperationalError

from registry.api.clock import today
from registry.models import Contract, Statement
from tests.example_releases import OCID, award, contract_details, contracts_finder_award, invitation
from tests.filing import file
from tests.registry.exports.answers import lines, table
from tests.registry.exports.ocds_schema import errors_in

DOWNLOADS = ["contracts.csv", "contracts.jsonl", "contracts.xlsx", "ocds/releases.jsonl", "bundle.zip"]


@pytest.fixture
def filled(session, knowledge):
    file(session, knowledge, invitation(), award(), contract_details(), contracts_finder_award())


def contract(number):
    return {
        "id": f"c{number}",
        "title": f"Contract {number}",
        "status": "active",
        "cpv": [],
        "service_words": [],
        "ends_on": date(2027, 1, 1),
    }


@time_machine.travel("2026-11-21T12:00:00Z", tick=False)
@pytest.mark.parametrize("path", DOWNLOADS)
def test_a_file_has_a_dated_name_and_its_licence(client, filled, path):
    answer = client.get(f"/api/v1/{path}")
    disposition = answer.headers["Content-Disposition"]

    assert disposition.startswith('attachment; filename="thirty3-')
    assert "2026-11-21." in disposition
    assert 'version/3/>; rel="license"' in answer.headers["Link"]


@pytest.mark.parametrize("path", DOWNLOADS)
def test_head_tells_the_same_without_the_file(client, filled, path):
    asked, got = client.head(f"/api/v1/{path}"), client.get(f"/api/v1/{path}")

    assert (asked.status_code, asked.data) == (200, b"")
    assert asked.mimetype == got.mimetype
    assert asked.headers["Content-Disposition"] == got.headers["Content-Disposition"]


def connections_in_use(app):
    return app.extensions["engine"].pool.checkedout()


@pytest.mark.parametrize("path", DOWNLOADS)
def test_the_connection_is_given_back_at_the_end(app, client, filled, path):
    client.get(f"/api/v1/{path}", buffered=True)

    assert connections_in_use(app) == 0


def test_the_connection_is_given_back_when_the_client_goes_away(app, client, session, monkeypatch):
    monkeypatch.setattr("registry.exports.rows.PARTITION", 2)
    session.add_all(Contract(**contract(number)) for number in range(20))
    session.commit()
    answer = client.get("/api/v1/contracts.csv", buffered=False)
    assert next(answer.iter_encoded()).count(b"\r\n") == 3
    assert connections_in_use(app) == 1
    answer.close()

    assert connections_in_use(app) == 0


def test_what_fails_before_the_first_byte_is_a_problem(app, client, monkeypatch):
    def broken(*_):
        raise OperationalError("SELECT", {}, Exception("locked"))

    monkeypatch.setattr("registry.api.exports.partitions", broken)
    answer = client.get("/api/v1/contracts.csv")

    assert answer.status_code == 503
    assert answer.mimetype == "application/problem+json"
    assert connections_in_use(app) == 0


def test_what_fails_later_cuts_the_answer_short(app, client, monkeypatch):
    def broken(*_):
        yield []
        raise ValueError("a broken row")

    monkeypatch.setattr("registry.api.exports.partitions", broken)
    answer = client.get("/api/v1/contracts.csv", buffered=False)
    with pytest.raises(ValueError, match="a broken row"):
        list(answer.iter_encoded())
    answer.close()

    assert connections_in_use(app) == 0


def test_a_sheet_that_would_not_hold_all_rows_is_refused_with_the_way_out(client, filled, monkeypatch):
    monkeypatch.setattr("registry.exports.workbooks.MOST_ROWS", 1)
    answer = client.get("/api/v1/contracts.xlsx")

    assert answer.status_code == 422
    assert "csv" in answer.json["detail"]
    assert client.get("/api/v1/contracts.csv").status_code == 200


def test_the_public_address_is_in_every_permalink(app, client, filled):
    app.config["PUBLIC_URL"] = "https://registry.example/"
    (row, *_) = table(client.get("/api/v1/contracts.csv"))

    assert row["url"] == f"https://registry.example/api/v1/contracts/{row['id']}"


def test_releases_take_the_filters_of_contracts(client, filled):
    assert len(lines(client.get("/api/v1/ocds/releases.jsonl"))) == 2
    (found,) = lines(client.get("/api/v1/ocds/releases.jsonl", query_string={"ocid": OCID}))
    assert found["ocid"] == OCID
    assert client.get("/api/v1/ocds/releases.jsonl?colour=red").status_code == 422


def test_a_contract_is_had_as_a_release_package(client, filled):
    (shown,) = client.get("/api/v1/contracts", query_string={"ocid": OCID}).json
    answer = client.get(f"{shown['url']}/ocds")

    assert errors_in(answer.json) == []
    assert client.get(answer.json["uri"]).json == answer.json
    assert client.get(f"{shown['url']}/ocds", headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304
    assert client.get("/api/v1/contracts/nothing/ocds").status_code == 404


def test_the_bundle_opens(client, filled):
    with zipfile.ZipFile(io.BytesIO(client.get("/api/v1/bundle.zip").data)) as archive:
        assert archive.testzip() is None
        assert f"thirty3-{today()}/datapackage.json" in archive.namelist()


def test_what_was_rejected_or_merged_is_in_no_file(client, session):
    session.add(Contract(**contract(1)))
    session.flush()
    session.add_all(
        [
            Contract(**contract(2), is_listed=False),
            Contract(**contract(3), is_listed=False, merged_into_id="c1"),
        ]
    )
    session.commit()

    assert [row["id"] for row in table(client.get("/api/v1/contracts.csv"))] == ["c1"]
    assert [line["contracts"][0]["id"] for line in lines(client.get("/api/v1/ocds/releases.jsonl"))] == ["c1"]
    assert client.get("/api/v1/contracts/c2/ocds").status_code == 404
    assert client.get("/api/v1/contracts/c3/ocds").headers["Location"] == "/api/v1/contracts/c1/ocds"


def test_how_sure_an_end_is_rests_on_what_everyone_may_see(client, session):
    session.add(Contract(**contract(1)))
    said = {"subject_kind": "contract", "subject_id": "c1", "source": "authority", "belief": "authority"}
    draft = {"audience": "embargoed", "public_from": date(2099, 1, 1), "fields": {"ends_on": "2027-01-01"}}
    at = datetime(2026, 9, 1, tzinfo=UTC)
    session.add(Statement(**said, **draft, reference="a", said_on=date(2026, 9, 1), recorded_at=at))
    session.commit()

    for on in ("2026-11-21", "2100-01-01"):
        (row,) = table(client.get("/api/v1/renewals.csv", query_string={"on": on}))
        assert row["confidence"] == "low"
