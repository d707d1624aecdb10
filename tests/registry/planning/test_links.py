"""Links to a plan's calendar."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.planning.links import LONGEST, CalendarLink, calendar_token, read_calendar_token
from registry.signed_links import new_link, token_of

SECRET = "a secret of tests"
LINK = CalendarLink("planplanplan1", "E09000007")


def test_a_token_holds_its_link_and_stays_the_same():
    assert read_calendar_token(calendar_token(LINK, SECRET), SECRET) == LINK
    assert calendar_token(LINK, SECRET) == calendar_token(LINK, SECRET)
    assert len(calendar_token(LINK, SECRET)) < LONGEST


def test_a_token_of_another_registry_opens_nothing():
    assert read_calendar_token(calendar_token(LINK, "another"), SECRET) is None


def test_a_link_that_settles_an_item_opens_no_calendar():
    at = datetime(2026, 11, 21, tzinfo=UTC)
    item = new_link(item="i", gss="E09000007", kind="proposal", subject="contract abc", by="Desk", key="t33_", at=at)

    assert read_calendar_token(token_of(item, SECRET), SECRET) is None


@pytest.mark.parametrize("number", range(0, 60, 7))
def test_a_token_that_was_changed_opens_nothing(number):
    token = calendar_token(LINK, SECRET)
    changed = token[:number] + ("A" if token[number] != "A" else "B") + token[number + 1 :]

    assert read_calendar_token(changed, SECRET) is None


@given(st.text(max_size=LONGEST * 2))
def test_no_text_that_is_no_token_breaks_it(text):
    assert read_calendar_token(text, SECRET) is None
