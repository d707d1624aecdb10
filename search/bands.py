"""Bands and months: numbers as the few values that are worth counting."""

import re
from calendar import month_abbr
from datetime import date

UNKNOWN = "unknown"
"""The value of a number that a record has and no source states."""

_LIMITS = (25_000, 100_000, 250_000, 1_000_000, 5_000_000)
"""Pounds."""
_LOWEST = (0, *_LIMITS)

_MONTH = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")

BANDS = [str(lowest) for lowest in _LOWEST]
"""Each band by the lowest value in it, in pounds, from the least."""


def band(pence: int | None) -> str:
    """Return the band of a value."""
    if pence is None:
        return UNKNOWN
    return str(max((lowest for lowest in _LOWEST if lowest * 100 <= pence), default=0))


def band_order(value: str) -> tuple[bool, int]:
    """Return the place of a band, the unknown last."""
    return value not in BANDS, BANDS.index(value) if value in BANDS else 0


def band_name(value: str) -> str:
    """Return what people call a band: `£25,000 to £100,000`."""
    if value not in BANDS:
        return "not known"
    place = BANDS.index(value)
    if place == len(_LIMITS):
        return f"£{_LOWEST[place]:,} or more"
    return f"£{_LOWEST[place]:,} to £{_LIMITS[place]:,}" if place else f"under £{_LIMITS[0]:,}"


def month(ordinal: int | None) -> str:
    """Return the month of a day, `2027-03`."""
    if ordinal is None:
        return UNKNOWN
    day = date.fromordinal(min(max(ordinal, 1), date.max.toordinal()))
    return f"{day.year:04}-{day.month:02}"


def month_name(value: str) -> str:
    """Return what people call a month: `Mar 2027`."""
    found = _MONTH.fullmatch(value)
    return f"{month_abbr[int(found[2])]} {found[1]}" if found else "not known"
