"""Which suppliers are suggested to be one, and how strongly."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.supplier_names import name_key
from registry.supplier_suggestions import MOST_IN_BLOCK, Known, like_pairs, suggested


def known(name, number=None, id_=None):
    return Known(id_ or f"{name} {number}", name, name_key(name), number)


def names(pairs):
    return [{one.name, other.name} for one, other in pairs]


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Northgate Public Services Ltd", "Northgate Public Service Limited", True),
        ("Civica UK Limited", "Civica UK Ltd", True),
        ("Softcat plc", "Softcat Plc.", True),
        ("Softcat plc", "Bytes Software Services Ltd", False),
        ("Capita Business Services Ltd", "Capita Property Ltd", False),
    ],
)
def test_names_that_are_nearly_one_are_suggested(one, other, alike):
    assert bool(like_pairs([known(one), known(other, "00000012")])) is alike


def test_two_companies_with_like_names_are_never_suggested():
    assert like_pairs([known("Liberata UK Limited", "00000012"), known("Liberate UK Limited", "00000034")]) == []


def test_one_name_with_two_numbers_is_suggested_with_less_weight():
    (found,) = suggested(like_pairs([known("Idox plc", "00000012"), known("Idox plc", "00000034")]), {})

    assert (found.score, found.why) == (0.7, ("one legal name", "two company numbers"))


def test_the_one_with_a_number_is_the_one_to_keep():
    unnumbered, numbered = known("Idox Softwar Ltd", id_="a"), known("Idox Software Ltd", "00000012", id_="b")

    (found,) = suggested(like_pairs([unnumbered, numbered]), {})

    assert (found.one, found.other) == (numbered, unnumbered)


def test_what_an_editor_keeps_apart_is_not_suggested_again():
    pair = [known("Idox Softwar Ltd", id_="a"), known("Idox Software Ltd", id_="b")]

    assert like_pairs(pair, apart=[("b", "a")]) == []


def test_selling_to_one_authority_counts():
    pairs = like_pairs([known("Idox Softwar Ltd", id_="a"), known("Idox Software Ltd", id_="b")])

    (alone,), (together,) = suggested(pairs, {}), suggested(pairs, {"a": {"E09000007"}, "b": {"E09000007"}})

    assert together.score > alone.score
    assert "they sell to one authority" in together.why


def test_the_likeliest_come_first():
    pairs = like_pairs([known("Idox Softwar Ltd"), known("Idox Software Ltd"), known("IDOX SOFTWARE", id_="z")])

    scores = [each.score for each in suggested(pairs, {})]

    assert scores == sorted(scores, reverse=True)


def test_of_one_supplier_all_its_pairs_are_found_whichever_comes_first():
    all_three = [known("Idox Softwar Ltd", id_="c"), known("Idox Software", id_="b"), known("Idox Softwares", id_="a")]

    assert {each.id for pair in like_pairs(all_three, of="b") for each in pair} == {"a", "b", "c"}


def test_a_crowd_of_like_names_stays_bounded():
    crowd = [known(f"London {number} Ltd") for number in range(5 * MOST_IN_BLOCK)]

    assert len(like_pairs(crowd, of=crowd[0].id)) < MOST_IN_BLOCK


@given(st.lists(st.text("abc ", max_size=6), max_size=12))
def test_pairs_are_two_and_told_once(spelt):
    pairs = like_pairs([known(name, id_=str(number)) for number, name in enumerate(spelt)])

    ids = [frozenset((one.id, other.id)) for one, other in pairs]
    assert all(len(pair) == 2 for pair in ids)
    assert len(set(ids)) == len(ids)
