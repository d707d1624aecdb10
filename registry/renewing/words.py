"""Why a renewal is in its state: a few sentences that a person can check against what sources say."""

from datetime import date

from registry.renewing.dates import EXIT, REPROCURE, Term, committed_on, option_notice_on, rolls_on
from registry.renewing.flags import MAY_EXTEND
from registry.renewing.option_words import Proposal
from registry.renewing.term_ends import EXTEND, latest_on

_DECISIONS = {EXTEND: "to extend it", REPROCURE: "to buy it again", EXIT: "to do without it"}
_UNEXPLAINED = "no notice says that it was extended, replaced or ended"


def reason_for(term: Term, on: date, act_by: date | None, lead_months: int, proposal: Proposal | None = None) -> str:
    """Say what the state of a renewal rests on, on the day `on`; `proposal` is what its words on options mean."""
    committed = committed_on(term)
    if rolls_on(term, on):
        told = _rolling(term, committed)
    elif committed is None:
        told = "No source says when it ends." + _decided(term, " It was decided{on} {what}.")
    elif committed < on:
        what_then = ", and no source says until when" if term.decision == EXTEND else ""
        decided = _decided(term, f", and it was decided{{on}} {{what}}{what_then}.")
        told = f"Its term ended on {_day(committed)}" + (decided or f", and {_UNEXPLAINED}.")
    else:
        told = _running(term, committed, on) + _to_start(act_by, lead_months) + _after(term)
    return told + _early(term, committed) + _options(term, committed, proposal)


def _rolling(term: Term, committed: date | None) -> str:
    decided = _decided(term, " It was decided{on} {what}.")
    if committed is None:
        return f"It has no end: it runs until one side ends it.{decided}"
    return f"Its fixed term ended on {_day(committed)}, and it runs on until one side ends it.{decided}"


def _running(term: Term, committed: date, on: date) -> str:
    """Say when it ends, and what is decided or must be decided first."""
    told = f"It ends on {_day(term.ends_on)}" if term.ends_on else ""
    told += _decided(term, "; it was decided{on} {what}")
    if committed != term.ends_on:
        told += f", after which it ends on {_day(committed)}"
    option_by = option_notice_on(term)
    if option_by is None or term.decision not in MAY_EXTEND:
        return told
    if option_by < on:
        return f"{told}, and its next option had to be taken by {_day(option_by)}: nobody has said that it was"
    return f"{told}, and its next option must be taken by {_day(option_by)}"


def _to_start(act_by: date | None, lead_months: int) -> str:
    if act_by is None:
        return ", so nothing has to be bought in its place."
    return f"; replacing it takes about {lead_months} month{_s(lead_months)}, so start by {_day(act_by)}."


def _after(term: Term) -> str:
    return " After its end it runs on until one side ends it." if term.open_ended else ""


def _decided(term: Term, sentence: str) -> str:
    what = _DECISIONS.get(term.decision or "")
    return sentence.format(on=f" on {_day(term.decided_on)}" if term.decided_on else "", what=what) if what else ""


def _early(term: Term, committed: date | None) -> str:
    if term.break_on is None or (committed is not None and committed <= term.break_on):
        return ""
    return f" Its authority may end it early from {_day(term.break_on)}."


def _options(term: Term, committed: date | None, proposal: Proposal | None) -> str:
    latest = latest_on(term)
    if latest and latest != committed:
        if term.decision == REPROCURE:
            return ""  # no option will be taken
        return f" With every option taken it could run until {_day(latest)}."
    if not term.extension_text or term.options:
        return ""
    return f" Its notices speak of {proposal.in_words}." if proposal else " Its notices mention options without dates."


def _day(day: date) -> str:
    return f"{day:%-d %B %Y}"


def _s(number: int) -> str:
    return "" if number == 1 else "s"
