"""Joint opportunities as files: what the list shows."""

from datetime import UTC, date, datetime

import pytest

from registry.api.joint_reading import opportunities
from registry.exports.columns import Edition
from registry.exports.joint_opportunities import joint_partitions
from registry.joint.candidates import WhatIf
from registry.models import Authority, Contract
from registry.renewals import LeadTimes
from tests.planning import CAMDEN, HACKNEY, ISLINGTON, MET
from tests.registry.exports.answers import lines, table
from tests.registry.exports.sheets import cells

ON = date(2026, 11, 21)
EDITION = Edition(datetime(2026, 11, 21, 9, tzinfo=UTC), ON, "https://r.example", LeadTimes())
LIST = "/api/v1/joint-opportunities"


@pytest.fixture
def priced(registry, session):
    """Say what one of the contracts costs a year."""
    contract = session.get(Contract, registry.contracts["camden"])
    contract.annual_value_pence, contract.annual_vat, contract.currency = 12000000, "included", "GBP"
    session.commit()


def test_a_row_says_what_the_list_says(client, registry, priced):
    (shown,) = client.get(LIST, query_string={"on": ON}).json
    (row,) = lines(client.get(f"{LIST}.jsonl", query_string={"on": ON}))

    names = ("id", "on", "kind", "best_on", "first_on", "last_on", "bridging_days", "contracts", "score")
    for name in names:
        assert row[name] == shown[name], name
    assert (row["service_id"], row["service"]) == (shown["service"]["id"], shown["service"]["name"])
    assert row["authorities"] == [each["name"] for each in shown["authorities"]]
    assert row["authority_gss"] == [CAMDEN, HACKNEY, ISLINGTON]
    assert row["suggested_lead"] == shown["suggested_lead"]["name"]
    assert row["suggested_lead_gss"] == shown["suggested_lead"]["gss"]
    assert row["annual_value"] == shown["annual_value"]["amount"] == "120000.00"
    assert (row["annual_value_unknown"], row["annual_value_vat"]) == (2, "included")


def test_the_new_contract_starts_on_the_day_after_the_old_ones_end(client, registry):
    (row,) = table(client.get(f"{LIST}.csv"))

    assert (row["best_on"], row["starts_on"]) == (MET, "2029-04-01")


def test_contracts_stand_in_columns_in_the_same_order(client, registry):
    (row,) = table(client.get(f"{LIST}.csv"))

    assert row["contract_ids"] == "; ".join(sorted(registry.contracts.values()))
    assert row["contract_ends_on"] == f"{MET}; {MET}; {MET}"


def test_a_sum_of_nothing_known_is_unknown_not_nothing(client, registry):
    (row,) = table(client.get(f"{LIST}.csv"))

    assert (row["annual_value"], row["annual_value_currency"], row["annual_value_unknown"]) == ("", "", "3")


def test_a_permalink_keeps_what_was_supposed(client, registry):
    asked = {"on": ON, "leave_out": registry.contracts["camden"], "lead_months": 6}
    (row,) = table(client.get(f"{LIST}.csv", query_string=asked))

    shown = client.get(row["url"]).json

    assert row["authority_gss"] == f"{HACKNEY}; {ISLINGTON}"
    assert shown["id"] == row["id"]
    assert sorted(each["contract"]["id"] for each in shown["members"]) == row["contract_ids"].split("; ")


@pytest.mark.parametrize(
    "query",
    [
        {"authority": "camden"},
        {"authority": "barnet"},
        {"service": "housing-management"},
        {"min_authorities": 4},
        {"until": "2029-03-30"},
        {"day": MET},
    ],
)
def test_a_file_takes_the_filters_of_the_list(client, registry, query):
    shown = client.get(LIST, query_string=query).json
    exported = table(client.get(f"{LIST}.csv", query_string=query))

    assert [row["url"].removeprefix("http://127.0.0.1:5000") for row in exported] == [each["url"] for each in shown]


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_no_name_can_run_as_a_formula(client, registry, session, suffix):
    session.get(Authority, CAMDEN).short_name = "=Camden"
    session.commit()

    data = client.get(f"{LIST}.{suffix}").data

    assert "'=Camden" in (data.decode() if suffix == "csv" else str(cells(data)))


def test_rows_are_made_a_thousand_at_a_time(app, registry, session):
    with app.test_request_context():
        (found,) = opportunities(ON, WhatIf())
    many = iter([found] * 2500)

    made = joint_partitions(session, many, EDITION, f"on={ON}")

    assert len(next(made)) == 1000
    assert len(list(many)) == 1500
