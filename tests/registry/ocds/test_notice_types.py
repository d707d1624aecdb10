"""What kind of notice a release is."""

import pytest
from hypothesis import given

from registry.ocds.notice_types import NOTICE_TYPES, STAGES, notice_type, regime, stage
from tests.any_json import any_object, damaged, patient
from tests.example_releases import (
    award,
    cancellation,
    contract_details,
    contracts_finder_award,
    document,
    invitation,
    release,
    termination,
)
from tests.real_releases import real_releases

NUMBER = "000001-2026"
PLACES = {
    "planning": lambda documents: {"planning": {"documents": documents}},
    "tender": lambda documents: {"tender": {"documents": documents}},
    "award": lambda documents: {"awards": [{"id": "1"}, {"id": "2", "documents": documents}]},
    "contract": lambda documents: {"contracts": [{"id": "1"}, {"id": "2", "documents": documents}]},
    "implementation": lambda documents: {"contracts": [{"id": "1", "implementation": {"documents": documents}}]},
}
STAGE_OF = {
    "planning": ["UK1", "UK2", "UK3", "UK13"],
    "tender": ["UK4", "UK14", "UK15"],
    "award": ["UK5", "UK6"],
    "contract": ["UK7"],
    "change": ["UK10"],
    "performance": ["UK8", "UK9", "UK17"],
    "termination": ["UK11"],
    "cancellation": ["UK12", "UK16"],
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("code", NOTICE_TYPES)
def test_the_type_is_read_wherever_its_document_is(code, place):
    assert notice_type(release(NUMBER, **PLACES[place]([document(NUMBER, code)]))) == code


def test_documents_of_earlier_notices_do_not_count():
    documents = [document("000000-2026", "UK4"), document(NUMBER, "UK12")]

    assert notice_type(release(NUMBER, **PLACES["tender"](documents))) == "UK12"


@pytest.mark.parametrize("code", ["", "UK18", "uk4", "F02", None, 4, ["UK4"]])
def test_a_type_that_the_law_does_not_know_is_none(code):
    assert notice_type(release(NUMBER, tender={"documents": [document(NUMBER, code)]})) is None


@pytest.mark.parametrize(("expected", "codes"), STAGE_OF.items())
def test_the_type_decides_the_stage_whatever_the_tags_say(expected, codes):
    for code in codes:
        for tag in ("planning", "tender", "contract", "tenderCancellation"):
            assert stage(release(NUMBER, tag=[tag], tender={"documents": [document(NUMBER, code)]})) == expected


def test_every_type_has_its_stage():
    assert sorted(code for codes in STAGE_OF.values() for code in codes) == sorted(NOTICE_TYPES)
    assert {reported for _, reported in NOTICE_TYPES.values()} <= set(STAGES)


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        (["planning"], "planning"),
        (["planningUpdate"], "planning"),
        (["tender"], "tender"),
        (["tenderUpdate"], "tender"),
        (["tenderAmendment"], "tender"),
        (["planning", "tender"], "tender"),
        (["award"], "award"),
        (["awardUpdate"], "award"),
        (["award", "contract"], "award"),
        (["contract", "award"], "award"),
        (["awardUpdate", "contractUpdate"], "award"),
        (["contractAmendment"], "change"),
        (["implementation"], "performance"),
        (["contractTermination"], "termination"),
        (["tenderCancellation"], "cancellation"),
        (["awardCancellation"], "cancellation"),
        (["unheard of"], "planning"),
        (["unheard of", "tender"], "tender"),
        ([], "planning"),
        ([None, 5, "tender"], "tender"),
        ("tender", "planning"),
        (None, "planning"),
    ],
)
def test_without_a_type_the_furthest_tag_decides_the_stage(tags, expected):
    assert stage({"id": NUMBER, "tag": tags}) == expected


@pytest.mark.parametrize(
    ("scheme", "expected"),
    [
        ("UKPGA", "procurement_act"),
        ("CELEX", "previous"),
        ("", "unstated"),
        (None, "unstated"),
        (["UKPGA"], "unstated"),
    ],
)
def test_the_law_is_that_of_the_legal_basis(scheme, expected):
    assert regime({"tender": {"legalBasis": {"scheme": scheme, "id": "2023/54"}}}) == expected


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        (invitation(), ("UK4", "procurement_act", "tender")),
        (award(), ("UK6", "procurement_act", "award")),
        (contract_details(), ("UK7", "procurement_act", "contract")),
        (termination(), ("UK11", "procurement_act", "termination")),
        (cancellation(), ("UK12", "procurement_act", "cancellation")),
        (contracts_finder_award(), (None, "unstated", "award")),
    ],
)
def test_each_published_form_is_told(published, expected):
    assert (notice_type(published), regime(published), stage(published)) == expected


@patient
@given(any_object | damaged(award(), contract_details(), contracts_finder_award()))
def test_anything_is_of_some_kind(published):
    assert notice_type(published) in {*NOTICE_TYPES, None}
    assert regime(published) in {"procurement_act", "previous", "unstated"}
    assert stage(published) in STAGES


def test_every_real_notice_under_the_act_has_a_type_and_no_other_has():
    for published in real_releases():
        assert (notice_type(published) is not None) == (regime(published) == "procurement_act")
