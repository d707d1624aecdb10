"""Arguments of joint opportunities, and what may be supposed with them."""

import re
from datetime import date
from typing import Any

from marshmallow import Schema, ValidationError, fields, validate

from registry.api.fields import Choice, Day
from registry.api.references import authority_filter, service_filter
from registry.joint.replacement_windows import Uncounted

MOST_SUPPOSED = 50
SORTS = ("score", "best_on", "authorities", "annual_value", "bridging_days")
_DAY = Day()


class ContractIds(fields.Str):
    """Ids of contracts with commas between; loads as a tuple."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **options: Any) -> Any:
        given = super()._deserialize(value, attr, data, **options).split(",")
        if len(given) > MOST_SUPPOSED or not all(re.fullmatch(r"[a-z0-9]{1,20}", each) for each in given):
            raise ValidationError(f"Give ids of contracts with commas between, {MOST_SUPPOSED} at most.")
        return tuple(given)


class Moves(fields.Str):
    """Contracts with their supposed ends, as `<id>:<day>`, with commas between; loads as pairs."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **options: Any) -> Any:
        given = super()._deserialize(value, attr, data, **options).split(",")
        if len(given) > MOST_SUPPOSED:
            raise ValidationError(f"Move {MOST_SUPPOSED} contracts at most.")
        moves = [self._one(each) for each in given]
        if len({id_ for id_, _ in moves}) < len(moves):
            raise ValidationError("Move each contract once.")
        return tuple(sorted(moves))

    def _one(self, word: str) -> tuple[str, date]:
        id_, _, day = word.partition(":")
        if not re.fullmatch(r"[a-z0-9]{1,20}", id_):
            raise ValidationError("Give contracts with their days: <id>:2027-03-31, several with commas between.")
        return id_, _DAY.deserialize(day)


class Supposed(Schema):
    """The day to see from, and what to suppose: nothing of it is saved."""

    on = Day("The day to see them from; today unless given.")
    move = Moves(
        metadata={"description": "Suppose that contracts end on other days: `<id>:<day>`, several with commas between."}
    )
    leave_out = ContractIds(metadata={"description": "Suppose that these contracts (ids with commas) take no part."})
    lead_months = fields.Int(
        strict=False,
        validate=validate.Range(0, 120),
        metadata={"description": "Suppose that every replacement takes so many months."},
    )
    day = Day("Replace on this day, rather than on the best.")


class JointOpportunityFilters(Supposed):
    """Which joint opportunities, in which order."""

    class Meta:
        include = {  # noqa: RUF012 (theirs; `from` is a word of Python's)
            "from": Day("The best day is this day or later."),
        }

    service = service_filter()
    authority = authority_filter()
    until = Day("The best day is this day or earlier.")
    min_authorities = fields.Int(
        load_default=2,
        validate=validate.Range(2, 100),
        metadata={"description": "Of at least so many authorities."},
    )
    sort = fields.Str(
        load_default="-score",
        validate=validate.OneOf([sign + name for name in SORTS for sign in ("", "-")]),
        metadata={"description": "What comes first; `-` turns it round."},
    )


class UncountedFilters(Schema):
    """Which contracts that take part in no joint opportunity."""

    on = Day("The day to see them from; today unless given.")
    service = service_filter()
    authority = authority_filter()
    why = Choice(list(map(str, Uncounted)), "Why they take no part.")
