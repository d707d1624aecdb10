"""Links that settle one item without a key."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.signed_links import LASTS, LONGEST, ExpiredLink, UnknownLink, new_link, read_token, token_of

AT = datetime(2026, 11, 21, 12, tzinfo=UTC)
SECRET = "a secret of tests"


def link(**parts):
    given = {"item": "itemitemitem1", "gss": "E09000007", "kind": "proposal", "subject": "contract abc"}
    given |= {"by": "Desk", "key": "t33_AbCdEfGh"}
    return new_link(**{**given, **parts}, at=AT)


def test_a_token_holds_its_link():
    made = link(by="Büro \N{SNOWMAN}")

    assert read_token(token_of(made, SECRET), SECRET, AT) == made


def test_a_link_lasts_thirty_days():
    made = link()
    token = token_of(made, SECRET)

    assert made.expires_at == AT + timedelta(days=30)
    assert read_token(token, SECRET, AT + LASTS - timedelta(seconds=1)) == made
    with pytest.raises(ExpiredLink):
        read_token(token, SECRET, AT + LASTS)


def test_no_two_links_are_the_same():
    assert link().nonce != link().nonce
    assert len(link().nonce) == 43


def test_another_secret_signs_another_token():
    with pytest.raises(UnknownLink):
        read_token(token_of(link(), SECRET), "another", AT)


def test_the_longest_label_fits():
    assert len(token_of(link(by="é" * 100), SECRET)) < LONGEST


@given(st.integers(0, 10**4), st.characters(codec="ascii"))
def test_a_token_that_was_tampered_with_is_refused(place, letter):
    token = token_of(link(), SECRET)
    place %= len(token) - 1  # the last letter of a base64 text holds bits that say nothing
    changed = token[:place] + letter + token[place + 1 :]
    if changed != token:
        with pytest.raises(UnknownLink):
            read_token(changed, SECRET, AT)


@given(st.text(max_size=60))
def test_any_other_text_is_refused(text):
    with pytest.raises(UnknownLink):
        read_token(text, SECRET, AT)


def test_a_token_of_any_length_is_refused_at_once():
    with pytest.raises(UnknownLink):
        read_token("a" * 10**6, SECRET, AT)
