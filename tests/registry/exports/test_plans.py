"""Joint procurement plans as files: what everyone may read of them, and nothing else."""

import pytest

from registry.models import Contract, PlanInterest, Supplier
from tests.planning import CAMDEN, HACKNEY, ISLINGTON
from tests.registry.exports.answers import lines, table
from tests.registry.exports.plans import NOW, plan
from tests.registry.exports.sheets import cells

SECRET = "Zyzzyva"
FOR_MEMBERS = {
    "notes": [{"at": "2026-11-21", "by": SECRET, "gss": CAMDEN, "text": SECRET}],
    "documents": [{"kind": "document", "title": SECRET, "url": "https://example.com/", "audience": "members"}],
    "milestones": [{"key": "tender_notice", "note": SECRET}],
}


@pytest.fixture
def saved(session):
    def save(*records):
        session.add_all(records)
        session.commit()

    return save


def test_a_row_says_what_the_list_says(client, saved):
    saved(plan(CAMDEN, members={HACKNEY: "interested"}, value_pence=240000000, requirement="Rents"))

    (shown,) = client.get("/api/v1/plans").json
    (row,) = lines(client.get("/api/v1/plans.jsonl"))

    for name in ("id", "title", "stage", "requirement", "starts_on", "lead_months"):
        assert row[name] == shown[name], name
    assert row["url"].endswith(shown["url"])
    assert (row["service_id"], row["service"]) == (shown["service"]["id"], shown["service"]["name"])
    assert (row["lead"], row["lead_gss"]) == (shown["lead"]["name"], CAMDEN)
    assert row["authority_gss"] == [CAMDEN, HACKNEY]
    assert row["authorities"] == [each["authority"]["name"] for each in shown["members"]]
    assert row["memberships"] == [each["state"] for each in shown["members"]]
    assert (row["value"], row["value_currency"], row["value_vat"]) == ("2400000.00", "GBP", "included")


def test_a_value_that_is_not_known_has_no_currency(client, saved):
    saved(plan(CAMDEN))

    (row,) = table(client.get("/api/v1/plans.csv"))

    assert (row["value"], row["value_currency"], row["value_vat"]) == ("", "", "")


@pytest.mark.parametrize("audience", ["members", "boroughs"])
@pytest.mark.parametrize("suffix", ["csv", "jsonl", "xlsx"])
def test_a_plan_that_is_not_public_is_in_no_file_whoever_asks(client, registry, saved, audience, suffix):
    saved(plan(CAMDEN, title=SECRET, audience=audience))

    for header in (None, registry.camden, registry.hackney):
        data = client.get(f"/api/v1/plans.{suffix}", headers=header).data
        assert SECRET not in (str(cells(data)) if suffix == "xlsx" else data.decode())


@pytest.mark.parametrize("state", ["invited", "declined", "withdrawn"])
def test_who_has_not_said_yes_is_not_named_nor_are_its_contracts(client, registry, saved, state):
    held = registry.contracts
    saved(plan(CAMDEN, contracts=held.values(), members={HACKNEY: state, ISLINGTON: "interested"}))

    (row,) = lines(client.get("/api/v1/plans.jsonl"))
    shown = registry.read(f"/api/v1/plans/{row['id']}")

    assert row["authority_gss"] == [CAMDEN, ISLINGTON]
    assert row["contract_ids"] == sorted([held["camden"], held["islington"]])
    assert row["contract_ids"] == [each["id"] for each in shown["contracts"]]


def test_a_merged_contract_is_the_one_that_it_was_merged_into_and_one_not_listed_is_left_out(
    client, registry, saved, session
):
    held = registry.contracts
    saved(plan(CAMDEN, HACKNEY, ISLINGTON, contracts=[*held.values(), "gone000000001"]))
    merged, rejected = session.get(Contract, held["camden"]), session.get(Contract, held["islington"])
    merged.merged_into_id, merged.is_listed, rejected.is_listed = held["hackney"], False, False
    session.commit()

    (row,) = lines(client.get("/api/v1/plans.jsonl"))

    assert row["contract_ids"] == [held["hackney"]]


def test_words_of_members_and_of_suppliers_are_in_no_file(client, saved, session):
    made = plan(CAMDEN, HACKNEY, **FOR_MEMBERS)
    for each in made.members:
        each.word = SECRET
    seller = Supplier(id="supplier00001", slug="seller", name="Seller")
    saved(seller, made, PlanInterest(plan_id=made.id, supplier_id=seller.id, said_at=NOW, word=SECRET))

    text = client.get("/api/v1/plans.csv").text

    assert SECRET not in text
    assert "Seller" not in text


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_no_word_of_a_plan_can_run_as_a_formula(client, saved, suffix):
    saved(plan(CAMDEN, title="=1+1", requirement="@SUM(A1)"))

    data = client.get(f"/api/v1/plans.{suffix}").data
    texts = data.decode() if suffix == "csv" else str(cells(data))

    assert "'=1+1" in texts
    assert "'@SUM(A1)" in texts


def test_the_part_of_ones_own_authority_is_no_filter_of_a_file(client, registry):
    assert client.get("/api/v1/plans.csv?membership=invited", headers=registry.camden).status_code == 422
