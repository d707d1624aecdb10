"""References, without the dirt around them."""

import pytest

from registry.doors.references import differ, dn_numbers, own_key, portal_keys


@pytest.mark.parametrize(
    "written", ["DN760367", "dn 760367", "DN-760367", "ENFLD001-DN760367-34015266", "V4SDDC052 / DN760367", "DN760367 "]
)
def test_a_number_of_procontracts_is_read_out_of_the_dirt_around_it(written):
    assert dn_numbers(written) == {"DN760367"}


@pytest.mark.parametrize("written", ["DNYY2873", "760367", "ADN760367", "DN12", "DN1234567890"])
def test_what_only_resembles_a_number_of_procontracts_is_none(written):
    assert dn_numbers(written) == set()


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("tender_396028/1304810", "tender_396028"),
        ("Tender_396028", "tender_396028"),
        ("project_4711", "project_4711"),
        ("IT-285-8679- HCC2416048 - AWARD", "it-285-8679"),
        ("IT-9-3814-24136", "it-9-3814"),
    ],
)
def test_a_portals_own_numbering_is_read(written, key):
    assert portal_keys(written) == {key}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("IT-285-8679- HCC2416048 - AWARD", "HCC2416048"),
        ("TEN-2526-037 (PA2023)", "ten 2526/037"),
        ("CON-22-237", "con22237"),
        ("DH26033", "DH26033 Award"),
    ],
)
def test_a_buyers_own_reference_is_compared_without_punctuation_and_stage(one, other):
    assert own_key(one) == own_key(other) != ""


@pytest.mark.parametrize(
    "written",
    ["1143", "C0885"[:4], "24136", "", "ocds-h6vhtk-06e045", "2025-2030 Town Council Christmas Lights Tender", "ITT"],
)
def test_what_says_too_little_is_no_key(written):
    assert own_key(written) == ""


def test_two_references_of_one_form_that_differ_name_two_procurements():
    assert differ({"sa1380493"}, {"sa1383915"})


def test_references_of_different_forms_tell_nothing():
    assert not differ({"tender_396028"}, {"project_17"})


def test_a_reference_in_common_outweighs_another_of_its_form():
    assert not differ({"dn760367", "dn760368"}, {"dn760367"})
