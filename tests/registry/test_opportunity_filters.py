"""What the database works out for opportunities is what the rules say."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import BigInteger, Date, String, cast, func, literal, select

from registry.models import Procurement
from registry.months import add_months
from registry.queries.month_arithmetic import MonthsBefore
from registry.queries.opportunity_filters import is_procurement_below, is_worth_below, pence_with_vat
from registry.thresholds import threshold, threshold_position, with_vat


def worked_out(session, expression):
    return session.scalar(select(expression))


@pytest.mark.parametrize("months", [0, 1, 2, 6, 11, 12, 13, 18, 60])
@pytest.mark.parametrize(
    "on", [date(2027, 3, 31), date(2028, 2, 29), date(2027, 12, 31), date(2027, 1, 1), date(2026, 5, 30)]
)
def test_months_are_taken_off_as_the_rule_takes_them(session, on, months):
    assert worked_out(session, MonthsBefore(literal(on, Date), months)) == add_months(on, -months)


@pytest.mark.parametrize("vat", ["included", "excluded", "unknown", None])
@pytest.mark.parametrize("pence", [0, 1, 4, 5, 99, 17_310_000, 10**12 + 7])
def test_vat_is_added_as_the_rule_adds_it(session, pence, vat):
    found = worked_out(session, pence_with_vat(cast(literal(pence), BigInteger), cast(literal(vat), String)))

    assert found == with_vat(pence, vat)


@pytest.mark.parametrize("vat", ["included", "excluded"])
@pytest.mark.parametrize("near", [-2, -1, 0, 1, 2])
@pytest.mark.parametrize("on", [date(2025, 12, 31), date(2026, 1, 1)])
def test_a_value_is_below_the_threshold_when_the_rule_says_so(session, near, vat, on):
    limit = threshold("services", on).value
    pence = (limit if vat == "included" else limit * 5 // 6) + near
    worth = cast(literal(pence), BigInteger), cast(literal(vat), String), cast(literal("GBP"), String)

    found = worked_out(session, is_worth_below(*worth, on))

    assert bool(found) == (threshold_position(with_vat(pence, vat), on).position == "below")


@pytest.mark.parametrize("published_at", ["2025-12-31T23:59:59Z", "2026-01-01T00:00:00Z"])
def test_the_threshold_of_a_procurement_is_that_of_the_day_it_was_first_published(session, published_at):
    at, between_both = datetime.fromisoformat(published_at), 21_000_000  # pence: below the old, above the new
    session.add(
        Procurement(
            ocid="ocds-1", title="", description="", stage="tender", is_open=True, regime="procurement_act",
            buyer_name="", first_published_at=at, updated_at=at, value_pence=between_both, vat="included",
            currency="GBP", cpv=[], is_technology=True, service_words=[],
        )
    )  # fmt: skip
    session.flush()

    below = session.scalar(select(func.count()).select_from(Procurement).where(is_procurement_below()))

    assert below == (at < datetime(2026, 1, 1, tzinfo=UTC))
