"""By which of its other names something was found."""

import pytest

from search.naming import found_by

NAMES = ("NEC Housing", "Northgate iWorld", "Northgate Housing", "SX3")


@pytest.mark.parametrize(
    ("words", "title", "expected"),
    [
        (["northgate", "housing"], "Support", "Northgate Housing"),
        (["northgate", "housing"], "NEC Housing", "Northgate Housing"),
        (["northgate"], "NEC Housing", "Northgate iWorld"),
        (["sx3"], "NEC Housing", "SX3"),
        (["northg"], "NEC Housing", "Northgate iWorld"),
        (["housing"], "NEC Housing", None),
        (["housing"], "Northgate Housing upgrade", None),
        (["parking"], "Support", None),
        ([], "Support", None),
    ],
)
def test_the_name_that_says_what_the_title_does_not(words, title, expected):
    assert found_by(words, title, NAMES) == expected


def test_without_names_there_is_none():
    assert found_by(["housing"], "Support", ()) is None
