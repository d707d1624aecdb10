"""Whether a contract may be lengthened by some days as a small change, and what is told of it."""

from registry.joint.scores import days as told
from registry.law import Allowance


def fits_in(rule: Allowance | None, over: int) -> bool | None:
    """Return whether `over` days are allowed; None while its start, or what it costs, must be known first."""
    if rule is None or (over <= rule.days and not rule.is_sure):
        return None
    return over <= rule.days


def allowed(rule: Allowance | None, fits: bool | None) -> str:
    """Return that in words, the last part of a sentence."""
    if rule is None:
        return "its start is not known, so nor is whether the law allows that"
    if fits is None:
        return "that is less than 10% of its longest term, but what it costs must be known too to say if it is allowed"
    if fits:
        return f"that is within the {told(rule.days)} that {rule.allowed_by} allows"
    return f"that is more than the {told(rule.days)} that {rule.allowed_by} allows, and may need a competition"
