"""What the page of a contract says when its authority speaks, and what it keeps to itself."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from sqlalchemy import select

from registry.models import Contract, Statement, System
from tests.example_releases import contract_details
from tests.filing import file
from tests.keys import key

CAMDEN = "E09000007"


@pytest.fixture
def officer(session):
    return key(session, "officer", CAMDEN, label="Camden register")


@pytest.fixture
def contract(session, knowledge, client):
    file(session, knowledge, contract_details(contract={"title": "NEC Housing management system"}))
    return session.scalar(select(Contract))


@pytest.fixture
def write(client, contract, officer):
    def say(action, body=None, key=contract.id):
        url = f"/api/v1/contracts/{key}"
        etag = client.get(url, headers=officer).headers["ETag"]
        answer = client.post(f"{url}/{action}", json=body or {}, headers={**officer, "If-Match": etag})
        assert answer.status_code == 200, answer.json

    return say


@pytest.fixture
def page(client, contract):
    return lambda: client.get(f"/contracts/{contract.id}").text


def speak(session, kind, subject, source="authority", **more):
    said = {"subject_kind": kind, "subject_id": subject.id, "source": source, "belief": source, "gss": CAMDEN}
    session.add(Statement(**said, said_on=date(2026, 10, 1), recorded_at=datetime(2026, 10, 1, tzinfo=UTC), **more))
    session.commit()


@pytest.mark.parametrize("audience", ["draft", "boroughs", "embargoed"])
def test_what_is_not_public_is_on_no_page(client, session, contract, audience):
    fields = {"ends_on": "2047-12-24", "framework": "Secret framework"}
    until = date(2999, 1, 1) if audience == "embargoed" else None
    speak(session, "contract", contract, reference="own", audience=audience, public_from=until, fields=fields)

    for path in (f"/contracts/{contract.id}", "/authorities/camden", "/services/housing-management", "/systems"):
        told = client.get(path).text
        assert "2047" not in told, path
        assert "Secret" not in told, path
        assert "confirmed by the authority" not in told, path


def test_a_draft_of_a_system_is_not_on_its_page(client, session, contract):
    system = session.scalar(select(System))
    speak(session, "system", system, reference="own", audience="draft", fields={"modules": ["Secret module"]})

    assert "Secret module" not in client.get(f"/systems/{system.id}").text


def test_a_decision_is_shown_with_its_day_and_reason(write, page):
    write("decision", {"decision": "exit", "decided_on": "2026-03-01", "reason": "The service ends"})

    assert "do without it, decided on" in page()
    assert "The service ends" in page()


def test_options_are_told_in_words(write, page):
    write("options", {"options": [{"number": 2, "months": 12, "taken": 1, "notice_days": 90}]})

    assert "2 × 12 months, 1 taken, 90 days’ notice" in page()


def test_the_new_terms_are_shown(write, page):
    terms = {"agreement": "call_off", "framework": "G-Cloud 14", "open_ended": True, "review_on": "2027-05-09"}
    write("correct", {**terms, "annual_value": {"amount": "1200.50", "vat": "excluded"}})

    told = page()

    for promised in ("a call-off from a framework", "G-Cloud 14", "9 May 2027", "£1,200.50 without VAT"):
        assert promised in told


def test_what_no_source_says_is_named_in_one_line(page):
    assert "no source that we read speaks of it: " in page()


def test_a_change_is_on_the_page_with_who_made_it_and_what_was_before(write, page):
    write("correct", {"ends_on": "2030-01-01", "note": "Extended by the cabinet"})

    told = page()

    assert "corrected by Camden register: Extended by the cabinet" in told
    assert "Ends: 1 Jan 2030 <small>before: 14 Sep 2029</small>" in told


def test_many_changes_are_capped_with_a_link_to_the_rest(write, page, contract):
    for number in range(21):
        write("correct", {"reference": f"C{number}"})

    assert page().count("corrected by Camden register") == 20
    assert f'href="/api/v1/changes?contract={contract.id}"' in page()


def test_a_rejected_contract_says_so(write, page):
    write("reject")

    assert "Its authority says that this is not its contract." in page()


def test_what_a_register_says_in_words_stands_beside_the_field(session, contract, page):
    written = {"fields": {"title": "Housing"}, "as_written": {"review_on": "rolling, see file"}}
    speak(session, "contract", contract, "register", reference="import:1", **written)

    assert "as written: “rolling, see file”, Contracts register of Camden" in page()


def test_a_merged_contract_leads_to_the_one_that_it_became(client, session, contract, knowledge):
    other = contract_details("000010-2026", contract={"title": "Other system", "id": "2"})
    file(session, knowledge, {**other, "ocid": "ocds-h6vhtk-0ffff1"})
    merged = session.scalar(select(Contract).where(Contract.id != contract.id))
    merged.merged_into_id = contract.id
    session.commit()

    answer = client.get(f"/contracts/{merged.id}")

    assert answer.status_code == 308
    assert answer.location == f"/contracts/{contract.id}"


@time_machine.travel("2026-11-21T12:00:00Z")
def test_a_contract_lists_the_systems_bought_under_it_and_how_to_confirm_it(session, contract, page):
    system = session.scalar(select(System))

    assert f'href="/systems/{system.id}"' in page()
    assert f"POST /api/v1/contracts/{contract.id}/confirm" in page()
