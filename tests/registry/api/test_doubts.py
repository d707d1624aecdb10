"""Values beyond reason: shown as published, counted nowhere, and released by an editor."""

import pytest

from registry.filing.filer import refile_all
from tests.example_releases import CAMDEN as CAMDEN_PARTY
from tests.example_releases import OCID, cancellation, contract_details, invitation, period
from tests.filing import file
from tests.keys import key

CAMDEN, HACKNEY = "E09000007", "E09000012"
PROCUREMENT = f"/api/v1/procurements/{OCID}"
WHY = {"why": "The council's decision of 3 June says so."}


def worth(amount, currency="GBP"):
    return {"amount": amount, "amountGross": amount * 1.2, "currency": currency}


HUGE, HUGER, PLAIN = worth(1_500_000_000), worth(2_500_000_000), worth(60_000)


@pytest.fixture
def editor(session):
    return key(session, "editor", label="Register desk")


@pytest.fixture
def officer(session):
    return key(session, "officer", CAMDEN)


@pytest.fixture
def filed(session, knowledge):
    return lambda *releases: file(session, knowledge, *releases)


@pytest.fixture
def contract(client, filed):
    """The link of a contract worth more than its buyer could ever spend."""
    filed(contract_details(contract={"value": HUGE}))
    return contracts(client)[0]["url"]


def contracts(client, **query):
    return client.get("/api/v1/contracts", query_string=query).json


def doubts(client, url):
    return [(each["field"], each["rule"]) for each in client.get(url).json["doubts"]]


def write(client, method, url, record, headers, body=None):
    etag = client.get(record, headers=headers).headers["ETag"]
    return client.open(url, method=method, json=body, headers={**headers, "If-Match": etag})


def put(client, record, field, headers, body=None):
    return write(client, "PUT", f"{record}/doubts/{field}/release", record, headers, body or WHY)


def test_a_value_beyond_reason_is_unknown_and_shown_as_published(client, contract):
    found = client.get(contract).json

    assert found["value"] is None
    assert found["doubts"] == [
        {
            "field": "value",
            "rule": "value_beyond_reason",
            "value": {
                "amount": "1500000000.00",
                "amount_with_vat": "1800000000.00",
                "currency": "GBP",
                "vat": "excluded",
            },
            "why": "it is more than the buyer could spend on it",
            "source": "find_a_tender",
            "reference": "000003-2026",
            "said_on": "2026-08-01",
        }
    ]


def test_it_is_in_no_sum(client, contract):
    assert "1500000000" not in client.get(f"/api/v1/authorities/{CAMDEN}/estate").text
    assert contracts(client, value_known="true", value_min="1") == []


def test_the_notice_stays_as_published_and_says_what_is_doubtful(client, filed):
    filed(invitation(tender={"value": HUGE}))
    notice = client.get("/api/v1/notices").json[0]
    found = client.get(notice["url"]).json

    assert found["value"]["amount"] == "1500000000.00"
    assert [each["rule"] for each in found["doubts"]] == ["value_beyond_reason"]


def test_doubtful_contracts_can_be_listed(client, filed, contract):
    filed(contract_details("000009-2026", ocid="ocds-h6vhtk-0a0009"))

    assert [each["url"] for each in contracts(client, doubtful="true")] == [contract]
    assert contract not in [each["url"] for each in contracts(client, doubtful="false")]


def test_a_term_that_ends_before_it_starts_has_no_end(client, filed):
    filed(contract_details(agreed=period("2026-09-15", "2024-09-14", "2024-09-14")))
    found = contracts(client)[0]

    assert (found["starts_on"], found["ends_on"], found["act_by_on"]) == ("2026-09-15", None, None)
    assert doubts(client, found["url"]) == [("ends_on", "ends_before_it_starts")]


def test_a_released_value_counts(client, contract, editor):
    answer = put(client, contract, "value", editor)

    assert answer.status_code == 200
    assert (answer.json["value"]["amount"], answer.json["doubts"]) == ("1500000000.00", [])


def test_a_release_is_on_record_with_its_reason(client, contract, editor):
    put(client, contract, "value", editor)
    change = client.get("/api/v1/changes", query_string={"action": "release"}).json[0]
    kept = client.get(f"{contract}/doubts/value/release").json

    assert (change["by"], change["note"], change["before"]) == ("Register desk", WHY["why"], {"value": None})
    assert (kept["by"], kept["why"], kept["rule"]) == ("Register desk", WHY["why"], "value_beyond_reason")


def test_a_release_outlives_working_everything_out_anew(client, contract, editor, sessions, knowledge):
    put(client, contract, "value", editor)
    list(refile_all(sessions, knowledge))

    assert client.get(contract).json["value"]["amount"] == "1500000000.00"


def test_a_release_holds_when_the_value_is_published_again(client, contract, editor, filed):
    put(client, contract, "value", editor)
    filed(contract_details("000009-2026", "2026-10-01T09:00:00+01:00", contract={"value": HUGE}))

    assert doubts(client, contract) == []


def test_another_doubtful_value_is_set_aside_anew(client, contract, editor, filed):
    put(client, contract, "value", editor)
    filed(contract_details("000009-2026", "2026-10-01T09:00:00+01:00", contract={"value": HUGER}))
    found = client.get(contract).json

    assert found["value"]["amount"] == "1500000000.00"
    assert [each["value"]["amount"] for each in found["doubts"]] == ["2500000000.00"]


def test_a_release_is_taken_back(client, contract, editor):
    put(client, contract, "value", editor)
    answer = write(client, "DELETE", f"{contract}/doubts/value/release", contract, editor)

    assert answer.status_code == 200
    assert (answer.json["value"], len(answer.json["doubts"])) == (None, 1)
    assert client.get(f"{contract}/doubts/value/release").status_code == 404


def test_what_nobody_doubts_cannot_be_released(client, contract, editor):
    assert put(client, contract, "ends_on", editor).status_code == 404


def test_only_who_has_read_it_releases(client, contract, editor):
    url = f"{contract}/doubts/value/release"

    assert client.put(url, json=WHY, headers=editor).status_code == 428
    assert client.put(url, json=WHY, headers={**editor, "If-Match": '"contracts-x-1-x"'}).status_code == 412


def test_an_officer_does_not_release(client, contract, officer):
    assert put(client, contract, "value", officer).status_code == 403


@pytest.mark.parametrize(
    ("role", "gss", "status"), [("editor", HACKNEY, 403), ("editor", CAMDEN, 200), ("admin", HACKNEY, 200)]
)
def test_an_editor_of_an_authority_releases_what_this_authority_buys(client, session, contract, role, gss, status):
    who = key(session, role, gss)

    assert put(client, contract, "value", who).status_code == status
    if status == 200:
        assert write(client, "DELETE", f"{contract}/doubts/value/release", contract, who).status_code == 200


def test_an_editor_of_another_authority_releases_nothing_of_a_procurement(client, session, procurement):
    assert put(client, PROCUREMENT, "value", key(session, "editor", HACKNEY)).status_code == 403
    assert ("value", "value_beyond_reason") in doubts(client, PROCUREMENT)


def test_an_officer_confirms_what_was_published(client, contract, officer):
    answer = write(client, "POST", f"{contract}/confirm", contract, officer, {"fields": ["value"]})

    assert answer.status_code == 200, answer.json
    assert (answer.json["value"]["amount"], answer.json["doubts"]) == ("1500000000.00", [])


def test_confirming_all_does_not_confirm_what_is_in_doubt(client, contract, officer):
    answer = write(client, "POST", f"{contract}/confirm", contract, officer, {})

    assert (answer.json["value"], len(answer.json["doubts"])) == (None, 1)


def inbox(client, officer):
    return client.get(f"/api/v1/authorities/{CAMDEN}/inbox", headers=officer, query_string={"kind": "set_aside"}).json


def test_the_inbox_asks_what_is_right(client, contract, officer):
    (item,) = inbox(client, officer)

    assert item["why"] == (
        "Notice 000003-2026 (find a tender) of 1 August 2026 says: value £1,500,000,000 without VAT. It was set aside "
        "because it is more than the buyer could spend on it: it counts nowhere until you say what is right."
    )
    assert item["against"]["reference"] == "000003-2026"


@pytest.mark.parametrize(
    ("published", "first", "told"),
    [
        (HUGE, "£1,500,000,000 without VAT is right", ("1500000000.00", "GBP")),
        (worth(60_000, "AED"), "It is in pounds: £60,000 without VAT", ("60000.00", "GBP")),
    ],
)
def test_one_call_settles_it(client, filed, officer, published, first, told):
    filed(contract_details(contract={"value": published}))
    item = inbox(client, officer)[0]
    call = item["settle"][0]
    answer = client.post(call["url"], json=call["body"], headers={**officer, "If-Match": item["etag"]})

    assert call["title"] == first
    assert (answer.json["value"]["amount"], answer.json["value"]["currency"]) == told
    assert inbox(client, officer) == []


def test_a_release_holds_for_a_contract_that_was_merged(client, contract, editor, officer, filed):
    filed(contract_details("000009-2026", ocid="ocds-h6vhtk-0a0009", contract={"value": {}}))
    other = next(each["url"] for each in contracts(client) if each["url"] != contract)
    put(client, contract, "value", editor)
    write(client, "POST", f"{contract}/merge", contract, officer, {"into": other.rpartition("/")[2]})

    assert client.get(other).json["value"]["amount"] == "1500000000.00"


@pytest.fixture
def procurement(filed):
    filed(invitation(closes="2076-06-01T12:00:00+01:00", tender={"value": HUGE}))


def test_a_procurement_has_the_same_rules(client, procurement):
    found = client.get(PROCUREMENT).json

    assert (found["value"], found["closes_at"]) == (None, None)
    assert [(each["field"], each["rule"], each["reference"]) for each in found["doubts"]] == [
        ("value", "value_beyond_reason", "000001-2026"),
        ("closes_at", "date_beyond_reason", "000001-2026"),
    ]


def test_a_procurement_whose_deadline_is_in_doubt_is_open_for_a_year_and_not_for_ever(client, procurement):
    def listed(at):
        return [
            each["id"] for each in client.get("/api/v1/opportunities", query_string={"at": at, "kind": "open"}).json
        ]

    assert listed("2026-06-01") == listed("2027-04-01") == [OCID]
    assert listed("2027-06-01") == []


def test_doubtful_procurements_can_be_listed(client, procurement, filed):
    filed(invitation("000009-2026", ocid="ocds-h6vhtk-0a0009"))
    listed = client.get("/api/v1/procurements", query_string={"doubtful": "true"}).json

    assert [each["ocid"] for each in listed] == [OCID]


def test_a_framework_may_be_huge(client, filed):
    filed(invitation(tender={"value": HUGE, "techniques": {"hasFrameworkAgreement": True}}))

    assert client.get(PROCUREMENT).json["value"]["amount"] == "1500000000.00"


def test_a_buyer_without_a_name_is_flagged(client, filed):
    filed(cancellation(buyers=()))

    assert doubts(client, PROCUREMENT) == [("buyer_name", "buyer_without_name")]


def test_a_released_value_of_a_procurement_counts(client, procurement, editor):
    answer = put(client, PROCUREMENT, "value", editor)

    assert answer.status_code == 200
    assert answer.json["value"]["amount"] == "1500000000.00"
    assert [each["field"] for each in answer.json["doubts"]] == ["closes_at"]


def test_it_counts_until_another_is_published(client, procurement, editor, filed):
    put(client, PROCUREMENT, "value", editor)
    filed(invitation("000009-2026", "2026-05-10T09:00:00+01:00", tender={"value": HUGER}))
    found = client.get(PROCUREMENT).json

    assert (found["value"], [each["field"] for each in found["doubts"]]) == (None, ["value"])


def test_a_release_of_a_procurement_is_taken_back(client, procurement, editor):
    put(client, PROCUREMENT, "value", editor)
    answer = write(client, "DELETE", f"{PROCUREMENT}/doubts/value/release", PROCUREMENT, editor)

    assert answer.json["value"] is None
    assert client.get(f"{PROCUREMENT}/doubts/value/release").status_code == 404


def test_pages_show_what_was_published_and_why_it_does_not_count(client, contract, filed):
    filed(invitation("000009-2026", ocid="ocds-h6vhtk-0a0009", closes="2076-06-01T12:00:00Z", buyers=[CAMDEN_PARTY]))
    page = client.get(contract.removeprefix("/api/v1")).text
    other = client.get("/procurements/ocds-h6vhtk-0a0009").text

    assert "published as £1,500,000,000 without VAT by" in page
    assert "set aside because it is more than the buyer could spend on it" in page
    assert "published as 1 Jun 2076, 13:00; set aside because it lies more than 10 years ahead" in other
