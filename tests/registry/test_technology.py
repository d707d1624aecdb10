import pytest

from registry.phrases import comparable_words
from registry.technology import BARE_SYSTEM_NOUNS, HOW_TO_BID, SYSTEM_NOUNS, VAGUE_SUBJECTS, technology_codes


@pytest.mark.parametrize(
    "code", ["30200000", "32400000", "48161000", "50312000", "51611000", "64212000", "72262000", "72000000-5"]
)
def test_codes_of_the_technology_divisions_are_technology(code: str):
    assert technology_codes([code]) == (code[:8],)


@pytest.mark.parametrize(
    ("code", "what"),
    [
        ("30192700", "stationery"),
        ("30131400", "postage machines"),
        ("32354800", "cling film"),
        ("64112000", "letters"),
        ("72224000", "project management"),
        ("45000000", "construction"),
        ("50700000", "building repairs"),
        ("51100000", "electrical installation"),
        ("", "nothing"),
        ("not a code", "nonsense"),
    ],
)
def test_other_codes_are_not(code: str, what: str):
    assert technology_codes([code]) == ()


def test_a_lone_technology_code_in_a_long_list_of_works_says_nothing():
    works = [f"4511{number:04}" for number in range(11)]

    assert technology_codes([*works, "48000000"]) == ()


def test_a_technology_code_in_a_short_list_decides():
    assert technology_codes(["98351110", "63712400", "72000000"]) == ("72000000",)


def test_bare_system_nouns_are_system_nouns():
    assert set(BARE_SYSTEM_NOUNS) <= SYSTEM_NOUNS


@pytest.mark.parametrize("phrase", sorted(VAGUE_SUBJECTS | HOW_TO_BID | SYSTEM_NOUNS))
def test_listed_phrases_are_written_as_they_are_compared(phrase: str):
    assert " ".join(comparable_words(phrase)) == phrase
