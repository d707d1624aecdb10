"""Which contracts of one authority look alike."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.duplicates import NEAR, Candidate, likely_duplicates

HOUSING = "Housing management system"


def contract(id_, title=HOUSING, suppliers=("civica",), starts=2024, ends=2028, **more):
    return Candidate(
        id_,
        title,
        frozenset(suppliers),
        date(starts, 4, 1) if starts else None,
        date(ends, 3, 31) if ends else None,
        **more,
    )


def pairs(*candidates):
    return [(each.one, each.other) for each in likely_duplicates(candidates)]


def test_the_same_contract_told_twice_looks_alike():
    assert pairs(contract("a"), contract("b", "HOUSING Management System")) == [("a", "b")]


def test_words_that_say_little_do_not_tell_titles_apart():
    assert pairs(contract("a"), contract("b", "Provision of a Housing Management System")) == [("a", "b")]


def test_a_title_that_holds_the_other_looks_alike():
    assert pairs(contract("a"), contract("b", "Housing management system: hosting and support")) == [("a", "b")]


@pytest.mark.parametrize(
    "other",
    [
        contract("b", "Leisure bookings"),
        contract("b", suppliers=["nec"]),
        contract("b", suppliers=[]),
        contract("b", starts=2028, ends=2032),
        contract("b", starts=2027, ends=2032),
        contract("b", starts=2028, ends=None),
        contract("b", starts=2026, ends=None),
        contract("b", starts=None, ends=2024),
    ],
)
def test_another_matter_seller_or_term_does_not_look_alike(other):
    assert pairs(contract("a"), other) == []


def test_terms_not_wholly_known_need_the_same_title():
    assert pairs(contract("a"), contract("b", starts=2024, ends=None)) == [("a", "b")]
    assert pairs(contract("a"), contract("b", f"{HOUSING} support", starts=2024, ends=None)) == []


def test_lots_and_years_are_told_apart_by_their_numbers():
    assert pairs(contract("a", f"{HOUSING} lot 1"), contract("b", f"{HOUSING} lot 2")) == []


def test_contracts_of_one_procurement_are_told_apart_by_its_notices():
    assert pairs(contract("a", ocid="ocds-1"), contract("b", ocid="ocds-1")) == []


@pytest.mark.parametrize("written", ["DN700001", "DN 700001", "dn-700001"])
def test_a_shared_number_of_a_portal_is_enough_with_the_same_seller(written):
    one = contract("a", "Consultation hub", reference="DN700001")
    other = contract("b", f"Citizen engagement ({written})", ends=None)

    found = likely_duplicates([one, other])[0]

    assert (found.one, found.other) == ("a", "b")
    assert "DN700001" in found.reasons[0]


def test_a_shared_reference_is_enough_where_one_seller_is_not_known():
    assert pairs(contract("a", reference="CT/2024/17"), contract("b", "Homes", [], reference="ct 2024 17")) == [
        ("a", "b")
    ]


def test_sellers_under_one_reference_are_two_contracts():
    assert pairs(contract("a", reference="CT/2024/17"), contract("b", suppliers=["nec"], reference="CT/2024/17")) == []


@pytest.mark.parametrize("reference", ["1", "REF", "TBC", "n/a", "Software"])
def test_a_reference_that_says_nothing_does_not_count(reference):
    one, other = contract("a", "Homes", reference=reference), contract("b", "Roads", reference=reference)

    assert pairs(one, other) == []


def test_a_shared_reference_counts_for_more_than_alike_titles():
    found = likely_duplicates([contract("a"), contract("b", reference="DN700001"), contract("c", reference="DN700001")])

    assert (found[0].one, found[0].other) == ("b", "c")


def test_the_work_of_a_large_block_is_bounded():
    many = [contract(f"{number:04}") for number in range(200)]

    assert len(likely_duplicates(many)) <= 200 * NEAR


DAYS = st.none() | st.integers(0, 2000).map(lambda days: date(2024, 1, 1) + timedelta(days))
CANDIDATES = st.lists(
    st.builds(
        Candidate,
        id=st.text("abc", min_size=1, max_size=3),
        title=st.sampled_from([HOUSING, f"{HOUSING} lot 1", "Parking DN700001", "Parking", ""]) | st.text(max_size=12),
        suppliers=st.frozensets(st.sampled_from(["civica", "nec"])),
        starts_on=DAYS,
        ends_on=DAYS,
        reference=st.none() | st.sampled_from(["DN700001", "CT-2024-1", "1"]),
        ocid=st.none() | st.sampled_from(["ocds-1", "ocds-2"]),
    ),
    max_size=8,
    unique_by=lambda each: each.id,
)


@given(CANDIDATES, st.randoms())
def test_the_order_of_contracts_does_not_matter(candidates, random):
    shuffled = random.sample(candidates, len(candidates))

    assert likely_duplicates(shuffled) == likely_duplicates(candidates)


@given(CANDIDATES)
def test_every_pair_is_told_once_with_its_reasons(candidates):
    found = likely_duplicates(candidates)

    assert len({(each.one, each.other) for each in found}) == len(found)
    for each in found:
        assert each.one < each.other
        assert 0 < each.score <= 1
        assert each.reasons


def test_contracts_of_one_procurement_published_twice_may_be_one():
    one = contract("a", "Housing system", ocid="ocds-h6vhtk-1")
    other = contract("b", "Landlord platform", ocid="ocds-b5fd17-1")
    same = {frozenset(("ocds-h6vhtk-1", "ocds-b5fd17-1"))}

    (pair,) = likely_duplicates([one, other], same)

    assert pair.reasons[0] == "They come of one procurement, published twice."
    assert likely_duplicates([one, other]) == []


@pytest.mark.parametrize("told", [{"suppliers": ("other",)}, {"title": "Housing system 2"}])
def test_contracts_of_one_procurement_with_other_suppliers_or_numbers_are_not_one(told):
    one = contract("a", "Housing system 1", ocid="ocds-h6vhtk-1")
    other = contract("b", **{"title": "Housing system 1", "suppliers": ("civica",), **told}, ocid="ocds-b5fd17-1")

    assert likely_duplicates([one, other], {frozenset(("ocds-h6vhtk-1", "ocds-b5fd17-1"))}) == []


def test_a_tender_of_jaggaer_is_one_reference_with_and_without_the_number_of_a_notice():
    one = contract("a", "Housing system", reference="tender_396028/1304810")
    other = contract("b", "Landlord platform", reference="tender_396028")

    assert "They have the reference tender_396028 in common." in likely_duplicates([one, other])[0].reasons


def test_tenders_of_jaggaer_with_other_numbers_are_not_one():
    one = contract("a", "Housing system", reference="tender_396028/1304810")
    other = contract("b", "Landlord platform", reference="tender_396029/1304810")

    assert likely_duplicates([one, other]) == []


def test_lots_of_one_reference_are_not_one():
    one = contract("a", "Recycling - Lot 1 Paper", reference="ITT 09/2025")
    other = contract("b", "Recycling - Lot 3 Card", reference="ITT 09/2025")

    assert likely_duplicates([one, other]) == []
