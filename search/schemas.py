"""What a search takes: its arguments."""

import re
from typing import Any

from marshmallow import Schema, ValidationError, fields, validate

from registry.api.fields import Choice, Day
from registry.api.references import authority_filter, product_filter, service_filter, supplier_filter
from registry.api.schemas.contract import STATUSES
from registry.api.schemas.plan import STAGES as PLAN_STAGES
from registry.api.schemas.value_filters import ValueFilters
from registry.ocds.notice_types import STAGES
from search.bands import BANDS, UNKNOWN
from search.cursors import LONGEST
from search.language import MAX_CHARACTERS
from search.tree import FIELDS as SEARCH_FIELDS

KINDS = ["notice", "contract", "plan", "system", "product", "supplier", "authority", "service"]
SYSTEM_STATUSES = ["proposed", "live", "retiring", "retired"]
SORTS = ["relevance", "closing", "ending", "published", "-published", "value", "-value"]


class Months(fields.Str):
    """One or several months, separated by commas; loads as a list."""

    def __init__(self, description: str) -> None:
        month = r"([0-9]{4}-(0[1-9]|1[0-2])|unknown)"
        described = f"{description} `unknown` where no source says; several with commas."
        self.pattern = rf"^{month}(,{month}){{0,99}}$"
        super().__init__(metadata={"description": described, "pattern": self.pattern, "example": "2027-03"})

    def _deserialize(self, value: Any, attr: str | None, data: Any, **options: Any) -> Any:
        given = super()._deserialize(value, attr, data, **options)
        if not re.fullmatch(self.pattern.strip("^$"), given, re.ASCII):
            raise ValidationError("Give months: 2027-03, or several with commas between.")
        return given.split(",")


class SearchFilters(Schema):
    """What to find, and in which order."""

    q = fields.Str(
        load_default="",
        validate=validate.Length(max=MAX_CHARACTERS),
        metadata={
            "description": 'Words: where few records have them all, some will do. `"a phrase"`, `-without`, '
            f"`beginning*`, `one OR other`, brackets, and `field:word` for {', '.join(SEARCH_FIELDS)}. "
            "`reading` tells what was searched for. Nothing finds everything.",
            "example": "housing management",
        },
    )
    kind = Choice(KINDS, "What to find.")
    authority = authority_filter()
    service = service_filter()
    supplier = supplier_filter()
    product = product_filter()
    stage = Choice([*STAGES, *PLAN_STAGES], "What a notice reports, or how far a plan is.")
    status = Choice([*STATUSES, *SYSTEM_STATUSES], "Whether a contract runs, or a system is in use.")
    closing_after = Day("Open for answers until this day or later.")
    closing_before = Day("Open for answers until this day or earlier.")
    ending_after = Day("Ends on this day or later; of a plan, what it replaces.")
    ending_before = Day("Ends on this day or earlier; of a plan, what it replaces.")
    known = fields.Bool(
        load_default=False,
        metadata={"description": "Leave out what has no known day where days are asked for."},
    )
    sort = fields.Str(
        load_default="relevance",
        validate=validate.OneOf(SORTS),
        metadata={
            "description": "What comes first; `-` turns it round. What is unknown comes last. "
            "Without words to be relevant to: the latest published."
        },
    )


class SearchArguments(SearchFilters, ValueFilters):
    """What to find, how to rank it, and how to page beyond what pages reach."""

    value_band = Choice([*BANDS, UNKNOWN], "Value, by the least of its band in pounds.")
    closing_month = Months("Month until which it is open for answers.")
    ending_month = Months("Month in which it ends; of a plan, what it replaces.")
    boost = fields.Bool(
        load_default=True,
        metadata={
            "description": "Let what is open for answers, or published in the last 90 days, come a little earlier: "
            "`why` tells where it did."
        },
    )
    cursor = fields.Str(
        validate=validate.Length(max=LONGEST),
        metadata={
            "description": "Instead of `page`: empty to begin, then `next_cursor` of the answer before. Goes on beyond "
            "what can be paged through, and neither skips nor repeats what stays in its place."
        },
    )


class SuggestionFilters(Schema):
    """What has been typed so far."""

    q = fields.Str(
        required=True,
        validate=validate.Length(1, 100),
        metadata={"description": "How a title begins."},
    )
    size = fields.Int(load_default=8, validate=validate.Range(1, 20), metadata={"description": "At most so many."})
