"""What a visitor of a joint opportunity supposes, and what it then comes to. Nothing of it is saved."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from registry.api.clock import today
from registry.api.joint_reading import opportunities
from registry.joint.candidates import WhatIf
from registry.joint.members import replaced_on
from registry.joint_procurement import JointOpportunity
from web.asking import asked_choice, asked_day, asked_number

LONGEST_LEAD = 120
"""Months."""


@dataclass(frozen=True, slots=True)
class Supposed:
    """One contract left out, another day, another lead time."""

    without: str | None
    day: date | None
    lead_months: int | None

    @property
    def what_if(self) -> WhatIf:
        left_out = frozenset({self.without} if self.without else ())
        return WhatIf(left_out=left_out, lead_months=self.lead_months)

    def __bool__(self) -> bool:
        return bool(self.without or self.day) or self.lead_months is not None


def asked(ids: Collection[str]) -> Supposed:
    """Return what the request supposes of contracts with these ids; what cannot be is left out."""
    day = asked_day("day")
    return Supposed(
        asked_choice("without", ids),
        day if day and day >= today() else None,
        asked_number("lead_months", 0, LONGEST_LEAD),
    )


def as_supposed(base: JointOpportunity, supposed: Supposed) -> JointOpportunity | None:
    """Return the opportunity that keeps most of the contracts of `base`; None when none keeps two of them."""
    one: JointOpportunity | None = base
    if supposed.what_if != WhatIf():
        ids = {window.candidate.id for window in base.members}
        one = _most_alike(opportunities(today(), supposed.what_if, [base.service_id]), ids)
    return replaced_on(one, supposed.day) if one and supposed.day else one


def _most_alike(found: Iterable[JointOpportunity], ids: set[str]) -> JointOpportunity | None:
    kept = [(sum(window.candidate.id in ids for window in each.members), each) for each in found]
    most, one = max(kept, key=lambda pair: pair[0], default=(0, None))
    return one if most > 1 else None
