from hypothesis import given
from hypothesis import strategies as st

from search.engines.spellings import terms
from search.words import normalise, tokens


@given(st.text() | st.lists(st.sampled_from(["The", "Council’s", "IT", "of", "licences", "C++", "é"])).map(" ".join))
def test_terms_are_those_of_the_words(text):
    assert terms(text) == [token.term for token in tokens(normalise(text))]
