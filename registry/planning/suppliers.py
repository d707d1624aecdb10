"""What suppliers may say to a plan, and its members to them. Fairness is the rule: what one is told, all can read."""

from collections.abc import Sequence

from registry.plans import OPEN, Stage

MOST_ANSWERS = 200
_NOW = {
    Stage.procuring: "It is tendered: answer the tender",
    Stage.awarded: "It is awarded",
    Stage.closed: "It is closed",
    Stage.abandoned: "It was given up",
}


def why_not_interest(stage: Stage, ocids: Sequence[str]) -> str | None:
    """Return why a supplier may not say any more that it is interested; `ocids` are the plan's own procurements."""
    if stage in OPEN:
        return None
    where = "".join(f", /api/v1/procurements/{each}" for each in ocids) if stage is Stage.procuring else ""
    return f"{_NOW[stage]}{where}. Suppliers say that they are interested while a plan is forming or agreed."


def why_not_tell(told: int) -> str | None:
    """Return why nothing more may be answered in a plan that holds so many answers."""
    return f"A plan holds {MOST_ANSWERS} answers." if told >= MOST_ANSWERS else None
