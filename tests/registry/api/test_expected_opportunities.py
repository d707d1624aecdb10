"""What `/opportunities` answers of plans and of the ends of contracts, seen from 21 November 2026."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from registry.models import Contract, Plan, PlanContract, PlanMember
from tests.example_releases import CAMDEN, HACKNEY, contract_details, document, invitation, period, release, tender
from tests.filing import file
from tests.keys import key

GSS = {"camden": "E09000007", "hackney": "E09000012"}
HOUSING = "Housing management system"
ISLINGTON = {"id": "GB-PPON-PXYZ-1234-TEST", "name": "London Borough of Islington", "roles": ["buyer"]}


def ending(number, end, buyers=(CAMDEN,), most=None, **parts):
    """Return the details of a contract for housing management, which takes 18 months to replace."""
    agreed = period("2020-01-01", end, most)
    return contract_details(
        ocid=f"ocds-h6vhtk-0e{number:04}", number=f"{number}-2025", date="2025-08-01T09:00:00Z", buyers=buyers,
        agreed=agreed, contract={"title": f"Contract {number}"}, **parts,
    )  # fmt: skip


def expected(client, **query):
    answer = client.get(
        "/api/v1/opportunities", query_string={"at": "2026-11-21T12:00:00Z", "kind": "expected", **query}
    )
    assert answer.status_code == 200, answer.json
    return answer.json


def titles(client, **query):
    return [each["title"] for each in expected(client, **query)]


def decide(client, session, decision):
    """Say as Camden what it will do at the end of its one contract."""
    url = client.get("/api/v1/contracts").json[0]["url"]
    headers = {**key(session, "officer", GSS["camden"]), "If-Match": client.get(url).headers["ETag"]}
    answer = client.post(f"{url}/decision", json={"decision": decision}, headers=headers)
    assert answer.status_code == 200, answer.json


def plan(session, contracts=(), **columns):
    """Keep a public plan of Camden and Hackney, which Islington was asked to join."""
    given = {
        "id": "plan1",
        "title": "Housing together",
        "service_id": "housing-management",
        "lead_gss": GSS["camden"],
        "stage": "forming",
        "audience": "public",
        "requirement": "One system",
        "starts_on": date(2028, 8, 31),
        "created_at": datetime(2026, 1, 1, tzinfo=UTC),
        "updated_at": datetime(2026, 1, 1, tzinfo=UTC),
        **columns,
    }
    states = {GSS["camden"]: "committed", GSS["hackney"]: "interested", "E09000019": "invited"}
    members = [PlanMember(gss=gss, state=state, said_on=date(2026, 1, 1)) for gss, state in states.items()]
    held = [PlanContract(contract_id=each.id, added_on=date(2026, 1, 1), terms={}) for each in contracts]
    session.add(Plan(**given, members=members, contracts=held))
    session.commit()


def test_what_must_be_replaced_soon_is_expected_by_the_day_to_start(client, session, knowledge):
    file(session, knowledge, ending(1, "2028-12-31"), ending(2, "2027-12-31"), ending(3, "2030-12-31"))

    assert titles(client) == ["Contract 2", "Contract 1"]


def test_the_end_of_a_contract_is_told_whole(client, session, knowledge):
    file(session, knowledge, ending(1, "2028-12-31", most="2030-12-31"))

    (row,) = expected(client)

    assert (row["kind"], row["expected_on"], row["starts_on"]) == ("expected", "2027-06-30", "2029-01-01")
    assert row["buyer_name"] == "Camden"
    assert [each["name"] for each in row["incumbents"]] == ["Civica UK Limited"]
    assert row["value"]["amount"] == "100000.00"
    assert row["threshold_position"] == "below"
    assert row["published_at"] is None
    assert row["closes_at"] is None
    assert row["source"]["kind"] == "contract"
    assert row["uncertain"] == [
        "Nothing has been announced: the authority may extend the contract, or do without it.",
        "With every option taken the contract could run until 31 December 2030.",
        "The value is that of the contract that runs now.",
    ]
    assert client.get(row["url"]).json["title"] == "Contract 1"


def test_what_is_past_its_end_is_not_expected_by_itself(client, session, knowledge):
    file(session, knowledge, ending(1, "2026-11-20"), ending(2, "2026-11-21"))

    assert titles(client) == ["Contract 2"]


@pytest.mark.parametrize("end", ["2026-10-31", "2036-12-31"])
def test_what_an_authority_will_buy_again_is_expected_whenever_it_ends(client, session, knowledge, end):
    file(session, knowledge, ending(1, end))
    decide(client, session, "re-procure")

    (row,) = expected(client)

    assert row["uncertain"][0] == "Its authority says that it will buy again; no notice has been published."


def test_what_an_authority_gives_up_is_not_expected(client, session, knowledge):
    file(session, knowledge, ending(1, "2027-12-31"))
    decide(client, session, "exit")

    assert titles(client) == []


def test_an_open_procurement_of_the_buyer_for_the_service_stands_for_its_contracts(client, session, knowledge):
    file(session, knowledge, ending(1, "2027-12-31"), ending(2, "2027-12-31", buyers=[HACKNEY]))
    file(session, knowledge, invitation(closes="2026-12-01T12:00:00Z"))

    assert titles(client) == ["Contract 2"]
    assert sorted(titles(client, at="2026-12-02")) == ["Contract 1", "Contract 2"]


def test_a_public_plan_stands_for_the_contracts_that_it_replaces(client, session, knowledge):
    file(session, knowledge, ending(1, "2028-08-30"), ending(2, "2028-08-30", buyers=[HACKNEY]))
    plan(session, [session.scalar(select(Contract).where(Contract.title == "Contract 1"))])

    assert titles(client) == ["Housing together", "Contract 2"]


def test_a_contract_of_an_authority_that_was_only_asked_stays_and_tells_nothing_of_the_plan(client, session, knowledge):
    file(session, knowledge, ending(1, "2028-08-30", buyers=[ISLINGTON]))
    plan(session, session.scalars(select(Contract)).all())

    joint, own = expected(client)

    assert (joint["title"], joint["incumbents"]) == ("Housing together", [])
    assert own["title"] == "Contract 1"
    assert "Civica" not in client.get("/api/v1/opportunities.csv?kind=expected&authority=camden").text


def test_a_contract_that_one_of_its_authorities_has_brought_in_is_the_plans(client, session, knowledge):
    file(session, knowledge, ending(1, "2028-08-30", buyers=[CAMDEN, ISLINGTON]))
    plan(session, session.scalars(select(Contract)).all())

    (joint,) = expected(client)

    assert [each["name"] for each in joint["incumbents"]] == ["Civica UK Limited"]


@pytest.mark.parametrize("audience", ["members", "boroughs"])
def test_a_plan_that_is_not_public_changes_nothing(client, session, knowledge, audience):
    file(session, knowledge, ending(1, "2028-08-30"))
    plan(session, session.scalars(select(Contract)).all(), audience=audience)

    assert titles(client) == ["Contract 1"]


@pytest.mark.parametrize(
    ("stage", "found"),
    [
        ("forming", ["Housing together"]),
        ("agreed", ["Housing together"]),
        ("procuring", []),
        ("awarded", []),
        ("abandoned", ["Contract 1"]),
    ],
)
def test_a_plan_is_expected_until_it_goes_out_to_tender(client, session, knowledge, stage, found):
    file(session, knowledge, ending(1, "2028-08-30"))
    plan(session, session.scalars(select(Contract)).all(), stage=stage)

    assert titles(client) == found


def test_a_plan_names_those_who_take_part_and_whom_it_replaces(client, session, knowledge):
    file(session, knowledge, ending(1, "2028-08-30"))
    plan(session, session.scalars(select(Contract)).all(), value_pence=30_000_000)

    (row,) = expected(client)

    assert row["buyer_name"] == "Camden, Hackney"
    assert [each["name"] for each in row["incumbents"]] == ["Civica UK Limited"]
    assert (row["expected_on"], row["starts_on"]) == ("2027-02-28", "2028-08-31")
    assert row["value"] == {
        "amount": "300000.00", "currency": "GBP", "vat": "included", "amount_with_vat": "300000.00"
    }  # fmt: skip
    assert row["threshold_position"] == "above"
    assert row["source"] == {"kind": "plan", "id": "plan1", "ocid": None, "url": "/api/v1/plans/plan1"}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"authority": "hackney"}, ["Housing together", "Contract 2"]),
        ({"authority": "islington"}, []),
        ({"service": "telephony"}, []),
        ({"technology": "true"}, ["Contract 1", "Housing together", "Contract 2"]),
        ({"technology": "false"}, []),
        ({"expected_before": "2026-12-31"}, ["Contract 1"]),
        ({"expected_after": "2027-02-28"}, ["Housing together", "Contract 2"]),
        ({"expected_after": "2027-03-01", "kind": "open,expected"}, ["Contract 2"]),
        ({"value_min": "150000"}, ["Housing together"]),
        ({"below_threshold": "true"}, ["Contract 1", "Contract 2"]),
        ({"below_threshold": "false"}, []),
        ({"sme": "false"}, []),
        ({"reserved": "any"}, []),
        ({"closing_after": "2026-01-01"}, []),
        ({"sort": "-expected_on"}, ["Contract 2", "Housing together", "Contract 1"]),
    ],
)
def test_filters_find_what_they_say(client, session, knowledge, query, found):
    file(session, knowledge, ending(1, "2027-12-31"), ending(2, "2028-12-31", buyers=[HACKNEY]))
    plan(session)

    assert titles(client, **query) == found


def test_kinds_follow_one_another_over_pages(client, session, knowledge):
    coming = release(
        "8-2026", "2026-11-01T09:00:00Z", ("planning",), ocid="ocds-h6vhtk-0e0008",
        tender=tender("Planned", status="planned", documents=[document("8-2026", "UK3")]),
    )  # fmt: skip
    open_now = invitation(closes="2026-12-01T12:00:00Z", buyers=[HACKNEY], tender={"title": "Open"})
    file(session, knowledge, ending(1, "2027-12-31"), coming, open_now)
    plan(session)

    found = [titles(client, kind="open,planned,expected", page=page, page_size=1) for page in range(1, 6)]

    assert found == [["Open"], ["Planned"], ["Contract 1"], ["Housing together"], []]
