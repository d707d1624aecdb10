"""What plans ask of an authority, in its inbox."""

import pytest
import time_machine

from tests.inbox import INBOX, settle
from tests.keys import key
from tests.planning import CAMDEN, HACKNEY, TODAY


@pytest.fixture(autouse=True)
def day():
    with time_machine.travel(TODAY):
        yield


@pytest.fixture
def invited(registry):
    """A plan of Hackney's to which Camden is invited."""
    contracts = [registry.contracts["hackney"], registry.contracts["camden"]]
    return registry.plan(registry.hackney, contracts=contracts, members=["camden"])


def of_plans(client, header, gss=CAMDEN):
    kinds = {"kind": "invitation,plan_alert"}
    answer = client.get(f"/api/v1/authorities/{gss}/inbox", headers=header, query_string=kinds)
    assert answer.status_code == 200, answer.json
    return answer.json


def test_an_invitation_waits_until_it_is_answered(client, registry, invited):
    (item,) = of_plans(client, registry.camden)

    assert (item["kind"], item["record"]["kind"], item["record"]["url"]) == ("invitation", "plan", invited)
    assert item["why"] == (
        "Hackney invites you to the plan “Housing together” for Housing management. "
        "Its new contract is to start on 1 April 2029."
    )
    assert item["since"] == TODAY.date().isoformat()
    assert [call["body"]["state"] for call in item["settle"]] == ["interested", "committed", "declined"]


@pytest.mark.parametrize(("number", "state"), [(0, "interested"), (1, "committed"), (2, "declined")])
def test_each_call_of_an_invitation_answers_it(client, registry, invited, number, state):
    (item,) = of_plans(client, registry.camden)

    assert settle(client, registry.camden, item, number).status_code in (200, 204)

    assert of_plans(client, registry.camden) == []
    members = {each["authority"]["gss"]: each["state"] for each in registry.read(invited, registry.hackney)["members"]}
    assert members[CAMDEN] == state


def test_an_invitation_asks_no_more_once_the_plan_was_given_up(client, registry, invited):
    registry.write(invited, "stage", registry.hackney, {"stage": "abandoned"})

    assert of_plans(client, registry.camden) == []


def test_a_change_of_its_own_contract_waits_for_a_member(client, registry):
    plan = registry.agreed()
    registry.say("hackney", registry.hackney, ends_on="2030-03-31")

    (item,) = of_plans(client, registry.hackney, HACKNEY)

    assert (item["kind"], item["record"]["url"]) == ("plan_alert", plan)
    assert item["why"].startswith(
        "“Housing system of hackney” has changed, and the plan “Housing together” replaces it."
    )
    assert "That is a year after the plan starts" in item["why"]
    assert of_plans(client, registry.camden) == []
    assert settle(client, registry.hackney, item).status_code == 200
    assert of_plans(client, registry.hackney, HACKNEY) == []


def test_a_further_change_is_another_item(client, registry):
    registry.agreed()
    registry.say("hackney", registry.hackney, ends_on="2030-03-31")
    (first,) = of_plans(client, registry.hackney, HACKNEY)
    registry.say("hackney", registry.hackney, ends_on="2031-03-31")
    (second,) = of_plans(client, registry.hackney, HACKNEY)

    assert first["id"] != second["id"]


def test_no_link_settles_what_a_plan_asks(client, registry, invited):
    (item,) = of_plans(client, registry.camden)

    answer = client.post(f"{INBOX}/{item['id']}/link", headers=registry.camden)

    assert answer.status_code == 409


def test_an_administrator_answers_for_the_authority(client, session, registry, invited):
    admin = key(session, "admin")
    (item,) = of_plans(client, admin)

    assert settle(client, admin, item).status_code == 200
    assert of_plans(client, registry.camden) == []


def test_what_a_plan_asks_is_read_by_its_authority_alone(client, registry, invited):
    assert of_plans(client, registry.camden)
    assert client.get(INBOX, headers=registry.hackney).status_code == 403
