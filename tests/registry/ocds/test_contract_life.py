"""What notices tell of a contract while it runs."""

import pytest
from hypothesis import given

from registry.ocds.contract_life import life_terms
from tests.any_json import any_object, patient


@pytest.mark.parametrize("kind", ["UK7", "UK4", None])
def test_other_notices_tell_nothing_of_it(kind):
    assert life_terms({"amendments": [{"id": "a"}], "status": "terminated"}, kind) == {}


def test_a_proposed_change_is_read_with_all_that_it_would_change():
    proposed = {
        "date": "2026-08-13T23:59:59+01:00",
        "standstill": True,
        "rationale": "Needed.",
        "rationaleClassifications": [{"id": "additionalGoodsServicesWorks"}],
        "value": {"amount": 500, "amountGross": 600, "currency": "GBP"},
        "period": {"startDate": "2026-08-14", "endDate": "2027-05-31", "maxExtentDate": "2027-08-31"},
        "hasRenewal": True,
    }

    assert life_terms({"proposedAmendments": [proposed]}, "UK10") == {
        "proposed_changes": [
            {
                "on": "2026-08-13",
                "starts_on": "2026-08-14",
                "ends_on": "2027-05-31",
                "max_ends_on": "2027-08-31",
                "value": {"pence": 50000, "with_vat_pence": 60000, "vat": "excluded", "currency": "GBP"},
                "extendable": True,
                "standstill": True,
                "reasons": ["additionalGoodsServicesWorks"],
                "why": "Needed.",
            }
        ]
    }


def test_a_change_made_leaves_nothing_proposed():
    assert life_terms({"amendments": [{"date": "2026-07-28"}]}, "UK10") == {
        "changes_made": [{"on": "2026-07-28"}],
        "proposed_changes": None,
    }


def test_a_change_notice_that_names_none_says_nothing_of_them():
    assert life_terms({"id": "1"}, "UK10") == {}


def test_a_breach_is_told_with_the_end_that_it_led_to():
    failure = {"category": "Breach of contract", "period": {"startDate": "2026-03-12"}, "description": "No insurance."}
    contract = {
        "status": "terminated",
        "statusDetails": "It could not be relied upon.",
        "terminationRationaleClassifications": [{"id": "breachOfContract"}],
        "implementation": {"performanceFailures": [failure]},
    }

    assert life_terms(contract, "UK11") == {
        "termination": {
            "reason": "a breach of contract",
            "reasons": ["breachOfContract"],
            "why": "It could not be relied upon.",
        },
        "performance_failures": [{"category": "Breach of contract", "on": "2026-03-12", "what": "No insurance."}],
    }


def test_an_indicator_is_shown_as_last_measured():
    observed = [
        {"measure": measure, "period": {"endDate": f"2026-0{month}-30"}} for month, measure in ((6, "99%"), (3, "91%"))
    ]
    contract = {"implementation": {"metrics": [{"id": "1", "title": "Uptime", "observations": observed}]}}

    assert life_terms(contract, "UK9")["performance"] == [
        {"indicator": "Uptime", "measure": "99%", "ends_on": "2026-06-30"}
    ]


@patient
@given(any_object)
def test_anything_published_can_be_read(contract):
    whole = {
        **contract,
        "status": "terminated",
        "amendments": [contract],
        "proposedAmendments": [contract],
        "implementation": {"metrics": [contract], "transactions": [contract], "performanceFailures": [contract]},
    }
    for kind in ("UK8", "UK9", "UK10", "UK11"):
        life_terms(whole, kind)


def test_a_payments_compliance_notice_says_nothing_of_a_contract():
    paid = {"id": "p1", "date": "2026-11-02T00:00:00Z", "value": {"amount": 42000, "currency": "GBP"}}

    assert life_terms({"id": "1", "status": "terminated", "implementation": {"transactions": [paid]}}, "UK17") == {}
