"""The days to come of which a tender tells."""

from datetime import date

import pytest

from registry.ocds.coming import notice_expected_on, starts_on
from tests.example_releases import period


def test_a_tender_notice_is_expected_when_the_plan_says():
    tender = {"communication": {"futureNoticeDate": "2026-09-30T00:00:00+01:00"}}

    assert notice_expected_on(tender) == date(2026, 9, 30)


def test_a_contract_starts_with_the_first_of_its_lots():
    lots = [{"contractPeriod": period("2027-04-01")}, {"contractPeriod": period("2027-03-01")}, {}]

    assert starts_on({"lots": lots}) == date(2027, 3, 1)
    assert starts_on({"lots": lots, "contractPeriod": period("2027-01-01")}) == date(2027, 1, 1)


@pytest.mark.parametrize("wrong", [{}, {"communication": 1, "lots": 2}, {"lots": [{"contractPeriod": "soon"}]}])
def test_what_is_not_said_is_not_known(wrong):
    assert notice_expected_on(wrong) is None
    assert starts_on(wrong) is None
