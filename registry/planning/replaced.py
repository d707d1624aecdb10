"""Whether a plan can replace a contract."""

from datetime import date
from typing import Protocol

from registry.planning.effects import PlannedTerm, in_words
from registry.renewing.dates import RUNNING
from registry.renewing.term_ends import latest_on


class Replaced(PlannedTerm, Protocol):
    """A contract's term, and what the contract is for."""

    @property
    def service_id(self) -> str | None: ...


def why_not_replace(contract: Replaced, service_id: str, on: date) -> str | None:
    """Return why a plan for a service cannot replace a contract, seen from a day; None when it can.

    One of which no source says what it is for, or when it ends, is taken at its authority's word.
    """
    if contract.status not in RUNNING:
        return f"it is {contract.status}: a plan replaces contracts that run."
    last = latest_on(contract)
    if last is not None and last < on and not contract.open_ended:
        return f"it ended on {in_words(last)}: a plan replaces contracts that run."
    if contract.service_id not in (None, service_id):
        return f"it is for {contract.service_id}, and the plan for {service_id}."
    return None
