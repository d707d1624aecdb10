"""What pages say about renewals: what to look into, and options that words seem to mean."""

import pytest
import time_machine
from sqlalchemy import select

from registry.models import Contract
from tests.example_releases import contract_details, period
from tests.filing import file
from tests.web.conftest import assert_well_made


@pytest.fixture(autouse=True)
def on():
    with time_machine.travel("2029-01-10", tick=False):
        yield


@pytest.fixture
def page(client, session, knowledge):
    def shown(ends, words=None, title="NEC Housing"):
        told = {"title": title, "hasRenewal": bool(words), "renewal": {"description": words}}
        file(session, knowledge, contract_details(agreed=period("2026-01-01", ends), contract=told))
        path = f"/contracts/{session.scalar(select(Contract.id))}"
        text = client.get(path).text
        assert_well_made(path, text)
        return text

    return shown


def test_a_contract_that_ended_without_a_word_is_to_be_looked_into(page):
    assert "its authority has declared no decision" in page("2028-12-31")


def test_a_contract_that_runs_is_not(page):
    assert "declared no decision" not in page("2031-12-31")


def test_options_that_words_seem_to_mean_are_shown_beside_them_with_the_call_that_accepts_them(page):
    text = page("2031-12-31", "Two further periods of one year")

    assert "Two further periods of one year" in text
    assert "seem to mean options of 2 x 12 months" in text
    assert "/options</code>" in text


def test_what_others_wrote_is_escaped(page):
    assert "<script>" not in page("2031-12-31", "<script>alert(1)</script> 2 x 12 months")


def test_the_list_of_what_to_replace_soon_says_what_to_look_into(client, page):
    page("2029-06-30", title="Tills & tolls")

    text = client.get("/renewals").text
    assert_well_made("/renewals", text)
    assert "Tills &amp; tolls" in text
    assert "/api/v1/renewals.ics" in text
