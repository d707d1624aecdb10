"""What has changed of a plan's contracts, and taking it up."""

import pytest
import time_machine

from registry.models import PlanContract
from tests.planning import HACKNEY, TODAY


@pytest.fixture(autouse=True)
def day():
    with time_machine.travel(TODAY):
        yield


@pytest.fixture
def plan(registry):
    return registry.agreed()


def test_a_plan_whose_contracts_stay_has_no_alerts(registry, plan):
    assert registry.read(plan, registry.camden)["alerts"] == []


def test_an_end_that_moves_is_told_with_what_it_does(registry, plan):
    registry.say("hackney", registry.hackney, ends_on="2030-03-31")

    (alert,) = registry.read(plan, registry.camden)["alerts"]

    assert (alert["field"], alert["was"], alert["now"]) == ("ends_on", "2029-03-31", "2030-03-31")
    assert alert["words"] == "Hackney’s contract now ends on 31 March 2030, not on 31 March 2029."
    assert alert["effect"].startswith("That is a year after the plan starts")
    assert alert["contract"] == registry.contracts["hackney"]


def test_a_decision_is_told(registry, plan):
    registry.say("hackney", registry.hackney, "decision", decision="exit")

    (alert,) = registry.read(plan, registry.camden)["alerts"]

    assert alert["words"].startswith("Hackney’s contract is not to be replaced")


def test_what_an_authority_keeps_to_itself_alerts_nobody(registry, plan):
    registry.say("hackney", registry.hackney, ends_on="2030-03-31", visibility={"ends_on": "draft"})

    assert registry.read(plan, registry.camden)["alerts"] == []


def test_alerts_are_for_members(registry, plan):
    registry.say("hackney", registry.hackney, ends_on="2030-03-31")

    assert "alerts" not in registry.read(plan, registry.islington)
    assert "alerts" not in registry.read(plan)


@pytest.mark.parametrize("who", ["hackney", "camden"])
def test_its_authority_or_the_lead_takes_a_change_up(registry, plan, who):
    registry.say("hackney", registry.hackney, ends_on="2030-03-31")

    told = registry.write(plan, f"contracts/{registry.contracts['hackney']}/seen", getattr(registry, who))

    assert told["alerts"] == []
    change = registry.read(f"{plan}/changes", registry.camden)[0]
    assert (change["action"], change["before"]["ends_on"], change["after"]["ends_on"]) == (
        "seen",
        "2029-03-31",
        "2030-03-31",
    )


def test_another_member_does_not_take_it_up(registry):
    plan = registry.plan(members=["hackney", "islington"])

    status, told = registry.refused(plan, f"contracts/{registry.contracts['hackney']}/seen", registry.islington)

    assert (status, told) == (403, "Only the contract's own authority and the lead say that its change was seen.")


def test_only_what_a_plan_replaces_is_taken_up(registry, plan):
    assert registry.refused(plan, "contracts/nothing/seen", registry.camden)[0] == 404


def test_a_merged_contract_is_taken_up_as_the_one_that_stands_for_it(client, registry, plan):
    body = {"title": "Housing of Hackney", "reference": "H-2", "service": "housing-management"}
    other = client.post("/api/v1/contracts", json=body, headers=registry.hackney).json["id"]
    registry.say("hackney", registry.hackney, "merge", into=other)

    (alert,) = registry.read(plan, registry.hackney)["alerts"]
    told = registry.write(plan, f"contracts/{registry.contracts['hackney']}/seen", registry.hackney)

    assert (alert["field"], alert["now"]) == ("merged_into_id", other)
    assert told["alerts"] == []
    assert other in {each["id"] for each in told["contracts"]}
    assert registry.read(plan, registry.camden)["alerts"] == []


def test_a_contract_of_which_no_source_speaks_any_more_leaves_when_it_was_seen(registry, plan, session):
    hackney = [{"gss": HACKNEY, "name": "Hackney"}]
    terms = {"title": "Old housing system", "authorities": hackney, "status": "active", "ends_on": "2029-03-31"}
    gone = PlanContract(plan_id=plan.rpartition("/")[2], contract_id="gone", added_on=TODAY.date(), terms=terms)
    session.add(gone)
    session.commit()

    (alert,) = registry.read(plan, registry.camden)["alerts"]
    told = registry.write(plan, "contracts/gone/seen", registry.hackney)

    assert alert["words"] == "No source speaks of Hackney’s contract any more."
    assert told["alerts"] == []
    assert "gone" not in {each["id"] for each in told["contracts"]}


def test_a_contract_that_its_authority_rejects_is_told(registry, plan):
    registry.say("hackney", registry.hackney, "reject")

    (alert,) = registry.read(plan, registry.camden)["alerts"]

    assert alert["field"] == "is_listed"
    assert HACKNEY in {each["authority"]["gss"] for each in registry.read(plan, registry.camden)["members"]}
