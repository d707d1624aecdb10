"""A registry in which something of every kind waits for Camden's word."""

import json
from datetime import UTC, datetime

import time_machine

from tests.example_releases import contract_details, period
from tests.filing import file
from tests.keys import key

CAMDEN, HACKNEY = "E09000007", "E09000012"
A_YEAR_AGO = datetime(2025, 10, 1, 12, tzinfo=UTC)
TODAY = datetime(2026, 11, 21, 12, tzinfo=UTC)
INBOX = f"/api/v1/authorities/{CAMDEN}/inbox"


def details(letter, title, end="2029-09-14", **parts):
    """Return the contract details of a procurement of its own."""
    agreed = period("2024-09-15", end)
    own = {"contract": {"title": title, **parts.pop("contract", {})}, **parts}
    return contract_details(f"00000{letter}-2025", "2025-08-01T09:00:00+01:00", (), agreed, ocid=ocid(letter), **own)


def ocid(letter):
    return f"ocds-h6vhtk-0a000{letter}"


def told_again(release, number="000099-2026", **contract):
    """Return contract details published once more after they were confirmed, with other terms."""
    later = json.loads(json.dumps(release).replace(release["id"], number)) | {"date": "2026-11-02T09:00:00Z"}
    later["contracts"][0] |= contract
    return later


def contract_of(client, letter):
    return client.get("/api/v1/contracts", query_string={"ocid": ocid(letter)}).json[0]["url"]


def write(client, url, action, headers, body=None):
    etag = client.get(url, headers=headers).headers["ETag"]
    answer = client.post(f"{url}/{action}", json=body or {}, headers={**headers, "If-Match": etag})
    assert answer.status_code == 200, answer.json
    return answer


def read(client, headers, **arguments):
    """Return the items of Camden's inbox."""
    answer = client.get(INBOX, headers=headers, query_string={"page_size": 100, **arguments})
    assert answer.status_code == 200, answer.json
    return answer.json


def settle(client, headers, item, number=0):
    """Send one of the calls of an item as it is offered."""
    call = item["settle"][number]
    return client.open(
        call["url"], method=call["method"], json=call["body"], headers={**headers, "If-Match": item["etag"]}
    )


def fill(client, session, knowledge):
    """Fill the registry; return the header of an officer of Camden's."""
    officer = key(session, "officer", CAMDEN, label="Contracts desk")
    housing = details("d", "Housing management system")
    with time_machine.travel(A_YEAR_AGO):
        file(session, knowledge, housing, details("e", "Parking permits system"))
        write(client, contract_of(client, "d"), "confirm", officer)
        write(client, contract_of(client, "e"), "confirm", officer)
    over = details("f", "Libraries management system", end="2026-03-31")
    file(
        session,
        knowledge,
        told_again(housing, period=period("2024-09-15", "2031-01-01")),
        over,
        details("a", "Revenues and benefits system"),
        details("b", "Access database", contract={"value": {"amount": 1_500_000_000, "currency": "GBP"}}),
    )
    with time_machine.travel(TODAY):
        for reference in ("DN700001", "DN 700001"):
            body = {"title": "Telephony", "reference": reference, "service": "telephony"}
            assert client.post("/api/v1/contracts", json=body, headers=officer).status_code == 201
        plan_together(client, officer, key(session, "officer", HACKNEY))
    return officer


def plan_together(client, officer, other):
    """Let an authority invite Camden to a plan, and Camden's contract change that another plan replaces."""
    plan = {"title": "Housing together", "service": "housing-management", "starts_on": "2029-04-01"}
    assert client.post("/api/v1/plans", json={**plan, "members": ["camden"]}, headers=other).status_code == 201
    website = {"title": "Website hosting", "reference": "W-1", "service": "cloud-hosting", "ends_on": "2029-03-31"}
    website |= {"value": {"amount": "120000.00", "vat": "excluded"}}
    told = client.post("/api/v1/contracts", json=website, headers=officer)
    assert told.status_code == 201, told.json
    own = {**plan, "title": "Hosting together", "service": "cloud-hosting", "contracts": [told.json["id"]]}
    assert client.post("/api/v1/plans", json=own, headers=officer).status_code == 201
    write(client, told.json["url"], "correct", officer, {"ends_on": "2030-03-31"})
