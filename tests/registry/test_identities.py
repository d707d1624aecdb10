"""Public ids."""

import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from registry.identities import public_id

words = st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\x1f"))


@given(st.lists(words, min_size=1, max_size=4))
def test_an_id_is_thirteen_small_letters_and_digits(parts):
    assert re.fullmatch(r"[a-z2-7]{13}", public_id(*parts))


@given(st.lists(words, min_size=1, max_size=4), st.lists(words, min_size=1, max_size=4))
def test_two_ids_are_equal_exactly_when_their_parts_are(one, other):
    assert (public_id(*one) == public_id(*other)) == (one == other)


def test_ids_stay_the_same_for_ever():
    # Links and bookmarks hold these: a change here breaks every one of them.
    assert public_id("contract", "ocds-h6vhtk-0a0001", "1") == "z3o6ydslsyusg"


def test_parts_do_not_run_together():
    spellings = [("ab", "c"), ("a", "bc"), ("abc",), ("a", "b", "c"), ("abc", "")]

    assert len({public_id(*parts) for parts in spellings}) == len(spellings)


def test_the_order_of_parts_matters():
    assert public_id("a", "b") != public_id("b", "a")


def test_a_hundred_thousand_neighbours_do_not_clash():
    ids = sorted(public_id("notice", f"{number:06}-2026") for number in range(100_000))

    assert all(one != other for one, other in pairwise(ids))
