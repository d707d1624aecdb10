"""What `/procurements` answers: the record, and what each release changed in it."""

import json

import pytest

from tests.example_releases import (
    CAMDEN,
    OCID,
    award,
    contract_details,
    document,
    invitation,
    release,
    tender,
    termination,
)
from tests.filing import file

FRAMEWORK = "ocds-h6vhtk-0f0001"


@pytest.fixture
def read(client):
    def read(ocid=OCID):
        answer = client.get(f"/api/v1/procurements/{ocid}")
        assert answer.status_code == 200, answer.json
        return answer.json

    return read


@pytest.fixture
def filed(session, knowledge):
    return lambda *releases: file(session, knowledge, *releases)


def market(number="000051-2026", code="UK14", tags=("tender",), **parts):
    return release(
        number,
        "2026-05-01T09:00:00+01:00",
        tags,
        ocid="ocds-h6vhtk-0d1111",
        tender=tender(documents=[document(number, code)], **parts),
    )


def call_off():
    related = [{"id": "framework", "relationship": ["framework"], "scheme": "ocid", "identifier": FRAMEWORK}]
    return contract_details(relatedProcesses=related)


def test_a_procurement_shows_its_record(filed, read):
    filed(invitation(), contract_details())

    record = read()["record"]

    assert record["tag"] == ["compiled"]
    assert (record["tender"]["status"], record["contracts"][0]["status"]) == ("complete", "active")


def test_a_record_names_no_contact_person(filed, read):
    person = {**CAMDEN, "contactPoint": {"name": "A. Person", "email": "a.person@example.org"}}
    filed(invitation(buyers=[person]), award())

    assert "Person" not in json.dumps(read())


def test_every_release_is_shown_oldest_first(filed, read):
    filed(contract_details(), invitation())

    releases = read()["releases"]

    shown = [(each["release_id"], each["notice_type"], each["notice_type_name"], each["tag"]) for each in releases]
    assert shown == [
        ("000001-2026", "UK4", "Tender notice", ["tender"]),
        ("000003-2026", "UK7", "Contract details notice", ["award", "contract"]),
    ]


def test_a_release_links_to_its_notice(client, filed, read):
    filed(invitation())

    assert client.get(read()["releases"][0]["url"]).json["release"]["id"] == "000001-2026"


def test_a_release_says_in_words_what_it_changed(filed, read):
    filed(invitation(), invitation("000002-2026", "2026-05-20T09:00:00+01:00", closes="2026-06-17T12:00:00+01:00"))

    changes = read()["releases"][1]["changes"]

    assert {
        "words": "The deadline moved from 1 June to 17 June 2026.",
        "path": "tender/tenderPeriod/endDate",
        "before": "2026-06-01T12:00:00+01:00",
        "after": "2026-06-17T12:00:00+01:00",
        "merged": True,
    } in changes


def test_a_call_off_names_its_framework(filed, read):
    filed(call_off())

    told = read()

    assert (told["framework_ocid"], told["framework"]["url"]) == (FRAMEWORK, None)


def test_a_framework_that_is_held_is_linked_both_ways(filed, read):
    filed(call_off(), invitation(ocid=FRAMEWORK, tender={"title": "Software framework"}))

    up, down = read(), read(FRAMEWORK)

    assert up["framework"] == {
        "ocid": FRAMEWORK,
        "title": "Software framework",
        "url": f"/api/v1/procurements/{FRAMEWORK}",
    }
    assert [each["ocid"] for each in down["call_offs"]] == [OCID]
    assert down["framework"] is None


@pytest.mark.parametrize(("code", "tags"), [("UK13", ("tender",)), ("UK14", ("tender",)), ("UK15", ("tenderUpdate",))])
def test_a_dynamic_market_is_no_tender_to_answer(client, filed, read, code, tags):
    filed(market(code=code, tags=tags))

    assert read("ocds-h6vhtk-0d1111")["kind"] == "dynamic_market"
    assert "open" not in [each["kind"] for each in client.get("/api/v1/opportunities?at=2026-05-20").json]


def test_other_procurements_are_no_dynamic_markets(filed, read):
    filed(invitation())

    assert read()["kind"] == "procurement"


def life(number, code, contract, date="2027-03-01T09:00:00Z"):
    own = {"id": "1", "awardID": "1", "documents": [document(number, code)], **contract}
    return release(number, date, ("implementation",), tender=tender(), contracts=[own])


@pytest.fixture
def contract(client, filed, read):
    def contract(*releases):
        filed(contract_details(), *releases)
        return client.get(read()["contracts"][0]["url"]).json

    return contract


def test_a_contract_tells_why_it_ended_and_what_it_cost(contract):
    ended = termination()
    ended["contracts"][0]["terminationRationaleClassifications"] = [{"id": "mutuallyAgreed"}]
    ended["contracts"][0]["implementation"]["finalValue"] = {"amount": 90000, "amountGross": 108000, "currency": "GBP"}

    told = contract(ended)

    assert told["termination"] == {
        "ended_on": "2027-01-31",
        "reason": "both sides agreed",
        "reasons": ["mutuallyAgreed"],
        "final_value": {
            "amount": "90000.00",
            "amount_with_vat": "108000.00",
            "currency": "GBP",
            "vat": "excluded",
        },
    }
    assert told["sources"]["termination"]["reference"] == "000004-2026"


def test_a_proposed_change_is_shown_and_not_applied(contract):
    proposed = {"id": "a", "date": "2027-04-01T00:00:00+01:00", "period": {"endDate": "2031-09-14T23:59:59+01:00"}}

    told = contract(life("000008-2026", "UK10", {"proposedAmendments": [proposed]}))

    assert told["proposed_changes"] == [{"on": "2027-04-01", "ends_on": "2031-09-14"}]
    assert told["ends_on"] == "2029-09-14"


def test_a_change_that_is_made_is_proposed_no_more(contract):
    proposed = life("000008-2026", "UK10", {"proposedAmendments": [{"id": "a", "date": "2027-04-01T00:00:00+01:00"}]})
    made = {"amendments": [{"id": "a", "date": "2027-04-01T00:00:00+01:00", "rationale": "More users."}]}

    told = contract(proposed, life("000009-2026", "UK10", made, "2027-04-02T09:00:00+01:00"))

    assert told["proposed_changes"] is None
    assert told["changes_made"] == [{"on": "2027-04-01", "why": "More users."}]


def test_a_contract_shows_how_well_it_goes(contract):
    observed = {
        "measure": "99.7%",
        "measureClassification": {"id": "met", "description": "Good"},
        "period": {"startDate": "2026-04-01T00:00:00+01:00", "endDate": "2026-06-30T23:59:59+01:00"},
    }
    metric = {"id": "1", "title": "Availability", "description": "97% or above", "observations": [observed]}

    told = contract(life("000010-2026", "UK9", {"implementation": {"metrics": [metric]}}))

    assert told["performance"] == [
        {
            "indicator": "Availability",
            "target": "97% or above",
            "measure": "99.7%",
            "rating": "met",
            "rating_in_words": "Good",
            "starts_on": "2026-04-01",
            "ends_on": "2026-06-30",
        }
    ]


def test_a_payment_notice_is_known_and_its_payments_are_the_contracts(contract):
    paid = {"id": "p1", "date": "2026-11-02T00:00:00Z", "value": {"amountGross": 42000, "currency": "GBP"}}

    told = contract(life("000011-2026", "UK8", {"implementation": {"transactions": [paid]}}))

    assert [(each["paid_on"], each["value"]["amount"]) for each in told["payments"]] == [("2026-11-02", "42000.00")]


def test_a_contract_of_which_nothing_more_is_told_has_no_such_claims(contract):
    told = contract()

    assert (told["termination"], told["performance"], told["payments"]) == (None, None, None)


def test_a_payments_compliance_notice_belongs_to_its_buyer(client, filed):
    own = {"id": "000012-2026", "noticeType": "UK17", "documentType": "paymentsComplianceNotice"}
    filed(release("000012-2026", "2026-10-20T09:00:00+01:00", ("implementation",), documents=[own]))

    (notice,) = client.get("/api/v1/notices?notice_type=UK17&authority=camden").json

    assert notice["stage"] == "performance"
