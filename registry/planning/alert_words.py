"""What changed of a contract that a plan reckons with, in a sentence."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from registry.options import months_newly_taken, read_options
from registry.planning.effects import in_words
from registry.renewing.dates import RUNNING
from registry.renewing.term_ends import EXTEND

DAYS = ("ends_on", "max_ends_on", "break_on")
"""The terms that are days."""


def said(name: str, was: Mapping[str, Any], now: Mapping[str, Any], whose: str, on: date) -> str:
    """Return what changed, in a sentence."""
    who = capital(whose)
    if name in DAYS:
        return f"{who} {_moved(name, day_of(was.get(name)), day_of(now[name]))}."
    if name == "status":
        return f"{who} {_ended(now['status'], day_of(now['ends_on']), on)}."
    if name == "decision":
        words = _EXTENDED if _is_carried_out(was, now) else _DECIDED.get(now["decision"] or "", _UNDECIDED)
        return words.format(whose=whose, who=who)
    if name == "options":
        return f"{who} now has {_options(now['options'])}; it had {_options(was.get('options') or ())}."
    if name == "open_ended":
        return f"{who} {'now runs until one side ends it' if now[name] else 'no longer runs on without an end'}."
    return f"{who} stands for itself again."


_DECIDED = {
    "extend": "{who} is to be extended: its authority has decided so.",
    "re-procure": "{who} is to be bought again: its authority has decided so.",
    "exit": "{who} is not to be replaced: its authority has decided to exit. Ask whether it still takes part.",
}
_EXTENDED = "{who} was extended, as its authority had decided."
_UNDECIDED = "Its authority has taken back what it decided about {whose}."
_MEANT = {
    "ends_on": ("now ends on {now}", "not on {was}", "has no known end any more"),
    "max_ends_on": ("can now run until {now}", "not until {was}", "has no known longest term any more"),
    "break_on": ("can now be ended early from {now}", "not from {was}", "cannot be ended early any more"),
}


def _is_carried_out(was: Mapping[str, Any], now: Mapping[str, Any]) -> bool:
    """Whether a decision to extend is undecided again because its option was taken."""
    before, after = read_options(was.get("options") or ()), read_options(now["options"])
    return was.get("decision") == EXTEND and now["decision"] is None and months_newly_taken(before, after) > 0


def _moved(name: str, was: date | None, now: date | None) -> str:
    moved, before, gone = _MEANT[name]
    if now is None:
        return gone
    then = f", {before.format(was=in_words(was))}" if was else ""
    return moved.format(now=in_words(now)) + then


def _ended(status: str, ends_on: date | None, on: date) -> str:
    if status in RUNNING:
        return "runs again: it was said to be over"
    if ends_on is None:
        return f"was {status}"
    return f"was {status} on {in_words(ends_on)}" if ends_on <= on else f"is {status}: it ends on {in_words(ends_on)}"


def _options(kept: Sequence[Mapping[str, Any]]) -> str:
    left = [f"{each.number - each.taken} of {each.months} months" for each in read_options(kept) if each.months_left]
    return f"options left: {' and '.join(left)}" if left else "no option left"


def day_of(text: str | None) -> date | None:
    """Return a day that is kept as text."""
    return date.fromisoformat(text) if text else None


def whose_of(terms: Mapping[str, Any]) -> str:
    """Return `Camden’s contract`, from the terms: they are what members know it by."""
    names = [f"{each['name']}’s" for each in terms.get("authorities") or ()]
    return f"{' and '.join(names) or 'the'} contract" if len(names) < 3 else f"the contract of {len(names)} authorities"


def capital(text: str) -> str:
    """Return a text as a sentence begins."""
    return text[:1].upper() + text[1:]
