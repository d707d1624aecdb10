"""What patterns find of options in a text made plain: so many periods of so many months."""

import re
from dataclasses import dataclass
from enum import IntEnum

from registry.renewing import option_patterns as patterns


class How(IntEnum):
    """How a text says its options, the surest first."""

    times = 1
    """`2 x 12 months`"""
    counted = 2
    """`two further periods of one year`"""
    chain = 3
    """`3+1+1`"""
    single = 4
    """`a further 12 months`"""


@dataclass(frozen=True, slots=True)
class Found:
    """Extensions that a text speaks of: months of each, in their order."""

    how: How
    months: tuple[int, ...]
    words: str
    start: int
    end: int

    @property
    def total(self) -> int:
        return sum(self.months)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text says of options, and what it can be checked against."""

    found: tuple[Found, ...]
    initial: frozenset[int]
    """Months of the term before any option, where it says them."""
    most: frozenset[int]
    """Months that it calls a total or a maximum: of the options, or of everything."""
    unread: frozenset[int]
    """Months of periods of which it is not clear what they are."""
    each: int | None
    """Months by which it says that the contract is extended at a time."""
    plain: str


def read_options_in(plain: str) -> Reading:
    """Return what a text made plain (`plain_periods`) says of options, each stretch of it read once."""
    reader = _Reader(plain)
    for pattern in patterns.ASIDE:
        reader.take(pattern)
    each = {reader.months(match) for match in reader.take(patterns.EACH)}
    if reader.take(patterns.YEARLY):
        each.add(12)
    most = {reader.months(match) for match in reader.take(patterns.MOST)}
    reader.take_options(patterns.TIMES, How.times)
    reader.take_options(patterns.TIMES_BACK, How.times)
    reader.take_options(patterns.COUNTED, How.counted)
    reader.take_chains()
    initial = {reader.months(match) for match in reader.take(patterns.INITIAL)}
    for pattern in (patterns.SINGLE_AFTER, patterns.SINGLE, patterns.WHOLE):
        reader.take_options(pattern, How.single)
    found = tuple(sorted(reader.found, key=lambda each: each.start))
    unread = frozenset(reader.months(match) for match in reader.take(patterns.ANY))
    return Reading(found, frozenset(initial), frozenset(most), unread, each.pop() if len(each) == 1 else None, plain)


class _Reader:
    """Reads a text pattern by pattern; what one has taken the next do not see."""

    def __init__(self, plain: str) -> None:
        self.plain = self.left = plain
        self.found: list[Found] = []

    def take(self, pattern: re.Pattern[str]) -> list[re.Match[str]]:
        taken = list(pattern.finditer(self.left))
        for match in taken:
            self._blot(match)
        return taken

    def take_options(self, pattern: re.Pattern[str], how: How) -> None:
        for match in pattern.finditer(self.left):
            number = int(match["number"]) if "number" in match.groupdict() else 1
            if how is How.counted and not _counts(match, number):
                continue
            self._keep(how, (self.months(match),) * number, match)

    def take_chains(self) -> None:
        for match in patterns.CHAIN.finditer(self.left):
            if months := _chained(match):
                self._keep(How.chain, months, match)

    def months(self, match: re.Match[str]) -> int:
        named = match.groupdict()
        for suffix in ("", "_", "__"):
            if named.get(f"months{suffix}"):
                return int(named[f"months{suffix}"]) * (12 if named[f"unit{suffix}"] == "year" else 1)
        return 0

    def _keep(self, how: How, months: tuple[int, ...], match: re.Match[str]) -> None:
        self.found.append(Found(how, months, self.plain[match.start() : match.end()], match.start(), match.end()))
        self._blot(match)

    def _blot(self, match: re.Match[str]) -> None:
        self.left = self.left[: match.start()] + "#" * (match.end() - match.start()) + self.left[match.end() :]


def _counts(match: re.Match[str], number: int) -> bool:
    """Whether a number before a length counts extensions: a word for them says so."""
    said = match["before"] + match["after"]
    return bool((patterns.PLURAL if number > 1 else patterns.NOUN).search(said))


def _chained(match: re.Match[str]) -> tuple[int, ...]:
    """Return the months of each part of `3+1+1`; none when it is no chain, or mixes units.

    Parts without a unit take that of the others; where none has one they are years, or months in half years.
    """
    parts = [(int(number), unit) for number, unit in patterns.CHAIN_PART.findall(match[0])]
    units = {unit for _, unit in parts}
    if (len(parts) < 2 and not match["first"]) or len(units) > 2 or (len(units) == 2 and "" not in units):
        return ()
    unit = max(units)
    if not unit:
        in_months = max(number for number, _ in parts) > 10 and all(number % 6 == 0 for number, _ in parts)
        unit = "month" if in_months else "year"
    return tuple(number * (12 if unit == "year" else 1) for number, _ in parts)
