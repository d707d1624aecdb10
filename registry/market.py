"""How a market is shared out, and how concentrated that makes it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

MOST = 10_000
"""The index of a market with one seller."""


class Concentration(StrEnum):
    """What an index of concentration says of a market.

    Merger Assessment Guidelines of the Competition Commission and the Office of Fair Trading (CC2 Revised,
    OFT1254, September 2010), paragraph 5.3.5: concentrated above 1,000, highly concentrated above 2,000.
    """

    none = "not_concentrated"
    concentrated = "concentrated"
    high = "highly_concentrated"

    @classmethod
    def of(cls, hhi: int) -> "Concentration":
        """Return what an index of 0 to 10,000 says."""
        if hhi > 2_000:
            return cls.high
        return cls.concentrated if hhi > 1_000 else cls.none


@dataclass(frozen=True, slots=True)
class Market:
    """What the members of a market have of what is known, largest first; ties by name."""

    total: int
    """All that is known of: contracts, authorities or pence."""
    unknown: int
    """How many belong to nobody known: never shared out among the members."""
    counts: dict[str, int]
    shares: dict[str, float]
    """Fractions of `total`, to four places."""
    hhi: int | None
    """The Herfindahl-Hirschman index: the sum of squared shares in per cent, 0 to 10,000; None of nothing."""

    @property
    def concentration(self) -> Concentration | None:
        return None if self.hhi is None else Concentration.of(self.hhi)

    def top(self, number: int) -> float | None:
        """Return the share of the `number` largest members together, to four places; None of nothing."""
        return round(sum(list(self.counts.values())[:number]) / self.total, 4) if self.total else None


def shares(counts: Mapping[str, int], unknown: int = 0) -> Market:
    """Return how a market is shared out by what each member has, 0 or more; who has nothing is no member."""
    largest_first = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    having = {member: count for member, count in largest_first if count > 0}
    total = sum(having.values())
    squares = sum(count * count for count in having.values())
    return Market(
        total=total,
        unknown=unknown,
        counts=having,
        shares={member: round(count / total, 4) for member, count in having.items()},
        hhi=round(MOST * squares / (total * total)) if total else None,
    )
