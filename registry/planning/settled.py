"""What of a plan stays as it is, from which stage on."""

from collections.abc import Mapping
from typing import Any

from registry.plans import Stage, Standing

_TENDERED = frozenset({Stage.procuring, Stage.awarded})
_SETTLED = {"starts_on": "first day", "requirement": "requirement", "value_pence": "value"}
"""What the tender notice tells, by column, and what it is called."""


def why_not_write(standing: Standing, changed: Mapping[str, Any]) -> str | None:
    """Return why what is written about a plan may not be changed so; None when it may.

    `changed` are new values by column. What was agreed is to be in words while it is agreed; what is tendered is what
    the notice says.
    """
    told = [name for column, name in _SETTLED.items() if column in changed]
    if standing.stage in _TENDERED and told:
        return f"The plan is {standing.stage}: the tender notice tells the {' and '.join(told)}, which stays as it is."
    if standing.stage is Stage.agreed and not changed.get("requirement", "-").strip():
        return "The plan is agreed, and its requirement with it: go back to forming first, then empty it."
    return None
