"""What somebody should look into about a contract's end."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from registry.renewals import Flag, renewal
from tests.registry.test_renewals import ENDS, LATEST, Term, option

ONE_DAY = timedelta(days=1)
NOTICE = date(2029, 12, 31)
"""Ninety days before the end."""
WITH_OPTION = Term(options=option(90))


def flags(on, term):
    return list(renewal(term, on, 18).flags)


@pytest.mark.parametrize(
    ("on", "term", "expected"),
    [
        (ENDS, Term(), []),
        (ENDS + ONE_DAY, Term(), [Flag.past_end_unexplained]),
        (ENDS + ONE_DAY, Term(decision="undecided"), [Flag.past_end_unexplained]),
        (ENDS + ONE_DAY, Term(decision="extend"), []),
        (ENDS + ONE_DAY, Term(decision="exit"), []),
        (ENDS + ONE_DAY, Term(status="terminated"), []),
        (ENDS + ONE_DAY, Term(open_ended=True), []),
    ],
)
def test_a_term_that_ended_without_a_word_is_flagged(on, term, expected):
    assert flags(on, term) == expected


@pytest.mark.parametrize(
    ("on", "decision", "expected"),
    [
        (date(2029, 9, 30), None, []),
        (date(2029, 10, 1), None, [Flag.option_notice_near]),
        (NOTICE, None, [Flag.option_notice_near]),
        (NOTICE + ONE_DAY, None, [Flag.option_notice_missed]),
        (ENDS, "extend", [Flag.option_notice_missed]),
        (ENDS + ONE_DAY, "extend", [Flag.option_notice_missed]),
        (NOTICE, "re-procure", []),
        (NOTICE + ONE_DAY, "exit", []),
    ],
)
def test_the_day_to_take_an_option_is_flagged_when_it_is_near_and_when_it_was_missed(on, decision, expected):
    assert flags(on, replace(WITH_OPTION, decision=decision)) == expected


def test_an_unknown_end_is_flagged_unless_the_contract_is_open_ended():
    assert flags(ENDS, Term(None)) == [Flag.no_end]
    assert flags(ENDS, Term(None, LATEST)) == [Flag.no_end]
    assert flags(ENDS, Term(None, open_ended=True)) == []


def test_an_end_before_the_start_is_flagged():
    assert flags(ENDS, Term(starts_on=LATEST)) == [Flag.end_before_start]
    assert flags(ENDS, Term(starts_on=ENDS)) == []
