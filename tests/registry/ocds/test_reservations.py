"""To whose suppliers a procurement is reserved."""

import pytest

from registry.ocds.reservations import is_reserved_to_small, reserved_areas


def reserved(*codes, scheme="GB-ONS", **more):
    location = {"gazetteer": {"scheme": scheme, "identifiers": list(codes)}}
    return {"otherRequirements": {"reservedParticipationLocation": location, **more}}


def test_a_tender_is_reserved_to_the_areas_that_it_names():
    assert reserved_areas(reserved("K02000001")) == ["K02000001"]
    assert reserved_areas(reserved("E09000018", "E09000007")) == ["E09000007", "E09000018"]


def test_a_lot_may_be_reserved_of_its_own():
    lots = [reserved("E09000016"), reserved("E09000016", "E10000020"), {}]

    assert reserved_areas({"lots": lots}) == ["E09000016", "E10000020"]


def test_a_tender_that_says_nothing_is_not_reserved():
    assert reserved_areas({}) == []
    assert not is_reserved_to_small({})


def test_another_gazetteer_names_no_area_that_we_know():
    assert reserved_areas(reserved("UKI", scheme="GB-ITL")) == []


def test_a_reservation_to_small_organisations_is_told_apart():
    assert is_reserved_to_small({"otherRequirements": {"reservedParticipation": ["smeVcse"]}})
    assert is_reserved_to_small({"lots": [{"otherRequirements": {"reservedParticipation": ["smeVcse"]}}]})
    assert not is_reserved_to_small({"otherRequirements": {"reservedParticipation": ["shelteredWorkshop"]}})


@pytest.mark.parametrize(
    "wrong", [None, [], "E09000018", {"gazetteer": None}, {"gazetteer": {"scheme": "GB-ONS", "identifiers": "x"}}]
)
def test_a_wrong_shape_reserves_nothing(wrong):
    assert reserved_areas({"otherRequirements": {"reservedParticipationLocation": wrong}}) == []


@pytest.mark.parametrize("code", [7, None, "", "Hounslow", "E0900001", "E09000018 ", {"a": 1}])
def test_what_is_no_code_is_left_out(code):
    assert reserved_areas(reserved(code, "E09000018")) == ["E09000018"]


@pytest.mark.parametrize("wrong", ["smeVcse", 1, None, {}, [["smeVcse"]]])
def test_a_wrong_list_is_no_reservation_to_small_organisations(wrong):
    assert not is_reserved_to_small({"otherRequirements": {"reservedParticipation": wrong}})
