"""How often a portal is asked again, and how long we stay away in between."""

from __future__ import annotations

from typing import Any, Self

from urllib3.exceptions import InvalidHeader
from urllib3.response import BaseHTTPResponse
from urllib3.util import Retry

REFUSALS = frozenset({403, 429, 503})
"""The portals' ways of saying "too fast"; Contracts Finder says 403, in HTML, and names no time."""

BREAKDOWNS = frozenset({500, 502, 504})

TRIES_MORE = 7
AS_NAMED = 10**9
"""The client bounds what a portal names, so here it is read as it stands."""


class PoliteRetry(Retry):
    """Counts failed tries, and says how many seconds to stay away after the last of them."""

    def __init__(self, *args: Any, pace: float = 0, wait: float = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pace = pace
        self.wait = wait

    @classmethod
    def fresh(cls, pace: float, wait: float) -> Self:
        """Return a count for one page: `pace` seconds between requests, `wait` after a bare refusal."""
        return cls(TRIES_MORE, pace=pace, wait=wait, backoff_factor=max(pace, 1), retry_after_max=AS_NAMED)

    def new(self, **changes: Any) -> Self:
        return super().new(**{"pace": self.pace, "wait": self.wait, **changes})

    def seconds_away(self, response: BaseHTTPResponse | None) -> float:
        """Return how long to stay away after an answer that is no page, or after no answer (None)."""
        named = None if response is None else self.get_retry_after(response)
        if named is not None:
            return max(named, self.pace)
        refused = response is not None and response.status in REFUSALS
        return max(self.wait if refused else self.get_backoff_time(), self.pace)

    def get_retry_after(self, response: BaseHTTPResponse) -> float | None:
        """Return the wait that the portal names, in seconds; None when it names none that can be read."""
        try:
            return super().get_retry_after(response)
        except (InvalidHeader, ValueError, OverflowError):
            return None

    @property
    def blocked(self) -> bool:
        """Whether the portal said 403 again after two waits: it has banned us, not slowed us down."""
        return [past.status for past in self.history[-3:]] == [403, 403, 403]
