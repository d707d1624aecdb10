"""Options that a text seems to speak of: proposed beside the buyer's words, never believed by themselves."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import groupby, pairwise
from typing import Literal

from registry.months import extend
from registry.options import Option
from registry.renewing.option_patterns import CLAUSE, DENIED_AFTER, DENIED_BEFORE
from registry.renewing.option_reading import Found, How, Reading, read_options_in
from registry.renewing.period_words import plain_periods

_CLOSE_DAYS = 3
_CLAUSE = 120
"""Characters to either side in which a denial is looked for."""
_MOST_EACH, _MOST_TOTAL, _MOST_NUMBER = 120, 180, 10
_NOT_OPTIONS = re.compile(
    r"\breopen|\bopen framework|\bpre-?scheduled|\bdynamic (?:purchasing|market)|\bevery \d|\blots? [2-9]"
)
_JOINED = re.compile(r"[ a-z,(]{0,12}\b(?:and|then|plus|followed by|with)\b[ a-z,(]{0,40}|[ ,+]{1,4}")


@dataclass(frozen=True, slots=True)
class Proposal:
    """Options to accept or to put right."""

    options: tuple[Option, ...]
    confidence: Literal["high", "medium", "low"]
    """High: the stated dates say the same. Medium: the words count the options. Low: they name one length."""
    words: tuple[str, ...]
    """The words that decided, made plain: numbers as digits."""

    @property
    def in_words(self) -> str:
        """Return `2 x 12 months and 1 x 6 months`."""
        return " and ".join(f"{each.number} x {each.months} month{'s'[: each.months != 1]}" for each in self.options)


def proposed_options(
    text: str | None, starts_on: date | None = None, ends_on: date | None = None, max_ends_on: date | None = None
) -> Proposal | None:
    """Return the options that a text speaks of; None where it leaves doubt, or the stated maximum says otherwise.

    `starts_on` and `ends_on` are those of the current term, which tell whether the first of `3+1+1` is that term.
    """
    if not text:
        return None
    reading = _read(text)
    if _NOT_OPTIONS.search(reading.plain) or any(_is_denied(each, reading.plain) for each in reading.found):
        return None
    term = _months_between(starts_on, ends_on)
    months, sure = _months_of(reading, term)
    if any(abs(each - (term or 0)) > 1 for each in reading.unread):
        return None  # a period that may be an option too
    if not months or not _is_likely(months) or not _fits(reading, sum(months), term):
        return None
    options = tuple(Option(len(list(same)), each) for each, same in groupby(months))
    words = tuple(dict.fromkeys(each.words.strip(" ,(") for each in reading.found))
    agrees = _agrees(ends_on, max_ends_on, sum(months))
    if agrees is False:
        return None
    return Proposal(options, "high" if agrees else "medium" if sure else "low", words)


@lru_cache(maxsize=4096)
def _read(text: str) -> Reading:
    return read_options_in(plain_periods(text))


def _is_denied(found: Found, plain: str) -> bool:
    """Whether the clause says that there is no such option, or none any more."""
    before = CLAUSE.split(plain[max(0, found.start - _CLAUSE) : found.start])[-1]
    after = plain[found.end : found.end + _CLAUSE]
    return bool(DENIED_BEFORE.search(before) or DENIED_AFTER.search(after))


def _months_of(reading: Reading, term: int | None) -> tuple[tuple[int, ...], bool]:
    """Return the months of each option in order, and whether the words count them."""
    chains = [each for each in reading.found if each.how is How.chain]
    others = [each for each in reading.found if each.how is not How.chain]
    told = _told(reading, others)
    if not chains:
        return (told, any(each.how is not How.single for each in others)) if told else ((), False)
    likely = {_of_chain(each, reading, sum(told) if told else None, term) for each in chains}
    if len(likely) != 1 or (others and not told):
        return (), False
    return likely.pop(), True


def _told(reading: Reading, found: Sequence[Found]) -> tuple[int, ...]:
    """Return the months of each option that counted words and single lengths tell; none when they disagree."""
    if not found:
        return ()
    is_counted = all(each.how is not How.single for each in found)
    if len({each.total for each in found}) == 1 and not (is_counted and len(found) > 1 and _follow(reading, found)):
        if len(found) > 1 and all(each.how is How.single for each in found):
            return ()  # a second extension, or the first told again
        surest = max(found, key=lambda each: (len(each.months), -each.how))
        return _split(surest.months, reading.each)
    if _follow(reading, found):
        return tuple(months for each in found for months in each.months)
    return ()


def _follow(reading: Reading, found: Sequence[Found]) -> bool:
    """Whether each follows the one before as the next extension: `and`, `then` or a comma stands between."""
    between = (reading.plain[one.end : other.start] for one, other in pairwise(found))
    return all(_JOINED.fullmatch(words) for words in between)


def _split(months: tuple[int, ...], each: int | None) -> tuple[int, ...]:
    if len(months) == 1 and each and months[0] > each and months[0] % each == 0:
        return (each,) * (months[0] // each)
    return months


def _of_chain(chain: Found, reading: Reading, told: int | None, term: int | None) -> tuple[int, ...]:
    """Return the options among the parts of `3+1+1`, whose first may be the initial term; none when in doubt."""
    everything, rest = chain.months, chain.months[1:]
    if chain.words.startswith("+"):
        return everything if told in (None, sum(everything)) else ()
    if told is not None:
        return next((each for each in (everything, rest) if sum(each) == told), ())
    initial = {term} - {None} or reading.initial
    if not initial:
        return rest if everything[0] > max(rest) else ()
    is_initial = any(abs(months - everything[0]) <= 1 for months in initial if months is not None)
    if is_initial:
        return rest if len(set(everything)) > 1 else ()
    return everything if everything[0] <= max(rest) else ()


def _is_likely(months: Sequence[int]) -> bool:
    return 0 < min(months) <= max(months) <= _MOST_EACH and sum(months) <= _MOST_TOTAL and len(months) <= _MOST_NUMBER


def _fits(reading: Reading, total: int, term: int | None) -> bool:
    """Whether what is called a total or a maximum is that of the options, or of everything."""
    initial = reading.initial | ({term} if term is not None else frozenset())
    sums = {total, *(total + each for each in initial)}
    return all(any(abs(most - each) <= 1 for each in sums) or (not initial and most > total) for most in reading.most)


def _agrees(ends_on: date | None, max_ends_on: date | None, total: int) -> bool | None:
    """Whether the stated maximum is the end with these options; None when no source says one, or it is no later."""
    if ends_on is None or max_ends_on is None or max_ends_on <= ends_on:
        return None
    return abs((extend(ends_on, total) - max_ends_on).days) <= _CLOSE_DAYS


def _months_between(starts_on: date | None, ends_on: date | None) -> int | None:
    if starts_on is None or ends_on is None or ends_on < starts_on:
        return None
    return round(((ends_on - starts_on).days + 1) / 30.4375)
