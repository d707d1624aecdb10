"""Until when a supplier can still come in."""

from datetime import UTC, datetime

import pytest
from hypothesis import given

from registry.ocds.deadlines import closes_at
from tests.any_json import any_object, patient
from tests.example_releases import invitation

NOON = datetime(2026, 6, 1, 11, tzinfo=UTC)


def test_tenders_close_at_the_end_of_their_tender_period():
    assert closes_at(invitation(closes="2026-06-01T12:00:00+01:00")["tender"]) == NOON


def test_a_procedure_of_several_stages_closes_to_newcomers_with_the_first():
    tender = {
        "tenderPeriod": {"endDate": "2026-09-01T12:00:00Z"},
        "expressionOfInterestDeadline": "2026-06-01T11:00:00Z",
    }

    assert closes_at(tender) == NOON


def test_the_first_deadline_counts_whichever_it_is():
    tender = {
        "tenderPeriod": {"endDate": "2026-06-01T11:00:00Z"},
        "expressionOfInterestDeadline": "2026-09-01T12:00:00Z",
    }

    assert closes_at(tender) == NOON


def test_deadlines_with_different_offsets_are_compared_as_instants():
    tender = {
        "tenderPeriod": {"endDate": "2026-06-01T11:30:00+00:00"},
        "expressionOfInterestDeadline": "2026-06-01T12:00:00+01:00",
    }

    assert closes_at(tender) == NOON


@pytest.mark.parametrize(
    "tender",
    [{}, {"tenderPeriod": {}}, {"tenderPeriod": {"endDate": "soon"}}, {"tenderPeriod": {"startDate": "2026-06-01"}}],
)
def test_without_a_readable_deadline_there_is_none(tender):
    assert closes_at(tender) is None


def test_an_unreadable_deadline_leaves_the_other():
    tender = {"tenderPeriod": {"endDate": "soon"}, "expressionOfInterestDeadline": "2026-06-01T12:00:00"}

    assert closes_at(tender) == NOON


@patient
@given(any_object)
def test_any_tender_has_a_deadline_or_none(tender):
    found = closes_at(tender)

    assert found is None or found.tzinfo is UTC
