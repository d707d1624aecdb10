"""Joint opportunities in sentences."""

from datetime import date

from registry.joint.replacement_windows import Uncounted
from registry.joint.scores import days
from registry.joint.sweep import JointOpportunity

_UNCOUNTED = {
    Uncounted.not_running: "It was terminated or cancelled.",
    Uncounted.exiting: "Its authority will buy nothing in its place.",
    Uncounted.unknown_end: "No source says when it ends.",
    Uncounted.past_end: "Its term is over, and no notice says what happened.",
}


def in_a_sentence(opportunity: JointOpportunity, service: str, bridged: int) -> str:
    """Return who could replace what together and when; `bridged` is how many contracts must run on for it."""
    facts = opportunity.facts
    who = f"{facts.authorities} authorities could replace {facts.contracts} contracts for {service} together"
    on = f"on {opportunity.best_on:%-d %B %Y}"
    if not bridged:
        return f"{who} {on}: each can end on that day."
    which = "all" if bridged == facts.contracts else f"{bridged}"
    return f"{who} {on}: {which} of them must be bridged, by {days(facts.bridging_days)} in all."


def uncounted_words(why: Uncounted, ready_on: date) -> str:
    """Return why a contract takes part in nothing; `ready_on` is when a replacement could be ready."""
    if why is Uncounted.too_late:
        return f"It cannot run until {ready_on:%-d %B %Y}, when a replacement begun at once could be ready."
    return _UNCOUNTED[why]
