"""The parts of a release."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest

from registry.exports import ocds_parts
from registry.exports.columns import Edition, Linked
from registry.renewals import LeadTimes

LINKED = Linked(Edition(datetime(2026, 11, 21, tzinfo=UTC), date(2026, 11, 21), "https://r.example", LeadTimes()), {})


def worth(pence, vat="excluded", with_vat=None):
    row = SimpleNamespace(value_pence=pence, vat=vat, value_with_vat_pence=with_vat, currency="GBP")
    return ocds_parts.value(row)


@pytest.mark.parametrize(
    ("given", "value"),
    [
        (worth(None), {}),
        (worth(0), {"amount": 0.0, "currency": "GBP"}),
        (worth(10_000_00), {"amount": 10_000.0, "currency": "GBP"}),
        (worth(10_000_00, with_vat=12_000_00), {"amount": 10_000.0, "amountGross": 12_000.0, "currency": "GBP"}),
        (worth(12_000_00, vat="included"), {"amountGross": 12_000.0, "currency": "GBP"}),
        (worth(10_000_00, vat="unknown"), {"amount": 10_000.0, "currency": "GBP"}),
    ],
)
def test_an_amount_with_vat_is_never_given_as_one_without(given, value):
    assert given == value


def test_days_last_from_midnight_to_midnight_in_london():
    row = SimpleNamespace(starts_on=date(2026, 7, 1), ends_on=date(2026, 12, 31), max_ends_on=None)

    assert ocds_parts.period(row) == {
        "startDate": "2026-07-01T00:00:00+01:00",
        "endDate": "2026-12-31T23:59:59+00:00",
    }


def test_an_authority_is_known_by_its_code_in_the_list_of_local_authorities():
    camden = SimpleNamespace(gss="E09000007", lae="CMD", short_name="Camden", official_name="London Borough of Camden")

    assert ocds_parts.buyer_party(camden, LINKED) == {
        "id": "GB-LAE-CMD",
        "name": "Camden",
        "identifier": {
            "scheme": "GB-LAE",
            "id": "CMD",
            "legalName": "London Borough of Camden",
            "uri": "https://r.example/api/v1/authorities/E09000007",
        },
        "roles": ["buyer"],
    }


def test_an_authority_outside_that_list_is_known_by_its_gss_code():
    assembly = SimpleNamespace(gss="E12000007", lae=None, short_name="London", official_name="Greater London")

    assert ocds_parts.buyer_party(assembly, LINKED)["id"] == "E12000007"
    assert "scheme" not in ocds_parts.buyer_party(assembly, LINKED)["identifier"]


def test_a_supplier_is_known_by_its_company_number_or_by_our_id():
    numbered = SimpleNamespace(id="abc", name="Civica UK Limited", company_number="01628868")
    named = SimpleNamespace(id="abc", name="Civica", company_number=None)

    assert ocds_parts.supplier_party(numbered, LINKED)["id"] == "GB-COH-01628868"
    assert ocds_parts.supplier_party(named, LINKED)["id"] == "abc"
    assert ocds_parts.supplier_party(named, LINKED)["identifier"]["uri"] == "https://r.example/api/v1/suppliers/abc"


@pytest.mark.parametrize(
    ("codes", "items"),
    [
        ([], []),
        (["48000000"], [{"id": "1", "classification": {"scheme": "CPV", "id": "48000000"}}]),
        (
            ["48000000", "72000000"],
            [
                {
                    "id": "1",
                    "additionalClassifications": [
                        {"scheme": "CPV", "id": "48000000"},
                        {"scheme": "CPV", "id": "72000000"},
                    ],
                }
            ],
        ),
    ],
)
def test_only_a_code_that_stands_alone_is_the_main_one(codes, items):
    assert ocds_parts.items(SimpleNamespace(cpv=codes)) == items
