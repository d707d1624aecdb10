"""The days on which a contract's term can end: by itself after each option, at its maximum, or at a break."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Protocol

from registry.months import extend
from registry.options import read_options

EXTEND = "extend"
"""The decision that counts as one option taken."""


class Ends(Protocol):
    """What says when a term can end: a contract, or anything with its dates."""

    @property
    def ends_on(self) -> date | None: ...
    @property
    def max_ends_on(self) -> date | None: ...
    @property
    def options(self) -> Sequence[Mapping[str, Any]]: ...
    @property
    def decision(self) -> str | None: ...
    @property
    def break_on(self) -> date | None: ...


def natural_ends(term: Ends) -> tuple[date, ...]:
    """Return the days on which a term ends by itself, rising; none when no source says when it ends.

    First the committed end: with the decision `extend` and an option left, the end after that option. Then the end
    after each option left. An explicit maximum is believed before options: it is the last of them; one before the
    end is a slip, and the end holds.
    """
    if term.ends_on is None:
        return ()
    last = None if term.max_ends_on is None else max(term.ends_on, term.max_ends_on)
    ends = [term.ends_on]
    for months in _cumulative_months(term):
        end = extend(term.ends_on, months)
        if last is not None and end > last:
            end = last
        if end <= ends[-1]:
            break
        ends.append(end)
    if term.decision == EXTEND and len(ends) > 1:
        del ends[0]
    if last is not None and last > ends[-1]:
        ends.append(last)
    return tuple(ends)


def earliest_on(term: Ends) -> date | None:
    """Return the first day on which the authority can be free of it: its break, when before its committed end."""
    ends = natural_ends(term)
    if not ends:
        return None
    return min(term.break_on, ends[0]) if term.break_on else ends[0]


def latest_on(term: Ends) -> date | None:
    """Return the last day that it can run to; when only a maximum is known, that."""
    ends = natural_ends(term)
    return ends[-1] if ends else term.max_ends_on


def _cumulative_months(term: Ends) -> Iterator[int]:
    """Yield how many months later it ends after each option left."""
    months = 0
    for option in read_options(term.options):
        if option.months > 0:
            for _ in range(option.number - option.taken):
                months += option.months
                yield months
