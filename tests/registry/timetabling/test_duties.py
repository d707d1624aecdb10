"""Which notices a contract needs, by its value and the day its procurement commenced."""

from datetime import date, timedelta

import pytest

from registry.timetabling.duties import notices_due

NOW = date(2026, 11, 2)
MEDIUM, LARGE = 300_000_00, 6_000_000_00


def codes(pence, commenced_on=NOW, **more):
    return [each.notice or each.name for each in notices_due(pence, commenced_on, **more)]


@pytest.mark.parametrize(
    ("pence", "expected"),
    [
        (29_999_99, []),
        (30_000_00, ["UK4", "UK7"]),
        (MEDIUM, ["UK2", "UK3", "UK4", "UK6", "UK7", "UK8", "UK10", "UK11"]),
        (None, ["UK2", "UK3", "UK4", "UK6", "UK7", "UK8", "UK10", "UK11"]),
        (2_000_000_01, ["UK1", "UK2", "UK3", "UK4", "UK6", "UK7", "UK8", "UK10", "UK11"]),
        (
            LARGE,
            ["UK1", "UK2", "UK3", "UK4", "UK6", "UK7", "Copy of the contract", "UK9", "UK8", "UK10", "UK11"],
        ),
    ],
)
def test_the_larger_a_contract_the_more_is_published(pence, expected):
    assert codes(pence) == expected


def test_procurements_of_the_previous_law_keep_its_notices():
    assert codes(MEDIUM, date(2025, 2, 23)) == []
    assert codes(MEDIUM, date(2025, 2, 24)) != []


@pytest.mark.parametrize(
    ("code", "first_day"), [("UK9", date(2026, 1, 1)), ("UK8", date(2026, 4, 1)), ("UK10", date(2025, 2, 24))]
)
def test_a_duty_begins_on_its_day(code, first_day):
    assert code not in codes(LARGE, first_day - timedelta(days=1))
    assert code in codes(LARGE, first_day)


def test_performance_is_told_of_older_contracts_too_once_the_duty_began():
    assert "UK9" in codes(LARGE, date(2025, 6, 1), on=date(2026, 1, 1))


def test_payments_are_told_only_of_procurements_commenced_since():
    assert "UK8" not in codes(LARGE, date(2026, 3, 31), on=NOW)


def test_light_touch_contracts_change_and_perform_unseen():
    assert {"UK9", "UK10"}.isdisjoint(codes(LARGE, kind="light_touch"))


def test_a_planned_procurement_notice_is_optional():
    assert [each.notice for each in notices_due(MEDIUM, NOW) if each.is_optional] == ["UK3"]
