import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.words import normalise, plain_words, term, tokens

SAME = [
    ("colour", "color"),
    ("organisation", "organization"),
    ("organising", "organized"),
    ("licence", "licensing"),
    ("programme", "programs"),
    ("programmes", "programming"),
    ("catalogue", "catalog"),
    ("centre", "center"),
    ("analyse", "analyze"),
    ("fibre", "fiber"),
    ("labour", "labor"),
    ("recycle", "recycling"),
    ("enquiries", "inquiry"),
    ("enrolment", "enrollment"),
    ("modelling", "modeling"),
    ("defence", "defense"),
    ("paediatric", "pediatric"),
    ("practise", "practice"),
    ("programming", "programs"),
    ("revise", "revision"),
    ("permit", "permits"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_two_forms_of_a_word_are_one_term(one, other):
    assert term(one) == term(other)


@pytest.mark.parametrize(("one", "other"), [("policy", "police"), ("council", "counsel"), ("housing", "house")])
def test_two_words_are_two_terms(one, other):
    assert term(one) != term(other)


@pytest.mark.parametrize("word", ["IT", "us", "may", "will", "can", "C", "R", "C++", "C#"])
def test_no_word_that_means_something_here_is_passed_over(word):
    assert plain_words(word) == [word.lower()]


def test_case_accents_apostrophes_and_width_do_not_matter():
    assert plain_words("Council’s RÉSUMÉ Ｄａｔａ ﬁle") == ["council", "resume", "data", "file"]


def test_a_full_stop_parts_words_even_without_a_space():
    assert plain_words("services.Housing") == ["services", "housing"]


def test_nul_and_broken_characters_are_no_words():
    assert plain_words("\x00 \ud800 \U0001f600") == []


@given(st.text())
def test_every_token_stands_where_it_says(text):
    normalised = normalise(text)

    for token in tokens(normalised):
        assert plain_words(normalised[token.start : token.end]) == [token.plain]


@given(st.text())
def test_words_are_found_again_by_themselves(text):
    words = plain_words(text)

    assert plain_words(" ".join(words)) == words
