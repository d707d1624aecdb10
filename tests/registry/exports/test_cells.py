"""Values as cells."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.exports.cells import decimal, harmless, joined


@pytest.mark.parametrize(
    "text",
    [
        *(
            "=1+1",
            "+44 20 7946 0000",
            "-1",
            "@SUM(A1)",
            "\t=1",
            "\r=1",
            "\n=1",
            " =1+1",
            "\u00a0=1",
            "＝1",
            "＋1",
            "－1",
        ),
        *('=HYPERLINK("https://example.org","click")', "=cmd|' /C calc'!A0", "- a list", "@"),
    ],
)
def test_what_could_run_as_a_formula_is_text(text):
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize(
    "text", ["", "Housing", "3 years", "'quoted'", '"=1"', "(=1)", "£5", "a=b", "é", "  two blanks"]
)
def test_other_text_is_left_alone(text):
    assert harmless(text) == text


@given(st.text())
def test_no_cell_begins_like_a_formula_and_saying_it_twice_changes_nothing(text):
    safe = harmless(text)

    assert safe.lstrip()[:1] not in ("=", "+", "-", "@")
    assert safe[:1] not in ("\t", "\r", "\n")
    assert harmless(safe) == safe


@given(st.integers(-(10**15), 10**15))
def test_pence_are_written_as_pounds(pence):
    assert Decimal(decimal(pence)) * 100 == pence
    assert decimal(pence)[-3] == "."


def test_several_texts_are_joined_and_an_unknown_one_leaves_its_place():
    assert joined(["Camden", "Hackney"]) == "Camden; Hackney"
    assert joined(["01628868", None]) == "01628868; "
    assert joined([None]) == ""
    assert joined([]) == ""
    assert joined(["=1", "x"]) == "'=1; x"
    assert joined([12, 34]) == "12; 34"
