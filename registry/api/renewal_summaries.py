"""`/renewals/summary`: renewals counted, for a page or a chart by month."""

from collections.abc import Iterable
from typing import Any

from flask.views import MethodView

from registry.api.blueprint import Blueprint
from registry.api.joint_parts import in_pounds
from registry.api.renewals import asked
from registry.api.schemas.renewal_filters import RenewalFilters
from registry.api.schemas.renewal_summary import RenewalSummarySchema
from registry.api.session import session
from registry.queries.renewal_counts import renewals_by_flag, renewals_by_month
from registry.renewals import Flag, State

blp = Blueprint("renewal summaries", "Renewals counted by state, by flag, and by the month in which to act")


@blp.route("/renewals/summary")
class RenewalSummary(MethodView):
    @blp.arguments(RenewalFilters(exclude=("sort",)), location="query")
    @blp.response(200, RenewalSummarySchema())
    def get(self, filters: dict[str, Any]) -> dict[str, Any]:
        """Count renewals by state, by flag, and by the month in which to act"""
        found = asked(filters)
        rows = session().execute(renewals_by_month(found.contracts, found.on)).all()
        flagged = session().execute(renewals_by_flag(found.contracts, found.on)).one()
        months: dict[str | None, list[Any]] = {}
        for row in rows:
            months.setdefault(f"{row.year:04}-{row.month:02}" if row.year else None, []).append(row)
        without_day = months.pop(None, [])
        return {
            "on": found.on,
            **_counts(rows),
            "flags": dict(zip(Flag, flagged, strict=True)),
            "months": [{"month": month, **_counts(of)} for month, of in sorted(months.items())],
            "without_day": _counts(without_day),
        }


def _counts(rows: Iterable[Any]) -> dict[str, Any]:
    """Add up rows of year, month, state, contracts, pence with VAT, and of how many these are known."""
    states = dict.fromkeys(State, 0)
    contracts, pence, known = 0, 0, 0
    for _, _, state, number, worth, of in rows:
        states[State(state)] += number
        contracts, pence, known = contracts + number, pence + int(worth or 0), known + of
    return {
        "contracts": contracts,
        "annual_value": in_pounds(pence) if known else None,
        "annual_value_known": known,
        "annual_value_unknown": contracts - known,
        "states": states,
    }
