"""Titles of procurements, compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.doors.titles import alike, read_title, speaks_against

TITLES = st.lists(
    st.sampled_from(
        ["Housing", "management", "system", "Lot 1", "Lot 2", "2025", "DN760367", "the", "Payroll", "(V2)"]
    ),
    max_size=6,
).map(" ".join)


def likeness(one, other):
    return alike(read_title(one), read_title(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Housing Management System", "DN760367 - Housing management systems"),
        ("Provision of a Housing Management System", "Housing Management System"),
        ("Cardboard recycling", "Carboard Recycling"),
        ("IT Hardware and Peripherals (DN797844)", "Provision of IT Hardware & Peripherals"),
    ],
)
def test_titles_that_say_the_same_are_alike(one, other):
    assert likeness(one, other) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Catering Services Tender", "Cleaning Services Tender"),
        ("Domestic Abuse Support - Adults", "Domestic Abuse Support - Children"),
        ("(Music) Alternative Education", "(Art) Alternative Education"),
        ("Tender", "Contract"),
    ],
)
def test_titles_that_each_have_a_word_of_their_own_are_not_alike(one, other):
    assert likeness(one, other) == 0


def test_a_title_may_say_more_than_the_other():
    assert 0.75 <= likeness("Housing management system", "Housing management system and repairs") < 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Firefighter PPE - Lot 6", "Firefighter PPE - Lot 8"),
        ("Bus tenders 2025", "Bus tenders 2026"),
        ("Records 2024/25", "Records 2026-27"),
        ("Phase II works", "Phase 3 works"),
    ],
)
def test_lots_years_and_numbers_tell_titles_apart(one, other):
    assert speaks_against(read_title(one), read_title(other))


@pytest.mark.parametrize(
    ("one", "other"), [("Bus tenders", "Bus tenders 2025"), ("Lot 6 of PPE", "PPE"), ("A DN760367", "A DN760368")]
)
def test_what_one_title_alone_says_tells_nothing_apart(one, other):
    assert not speaks_against(read_title(one), read_title(other))


@given(TITLES, TITLES)
def test_it_does_not_matter_which_title_comes_first(one, other):
    assert likeness(one, other) == likeness(other, one)
    assert speaks_against(read_title(one), read_title(other)) == speaks_against(read_title(other), read_title(one))


@given(TITLES)
def test_nothing_tells_a_title_apart_from_itself(title):
    assert not speaks_against(read_title(title), read_title(title))
