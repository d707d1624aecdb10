"""What an authority must do so that its contract can be replaced on a day: in a word, in numbers and in a sentence."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from registry.joint.lengthening import allowed, fits_in
from registry.joint.replacement_windows import Candidate, allowance, rolls_on
from registry.joint.scores import days as told
from registry.options import read_options
from registry.renewing.dates import REPROCURE, following_notice_on
from registry.renewing.term_ends import EXTEND


class Action(StrEnum):
    """What to do with a contract."""

    let_end = "let_end"
    take_options = "take_options"
    negotiate = "negotiate"
    """Lengthen it beyond what its terms provide for."""
    give_notice = "give_notice"
    """It has no end: notice ends it."""
    use_break = "use_break"
    end_early = "end_early"
    """It runs longer than the day: both sides must agree to end it."""
    find_out = "find_out"
    """No source says when it ends, or whether it was extended, or the day to take its next option has gone."""


@dataclass(frozen=True, slots=True)
class Bridge:
    """What one contract needs so that the day can be its last."""

    action: Action
    words: str
    days: int = 0
    """By how many days it must run on after an end of its own; for `end_early`, how many days are cut off."""
    options: int = 0
    """How many options must be taken, the one that its authority decided to take not counted."""
    months: int = 0
    """How much longer those options make it."""
    notice_on: date | None = None
    """The last day to take the next option, where the notice period is known."""
    within_ten_percent: bool | None = None
    """Whether lengthening stays within what the law allows as a small change; None for other actions, and when its
    start or what it costs must be known first."""
    instrument: str | None = None
    law: str | None = None
    """What the rule says, in words."""


@dataclass(frozen=True, slots=True)
class _Steps:
    """The options that must be taken to reach one of a contract's ends."""

    number: int
    months: int
    to_maximum: bool
    """Whether the last step is to an explicit maximum, not by an option that is known."""


def bridge(candidate: Candidate, day: date, on: date) -> Bridge:
    """Return what `candidate` needs so that `day` can be its last, also beyond what is allowed, seen from `on`."""
    ends, last = candidate.ends, day.toordinal()
    if candidate.open_ended and (not ends or last >= ends[0]):
        return Bridge(Action.give_notice, f"{_runs_on(candidate, on)}: give notice so that it ends on {_day(day)}.")
    if not ends:
        return Bridge(Action.find_out, "No source says when it ends: find out, and record it.")
    if last < ends[0]:
        return _early(candidate, day)
    if last > ends[-1]:
        return _lengthened(candidate, day, on)
    reached = next(number for number, end in enumerate(ends) if end >= last)
    if reached == 0:
        return Bridge(Action.let_end, _let_end(candidate, day))
    return _extended(candidate, day, on, reached)


def _runs_on(candidate: Candidate, on: date) -> str:
    if rolls_on(candidate, on):
        return "It has no fixed end"
    return f"It runs on after {_day(date.fromordinal(candidate.ends[0]))} until ended by notice"


def _early(candidate: Candidate, day: date) -> Bridge:
    break_on = candidate.break_on
    if break_on and break_on <= day:
        since = "" if break_on == day else f", which it may from {_day(break_on)}"
        return Bridge(Action.use_break, f"Use its break to end it on {_day(day)}{since}.")
    cut = candidate.ends[0] - day.toordinal()
    end = _day(date.fromordinal(candidate.ends[0]))
    words = f"It runs until {end}: agree with the supplier to end it {told(cut)} early, or pay for both until then."
    return Bridge(Action.end_early, words, cut)


def _let_end(candidate: Candidate, day: date) -> str:
    if candidate.ends_on and day > candidate.ends_on:
        return f"Its authority has decided to extend it: take that option, and let it end on {_day(day)}."
    return f"Let it end on {_day(day)}."


def _extended(candidate: Candidate, day: date, on: date, reached: int) -> Bridge:
    """Return the options that take it to the end numbered `reached`, the first on or after `day`."""
    if candidate.ends[0] < on.toordinal():
        return _extended_unsaid(candidate, day, reached)
    steps = _steps(candidate, reached)
    notice_on = following_notice_on(candidate) if steps.number else None
    has_gone = notice_on is not None and notice_on < on
    action = Action.find_out if has_gone else Action.take_options
    since, until = candidate.ends[reached - 1], candidate.ends[reached]
    needed = day.toordinal() - since
    can = "If so, it can" if has_gone else "it can then"
    words = f"{_take(steps, notice_on, on)}{'.' if has_gone else ':'} {can} run until {_day(date.fromordinal(until))}"
    if day.toordinal() == until:
        return Bridge(action, f"{words}, the day itself.", 0, steps.number, steps.months, notice_on)
    only = f"; of its last {told(until - since)} {needed:,} {'is' if needed == 1 else 'are'} needed."
    return Bridge(action, words + only, needed, steps.number, steps.months, notice_on)


def _extended_unsaid(candidate: Candidate, day: date, reached: int) -> Bridge:
    """Return what is needed of one whose stated end has passed, but not its latest: no notice tells of an option."""
    until = date.fromordinal(candidate.ends[reached])
    needed = day.toordinal() - candidate.ends[reached - 1]
    words = f"{_unsaid(candidate)}. It can run until {_day(until)}."
    return Bridge(Action.find_out, words, 0 if day == until else needed)


def _unsaid(candidate: Candidate) -> str:
    ended = _day(date.fromordinal(candidate.ends[0]))
    return f"Its term ended on {ended}: if it still runs, it was extended; find out, and record that"


def _lengthened(candidate: Candidate, day: date, on: date) -> Bridge:
    """Return the lengthening beyond the latest end, after every option left."""
    over = day.toordinal() - candidate.ends[-1]
    steps = _steps(candidate, len(candidate.ends) - 1)
    notice_on = following_notice_on(candidate) if steps.number else None
    bought_again = candidate.decision == REPROCURE
    end = f"{'its end' if bought_again else 'its latest end'}, {_day(date.fromordinal(candidate.ends[-1]))}"
    words = f"negotiate {told(over)} beyond {end}"
    if candidate.ends[0] < on.toordinal():
        words = f"{_unsaid(candidate)}, and {words}"
    elif len(candidate.ends) > 1:
        words = f"{_take(steps, notice_on, on)}, and {words}"
    elif bought_again:
        words = f"No option is taken, as it is to be bought again: {words}"
    else:
        words = f"{words[0].upper()}{words[1:]}"
    rule = allowance(candidate)
    fits = fits_in(rule, over)
    return Bridge(
        Action.negotiate,
        f"{words}: {allowed(rule, fits)}.",
        over,
        steps.number,
        steps.months,
        notice_on,
        fits,
        rule.instrument if rule else None,
        rule.words if rule else None,
    )


def _steps(candidate: Candidate, reached: int) -> _Steps:
    """Return what takes it from its first natural end to the one numbered `reached`."""
    left = [option.months for option in read_options(candidate.options) for _ in range(option.number - option.taken)]
    if candidate.decision == EXTEND:
        del left[:1]
    months = left[:reached]
    return _Steps(len(months), sum(months), to_maximum=len(months) < reached)


def _take(steps: _Steps, notice_on: date | None, on: date) -> str:
    if notice_on is not None and notice_on < on:
        due = f"Notice of its next option was due by {_day(notice_on)}"
        return f"{due}: ask whether it was taken, or whether the supplier still agrees"
    if not steps.number:
        return "Extend it to its maximum end"
    options = "its next option" if steps.number == 1 else f"its next {steps.number} options"
    beyond = " and extend it to its maximum end" if steps.to_maximum else ""
    words = f"Take {options} ({steps.months} month{'' if steps.months == 1 else 's'}){beyond}"
    if notice_on is None:
        return words
    return f"{words}{' by' if steps.number == 1 else ', the first of them by'} {_day(notice_on)}"


def _day(day: date) -> str:
    return f"{day:%-d %B %Y}"
