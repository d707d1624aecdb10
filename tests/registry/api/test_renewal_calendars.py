"""Renewals as calendars, and counted."""

from datetime import date

import pytest
from icalendar import Calendar

from registry.api import renewal_calendars
from tests.example_releases import CAMDEN, HACKNEY, contract_details, period
from tests.filing import file
from tests.keys import key

ICS = "/api/v1/renewals.ics"


@pytest.fixture(autouse=True)
def on(monkeypatch):
    monkeypatch.setattr("registry.api.renewals.today", lambda: date(2026, 11, 21))


@pytest.fixture
def filled(session, knowledge):
    """Camden's contract to be replaced from 1 March 2027, and Hackney's, which ended."""
    camdens = contract_details(
        buyers=[CAMDEN], agreed=period("2020-01-01", "2028-09-01"), contract={"title": "Till\x07s"}
    )
    ended = period("2020-01-01", "2026-06-30")
    file(session, knowledge, camdens)
    file(session, knowledge, contract_details("9-2026", ocid="ocds-h6vhtk-0c9999", buyers=[HACKNEY], agreed=ended))


def events(answer):
    assert answer.status_code == 200, answer.text
    assert answer.mimetype == "text/calendar"
    return Calendar.from_ical(answer.data).walk("VEVENT")


def told(answer):
    return sorted(
        (event["dtstart"].dt.isoformat(), str(event["summary"]).partition(":")[0]) for event in events(answer)
    )


def test_a_calendar_has_days_to_act_and_ends(client, filled):
    expected = [("2026-06-30", "Ends"), ("2027-03-01", "Start to replace"), ("2028-09-01", "Ends")]

    assert told(client.get(ICS)) == expected


def test_an_authority_has_a_calendar_of_its_own(client, filled):
    answer = client.get("/api/v1/authorities/hackney/renewals.ics")

    assert told(answer) == [("2026-06-30", "Ends")]
    assert Calendar.from_ical(answer.data)["x-wr-calname"] == "Hackney: technology contracts"
    assert client.get("/api/v1/authorities/atlantis/renewals.ics").status_code == 404


def test_a_calendar_takes_the_filters_of_the_list(client, filled):
    assert told(client.get(f"{ICS}?state=past_end")) == [("2026-06-30", "Ends")]
    assert client.get(f"{ICS}?on=2026-01-01").status_code == 422


def test_an_event_says_whose_it_is_and_leads_to_the_contracts_page(client, filled):
    (event,) = (each for each in events(client.get(f"{ICS}?authority=camden")) if "Start" in each["summary"])
    contract = client.get("/api/v1/contracts?authority=camden").json[0]

    assert event["summary"] == "Start to replace: Tills (Camden)"
    assert event["url"].endswith(f"/contracts/{contract['id']}")
    assert event["uid"] == f"{contract['id']}-act-by@thirty3"
    assert "start by 1 March 2027" in event["description"]
    assert event["dtstamp"].dt.isoformat() == "2026-09-01T00:00:00+00:00"


def test_the_day_to_take_an_option_is_in_the_calendar_while_it_can_be_taken(client, session, filled):
    contract, officer = (
        client.get("/api/v1/contracts?authority=camden").json[0]["url"],
        key(session, "officer", "E09000007"),
    )
    body = {"options": [{"number": 1, "months": 12, "notice_days": 30}]}

    def write(action, body):
        etag = client.get(contract, headers=officer).headers["ETag"]
        assert client.post(f"{contract}/{action}", json=body, headers={**officer, "If-Match": etag}).status_code == 200

    write("options", body)
    assert ("2028-08-02", "Last day to take the option of") in told(client.get(ICS))
    write("decision", {"decision": "re-procure"})
    assert "Last day to take the option of" not in dict(map(reversed, told(client.get(ICS))))


def test_a_calendar_of_too_many_contracts_is_refused(client, filled, monkeypatch):
    monkeypatch.setattr(renewal_calendars, "MOST_CONTRACTS", 1)

    assert client.get(ICS).status_code == 422
    assert client.get(f"{ICS}?authority=camden").status_code == 200


def test_renewals_are_counted_by_state_flag_and_month(client, filled):
    found = client.get("/api/v1/renewals/summary").json

    assert found["contracts"] == 2
    assert (found["states"]["due"], found["states"]["past_end"], found["states"]["unknown"]) == (1, 1, 0)
    assert found["flags"]["past_end_unexplained"] == 1
    assert [(each["month"], each["contracts"]) for each in found["months"]] == [("2024-12", 1), ("2027-03", 1)]
    assert found["months"][1]["states"]["due"] == 1
    assert (found["annual_value"], found["annual_value_known"], found["annual_value_unknown"]) == (None, 0, 2)
    assert found["without_day"]["contracts"] == 0


@pytest.mark.parametrize(
    ("vat", "amount"), [({}, "1440.60"), ({"vat": "excluded"}, "1440.60"), ({"vat": "included"}, "1200.50")]
)
def test_what_renewals_cost_a_year_is_added_up_with_vat_where_it_is_known(client, session, filled, vat, amount):
    contract, officer = (
        client.get("/api/v1/contracts?authority=camden").json[0]["url"],
        key(session, "officer", "E09000007"),
    )
    headers = {**officer, "If-Match": client.get(contract, headers=officer).headers["ETag"]}
    client.post(f"{contract}/correct", json={"annual_value": {"amount": "1200.50", **vat}}, headers=headers)

    month = client.get("/api/v1/renewals/summary?authority=camden").json["months"][0]
    with_vat = {"amount": amount, "currency": "GBP", "vat": "included", "amount_with_vat": amount}
    assert (month["annual_value"], month["annual_value_known"], month["annual_value_unknown"]) == (with_vat, 1, 0)


def test_a_summary_takes_the_filters_of_the_list(client, filled):
    assert client.get("/api/v1/renewals/summary?authority=hackney").json["contracts"] == 1
    assert client.get("/api/v1/renewals/summary?sort=title").status_code == 422
