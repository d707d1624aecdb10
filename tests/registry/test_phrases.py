import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.phrases import PhraseBook, comparable_words, folded_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Café  Wi-Fi", ["cafe", "wi", "fi"]),
        ("Children's Services", ["childrens", "services"]),
        ("HR &amp; Payroll", ["hr", "and", "payroll"]),
        ("S/4HANA_licences", ["s", "4hana", "licences"]),
        ("", []),
    ],
)
def test_case_accents_punctuation_and_entities_are_folded(text: str, words: list[str]):
    assert folded_words(text) == words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("parking permits", "Parking Permit"),
        ("libraries", "library"),
        ("software license", "software licence"),
        ("data center", "data centre"),
        ("HR and Payroll", "HR/Payroll"),
        ("internet of things", "internet things"),
        ("switches", "switch"),
    ],
)
def test_plurals_spellings_and_linking_words_do_not_part_a_phrase(one: str, other: str):
    assert comparable_words(one) == comparable_words(other)


@pytest.mark.parametrize("word", ["gis", "bus", "access", "analysis", "aws"])
def test_words_that_only_look_plural_stay_whole(word: str):
    assert comparable_words(word) == (word,)


def test_the_longest_phrase_wins_and_none_overlaps():
    book = PhraseBook({("parking",): "subject", ("parking", "system"): "system", ("system", "design"): "design"})

    assert list(book.find(["parking", "systems", "design"])) == [("system", "parking systems")]


def test_a_phrase_is_reported_as_the_text_has_it():
    book = PhraseBook({("revenue", "benefit", "system"): "found"})

    assert list(book.find(folded_words("New Revenues & Benefits system"))) == [
        ("found", "revenues and benefits system")
    ]


@given(st.text())
def test_any_text_folds_and_stays_folded(text: str):
    words = folded_words(text)

    assert folded_words(" ".join(words)) == words
