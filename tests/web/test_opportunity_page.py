"""The page of opportunities: three kinds, by whom they are for."""

import pytest
import time_machine

from tests.example_releases import contract_details, document, invitation, period, release, tender
from tests.filing import file


@pytest.fixture(autouse=True)
def may(session, knowledge):
    """It is 10 May 2026: something is open, something planned, and a contract ends in two years."""
    documents, coming = [document("9-2026", "UK3")], {"futureNoticeDate": "2026-09-30T00:00:00+01:00"}
    own = tender("Telephony", status="planned", documents=documents, communication=coming)
    location = {"gazetteer": {"scheme": "GB-ONS", "identifiers": ["E09000007"]}}
    required = {"reservedParticipation": ["smeVcse"], "reservedParticipationLocation": location}
    open_now = invitation(tender={"title": "Parking permits", "otherRequirements": required, "aboveThreshold": False})
    ends = {"title": "Housing contract"}
    file(
        session,
        knowledge,
        open_now,
        release("9-2026", "2026-04-01T09:00:00Z", ("planning",), ocid="ocds-h6vhtk-0b0009", tender=own),
        contract_details(
            ocid="ocds-h6vhtk-0b0010", number="10-2025", date="2025-08-01T09:00:00Z", contract=ends,
            agreed=period("2020-01-01", "2028-03-31"),
        ),
    )  # fmt: skip
    with time_machine.travel("2026-05-10T12:00:00Z"):
        yield


def page(client, **query):
    answer = client.get("/opportunities", query_string=query)
    assert answer.status_code == 200
    return answer.text


def test_every_kind_has_its_section_with_its_day(client):
    text = page(client)

    places = [text.index(f">{each}</h2>") for each in ("Open now", "Planned", "Expected")]
    assert places == sorted(places)
    for told in ("1 Jun 2026, 12:00", "30 Sep 2026", "30 Sep 2026", "Open now (1)", "Planned (1)", "Expected (1)"):
        assert told in text


def test_one_kind_can_be_shown_alone(client):
    text = page(client, kind="expected")

    assert "Housing contract" in text
    assert "Parking permits" not in text
    assert "Open now (1)" in text


def test_what_is_uncertain_is_said(client):
    text = page(client)

    assert "No tender notice has been published" in text
    assert "the authority may extend the contract, or do without it" in text


def test_whom_it_is_for_is_shown(client):
    text = page(client)

    assert "suits small and medium-sized companies" in text
    assert "reserved to suppliers of Camden" in text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"sme": "yes"}, {"Parking permits"}),
        ({"reserved": "local"}, {"Parking permits"}),
        ({"threshold": "below"}, {"Parking permits", "Housing contract"}),
        ({"threshold": "above"}, set()),
        ({"authority": "hackney"}, set()),
        ({"authority": "camden"}, {"Parking permits", "Telephony", "Housing contract"}),
        ({"service": "housing-management"}, {"Housing contract"}),
        ({"service": "nonsense"}, {"Parking permits", "Telephony", "Housing contract"}),
    ],
)
def test_filters_show_what_they_say(client, query, found):
    text = page(client, **query)

    assert {each for each in ("Parking permits", "Telephony", "Housing contract") if f">{each}</a>" in text} == found


def test_links_lead_to_the_same_as_data(client):
    text = page(client, threshold="below", kind="expected")

    assert "/api/v1/opportunities?technology=true&amp;kind=expected&amp;below_threshold=true" in text
    data = client.get("/api/v1/opportunities?technology=true&kind=expected&below_threshold=true").json
    assert [each["title"] for each in data] == ["Housing contract"]


def test_a_page_beyond_the_last_is_the_last(client):
    assert page(client, page="99") == page(client)
