"""Which renewals are asked for."""

import re
from typing import Any

from marshmallow import ValidationError, fields, validate

from registry.api.fields import Choice, Day
from registry.api.schemas.contract import ContractFilters
from registry.api.schemas.renewal import FLAGS, STATES
from registry.queries.contracts import SORTS


class Within(fields.Str):
    """A span of time from `on`: `18m`, `90d` or `2y`; a bare number counts months. Loads as (number, unit)."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **options: Any) -> Any:
        given = re.fullmatch(r"(\d{1,5})([dmy]?)", super()._deserialize(value, attr, data, **options), re.ASCII)
        if not given:
            raise ValidationError("Give a number of months, or a number with d, m or y: 18, 18m, 90d, 2y.")
        return int(given[1]), given[2] or "m"


class RenewalFilters(ContractFilters):
    """Which renewals, seen from which day: contracts as `/contracts` takes them, technology only, and more."""

    class Meta:
        exclude = ("technology",)

    on = Day("The day to see them from; today unless given.")
    within = Within(
        metadata={
            "description": "Act within this time of `on`: `18m`, `90d`, `2y`; a bare number counts months.",
            "pattern": r"^[0-9]{1,5}[dmy]?$",
        }
    )
    act_after = Day("Act on this day or later.")
    act_before = Day("Act on this day or earlier.")
    state = Choice(STATES, "How pressing it is.")
    flag = Choice(FLAGS, "What somebody should look into.")
    sort = fields.Str(
        validate=validate.OneOf([sign + name for name in SORTS for sign in ("", "-")]),
        metadata={"description": "What comes first, the most pressing unless given; `-` turns it round."},
    )
