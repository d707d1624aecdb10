"""Where things stand in a picture: days along an axis, and texts that fit and that XML allows."""

import re
from dataclasses import dataclass
from datetime import date

# What XML 1.0 has no way to write, not even as a reference.
_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Axis:
    """Days from left to right, between two places."""

    first_on: date
    last_on: date
    left: float
    right: float

    def at(self, on: date) -> float:
        """Return the place of a day; one beyond either end stands at that end."""
        days = max(1, (self.last_on - self.first_on).days)
        passed = min(max(0, (on - self.first_on).days), days)
        return round(self.left + (self.right - self.left) * passed / days, 1)

    def years(self, most: int = 12) -> list[tuple[int, float]]:
        """Return years with the places where they begin, `most` of them at the most."""
        years = list(range(self.first_on.year + 1, self.last_on.year + 1))
        step = max(1, -(-len(years) // most))
        return [(year, self.at(date(year, 1, 1))) for year in years[::step]]


def shortened(text: str, longest: int) -> str:
    """Return a text cut where it would be too long to stand beside others."""
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


def readable(text: object) -> str:
    """Return a text without what XML cannot hold."""
    return _UNWRITABLE.sub("", str(text))
