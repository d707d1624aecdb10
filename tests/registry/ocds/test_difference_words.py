"""What a notice changed, in a sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.ocds.difference_values import in_words, moved
from registry.ocds.difference_words import change_in_words, unmerged_in_words
from registry.ocds.differences import Difference, Member, differences
from tests.any_json import any_json, any_object, patient

PARTY = {"id": "P1", "name": "Civica"}
RECORD = {
    "parties": [PARTY],
    "tender": {"lots": [{"id": "1"}, {"id": "2"}]},
    "awards": [{"id": "1"}],
    "contracts": [{"id": "1"}],
}
LOT, CONTRACT, AWARD = ("tender", "lots", Member("2")), ("contracts", Member("1")), ("awards", Member("1"))


def words(path, before, after, record=RECORD):
    return change_in_words(Difference(path, before, after), record)


@pytest.mark.parametrize(
    ("path", "before", "after", "expected"),
    [
        (("tender", "title"), "A", "B", "The title changed from A to B."),
        (("tender", "id"), None, "DN1", "The buyer's reference was given: DN1."),
        (("tender", "title"), "A", None, "The title was left out; it was A."),
        (
            ("tender", "tenderPeriod", "endDate"),
            "2026-05-03T00:00:00+01:00",
            "2026-05-17T00:00:00+01:00",
            "The deadline moved from 3 May to 17 May 2026.",
        ),
        (
            (*CONTRACT, "period", "endDate"),
            "2026-12-31T23:59:59Z",
            "2027-03-31T23:59:59+01:00",
            "The contract's end moved from 31 December 2026 to 31 March 2027.",
        ),
        (
            (*LOT, "contractPeriod", "maxExtentDate"),
            None,
            "2030-03-31",
            "The latest contract end, with every option of lot 2 was given: 31 March 2030.",
        ),
        ((*CONTRACT, "status"), "active", "terminated", "The contract was ended."),
        ((*AWARD, "status"), "pending", "unsuccessful", "The award was not made."),
        ((*LOT, "status"), "active", "cancelled", "Lot 2 was cancelled."),
        (("tender", "status"), "active", "withdrawn", "The procurement was withdrawn."),
        (
            ("tender", "value"),
            {"amount": 1000, "currency": "GBP"},
            {"amount": 2000, "amountGross": 2400, "currency": "GBP"},
            "The value changed from £1,000.00 to £2,000.00 (£2,400.00 with VAT).",
        ),
        (("tender", "aboveThreshold"), None, True, "The word on whether it is above the threshold was given: yes."),
        (LOT, None, {"id": "2", "title": "North"}, "Lot 2 was added: North."),
        (LOT, {"id": "2"}, None, "Lot 2 was left out."),
        (("parties", Member("P1")), None, {**PARTY, "roles": ["supplier"]}, "Civica was named as supplier."),
        (AWARD, None, {"id": "1", "suppliers": [PARTY]}, "It was awarded to Civica."),
        (
            AWARD,
            None,
            {"id": "1", "suppliers": [PARTY, {"name": "Capita"}], "relatedLots": ["2"]},
            "Lot 2 was awarded to Civica and Capita.",
        ),
        ((*AWARD, "suppliers", Member("P1")), None, PARTY, "Civica was added as a supplier."),
        (
            CONTRACT,
            None,
            {"id": "1", "status": "terminated", "implementation": {"endDate": "2026-03-12T00:00:00Z"}},
            "The contract was ended on 12 March 2026.",
        ),
        (
            CONTRACT,
            None,
            {"id": "1", "status": "cancelled", "statusDetails": "It is run again."},
            "The contract was called off, because: It is run again.",
        ),
        (
            CONTRACT,
            None,
            {"id": "1", "title": "Parking", "period": {"startDate": "2026-04-01", "endDate": "2027-03-31"}},
            "The contract was told of: Parking, from 1 April 2026, to 31 March 2027.",
        ),
        (
            (*CONTRACT, "proposedAmendments", Member("a")),
            None,
            {"id": "a", "date": "2026-08-13T23:59:59+01:00", "period": {"endDate": "2027-05-31"}},
            "A change of the contract is proposed for 13 August 2026: its end would be 31 May 2027.",
        ),
        (
            (*CONTRACT, "amendments", Member("a")),
            None,
            {"id": "a", "date": "2026-07-28", "rationale": "More users."},
            "The contract was changed for 28 July 2026, because: More users.",
        ),
        (
            ("tender", "amendments", Member("a")),
            None,
            {"id": "a", "rationale": "A typing error"},
            "The notice was corrected, because: A typing error.",
        ),
        (
            ("contracts", Member("1"), "implementation", "metrics", Member("3"), "observations", Member("x")),
            None,
            {"id": "x", "measure": "99%", "measureClassification": {"id": "met", "description": "Good"}},
            "Performance indicator 3 of the contract was measured: 99% (Good).",
        ),
        (
            ("tender", "documents", Member("x")),
            None,
            {"id": "x", "title": "Specification"},
            "The document “Specification” was added.",
        ),
        (
            ("tender", "mainProcurementCategory"),
            "goods",
            "services",
            "The main procurement category changed from goods to services.",
        ),
    ],
)
def test_a_change_is_said_in_words(path, before, after, expected):
    assert words(path, before, after) == expected


def test_one_of_several_contracts_is_told_by_its_number():
    record = {"contracts": [{"id": "1"}, {"id": "2"}]}

    assert words(("contracts", Member("2"), "dateSigned"), None, "2026-05-03", record) == (
        "The day of signing of contract 2 was given: 3 May 2026."
    )


def test_a_day_written_in_another_way_has_not_moved():
    said = words((*LOT, "contractPeriod", "startDate"), "2028-01-01T00:00:00Z", "2028-01-01T00:00:00+00:00")

    assert said == "The contract start of lot 2 was written in another way: 1 January 2028."


def test_what_stands_beside_the_record_says_so():
    said = unmerged_in_words((*CONTRACT, "period", "startDate"), "2027-01-01", RECORD)

    assert said == "The notice itself also gives the contract's start as 1 January 2027."


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("2026-05-03", "2026-05-17", "from 3 May to 17 May 2026"),
        ("2026-05-03T12:00:00+01:00", "2026-05-17T12:00:00+01:00", "from 3 May to 17 May 2026"),
        ("2026-05-03T12:00:00+01:00", "2026-05-17T16:00:00Z", "from 3 May 2026, 12:00 to 17 May 2026, 17:00"),
        ("2026-05-03T00:00:00+01:00", "2026-05-04T23:59:59+01:00", "from 3 May to 4 May 2026"),
        ("2026-13-03", "2026-05-04", None),
        ("next week", "2026-05-04", None),
    ],
)
def test_a_moved_day_is_told_as_shortly_as_can_be(before, after, expected):
    assert moved(before, after) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (True, "yes"),
        (3, "3"),
        ("openProcedure", "open procedure"),
        (["goods", "works"], "goods, works"),
        ({"amount": 5, "currency": "EUR"}, "EUR 5.00"),
        ({"amountGross": 5, "currency": "GBP"}, "£5.00 with VAT"),
        ({"sme": True, "vcse": False}, "sme: yes; vcse: no"),
        ("a\n  b", "a b"),
    ],
)
def test_a_value_is_said_in_words(value, expected):
    assert in_words(value) == expected


@patient
@given(any_json)
def test_any_value_has_bounded_words(value):
    assert len(in_words(value)) <= 201


@patient
@given(any_object, any_object, st.sampled_from([(), ("tender",), AWARD, CONTRACT, LOT]))
def test_any_change_has_words(before, after, path):
    for each in differences(before, after, path):
        if each.path:
            assert change_in_words(each, RECORD)
