"""Whether a plan can replace a contract."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import pytest

from registry.planning.replaced import why_not_replace

ON = date(2026, 11, 21)
HOUSING = "housing-management"


@dataclass(frozen=True)
class Contract:
    status: str = "active"
    service_id: str | None = HOUSING
    ends_on: date | None = date(2029, 3, 31)
    max_ends_on: date | None = None
    break_on: date | None = None
    options: list[dict[str, Any]] = field(default_factory=list)
    open_ended: bool = False
    decision: str | None = None


def why_not(**given):
    return why_not_replace(replace(Contract(), **given), HOUSING, ON)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"status": "terminated"}, "it is terminated"),
        ({"status": "cancelled"}, "it is cancelled"),
        ({"ends_on": date(2026, 11, 20)}, "it ended on 20 November 2026"),
        ({"service_id": "telephony"}, "it is for telephony"),
    ],
)
def test_a_plan_replaces_contracts_that_run_and_are_for_its_service(given, told):
    assert why_not(**given).startswith(told)


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"status": "awarded"},
        {"ends_on": ON},
        {"ends_on": None},
        {"ends_on": date(2026, 1, 1), "open_ended": True},
        {"ends_on": date(2026, 1, 1), "max_ends_on": date(2028, 1, 1)},
        {"service_id": None},
    ],
)
def test_what_may_still_run_or_be_for_it_can_be_replaced(given):
    assert why_not(**given) is None
