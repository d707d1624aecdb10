"""The CPV codes of a release."""

import pytest
from hypothesis import given

from registry.ocds.classifications import cpv_codes, release_cpv_codes
from tests.any_json import any_object, damaged, patient
from tests.example_releases import contract_details, contracts_finder_award, invitation


def cpv(code, scheme="CPV"):
    return {"scheme": scheme, "id": code}


def test_codes_are_read_from_everywhere_they_are_published_in_that_order():
    tender = {
        "classification": cpv("48000000"),
        "additionalClassifications": [cpv("72000000")],
        "items": [{"classification": cpv("30200000"), "additionalClassifications": [cpv("64200000")]}],
    }

    assert cpv_codes(tender) == ("48000000", "72000000", "30200000", "64200000")


def test_a_code_is_told_once():
    assert cpv_codes({"classification": cpv("48000000"), "items": [{"classification": cpv("48000000")}]}) == (
        "48000000",
    )


def test_codes_of_several_holders_are_joined():
    assert cpv_codes({"classification": cpv("48000000")}, {}, {"classification": cpv("72000000")}) == (
        "48000000",
        "72000000",
    )


@pytest.mark.parametrize(
    ("published", "read"),
    [
        (cpv("48000000-8"), ("48000000",)),
        (cpv(48000000), ("48000000",)),
        (cpv(" 48000000 ", "cpv"), ("48000000",)),
        (cpv("48"), ()),
        (cpv("480000001"), ()),
        (cpv("4800000x"), ()),
        (cpv("٤٨٠٠٠٠٠٠"), ()),
        (cpv("48000000", "UNSPSC"), ()),
        ({"id": "48000000"}, ()),
        (cpv(None), ()),
        ([cpv("48000000")], ()),
    ],
)
def test_only_eight_digits_of_the_scheme_are_a_code(published, read):
    assert cpv_codes({"classification": published}) == read


@pytest.mark.parametrize("release", [invitation(), contract_details(), contracts_finder_award()])
def test_the_codes_of_a_release_are_those_of_its_tender_awards_and_contracts(release):
    assert release_cpv_codes(release) == ("48000000",)


@patient
@given(any_object)
def test_any_json_has_some_codes_or_none(release):
    assert all(len(code) == 8 and code.isascii() for code in release_cpv_codes(release))


@patient
@given(damaged(invitation(), contract_details(), contracts_finder_award()))
def test_damage_never_makes_a_code_up(release):
    assert set(release_cpv_codes(release)) <= {"48000000"}
