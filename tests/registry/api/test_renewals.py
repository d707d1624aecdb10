"""What `/renewals` answers, seen from 21 November 2026."""

import pytest

from tests.example_releases import HACKNEY, contract_details, period, termination
from tests.filing import file

ENDS = {  # core technology takes 12 months to replace, frontline 18
    "past_end": "2026-11-20",
    "act_now": "2027-10-01",
    "due": "2028-11-21",
    "upcoming": "2028-11-22",
    "distant": "2032-01-01",
    "unknown": None,
}


def ending(number, end):
    agreed = period("2020-01-01", end)
    return contract_details(ocid=f"ocds-h6vhtk-0c{number:04}", number=f"{number}-2026", agreed=agreed)


@pytest.fixture(autouse=True)
def filled(session, knowledge):
    file(session, knowledge, *(ending(number, end) for number, end in enumerate(ENDS.values())))


def states(client, **query):
    answer = client.get("/api/v1/renewals", query_string={"on": "2026-11-21", **query})
    assert answer.status_code == 200, answer.json
    return [each["renewal"]["state"] for each in answer.json]


def test_what_still_runs_comes_first_then_what_is_past_its_end_then_the_unknown(client):
    assert states(client) == ["act_now", "due", "upcoming", "distant", "past_end", "unknown"]


@pytest.mark.parametrize("state", ENDS)
def test_the_database_and_the_rule_agree_on_every_state(client, state):
    assert states(client, state=state) == [state]


def test_several_states_can_be_asked_for(client):
    assert states(client, state="due,act_now") == ["act_now", "due"]


@pytest.mark.parametrize(
    ("within", "found"),
    [
        ("6m", ["act_now", "due", "past_end"]),
        ("6", ["act_now", "due", "past_end"]),
        ("2y", ["act_now", "due", "upcoming", "past_end"]),
        ("0d", ["act_now", "past_end"]),
        ("99999y", ["act_now", "due", "upcoming", "distant", "past_end"]),
    ],
)
def test_within_bounds_the_day_to_act(client, within, found):
    assert states(client, within=within) == found


@pytest.mark.parametrize("within", ["soon", "-1", "1w", "1.5y", "١٢"])
def test_a_span_that_is_none_is_refused(client, within):
    assert client.get("/api/v1/renewals", query_string={"within": within}).status_code == 422


def test_another_day_gives_other_states(client):
    assert states(client, on="2040-01-01") == ["past_end"] * 5 + ["unknown"]


def test_an_ended_contract_needs_no_renewal(client, session, knowledge):
    file(session, knowledge, termination(ocid="ocds-h6vhtk-0c0004", number="99-2026"))

    assert "distant" not in states(client)


def test_renewals_of_one_authority(client, session, knowledge):
    agreed = period("2020-01-01", "2027-01-01")
    file(
        session,
        knowledge,
        contract_details(ocid="ocds-h6vhtk-0c9999", number="9-2026", buyers=[HACKNEY], agreed=agreed),
    )

    assert states(client, authority="hackney") == ["act_now"]


def test_a_renewal_says_why(client):
    first = client.get("/api/v1/renewals?on=2026-11-21").json[0]

    assert first["renewal"]["reason"].startswith("It ends on 1 October 2027; replacing it takes about 18 months")
    assert first["renewal"]["confidence"] == "high"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"flag": "no_end"}, ["unknown"]),
        ({"flag": "past_end_unexplained,no_end"}, ["past_end", "unknown"]),
        ({"flag": "option_notice_near"}, []),
        ({"act_after": "2026-11-21", "act_before": "2027-05-21"}, ["due"]),
        ({"act_before": "2027-05-21", "within": "0d"}, ["act_now", "past_end"]),
        ({"ends_after": "2028-11-22", "ends_before": "2031-01-01"}, ["upcoming"]),
        ({"supplier": "civica-uk", "state": "due"}, ["due"]),
        ({"value_min": 200_000}, []),
        ({"cpv": "48", "state": "due"}, ["due"]),
        ({"decision": "undecided", "state": "due"}, ["due"]),
        ({"decision": "extend"}, []),
        ({"disputed": "true"}, []),
        ({"open_ended": "true"}, []),
        ({"agreement": "framework"}, []),
        ({"sort": "-ends_on"}, ["distant", "upcoming", "due", "act_now", "past_end", "unknown"]),
    ],
)
def test_renewals_are_found_by_what_people_ask(client, query, found):
    assert states(client, **query) == found


def test_renewals_are_of_technology_alone(client):
    assert client.get("/api/v1/renewals?technology=false").status_code == 422
