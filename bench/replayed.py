"""A long stream of releases made of a few real ones, for measuring what many do."""

import heapq
import json
import re
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import count

GROUPS = (1, 1, 2, 1, 3, 1, 2, 5)
"""How many releases procurements have, in turn: two on average, as a portal's whole record has."""
LATER = 1_000
"""How many releases lie between two of one procurement: they come on other pages."""
_DAY = re.compile(r"\b20[0-9]{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])\b")
_START = datetime(2015, 1, 1, tzinfo=UTC)
_APART = timedelta(seconds=330)
"""Between two releases: a million take ten years, about as long as the portals took."""


def replayed(lines: Sequence[str]) -> Iterator[str]:
    """Yield releases without end, oldest first: copies of `lines` in procurements of one to five releases.

    Copies have OCIDs, references, release ids, days and titles of their own; buyers, suppliers and all else are as
    they were.
    """
    waiting: list[tuple[int, int, str]] = []
    procurements = count()
    for number in count():
        if waiting and waiting[0][0] <= number:
            yield _published(heapq.heappop(waiting)[2], number)
            continue
        procurement = next(procurements)
        line = _copy(lines[procurement % len(lines)], procurement)
        for more in range(1, GROUPS[procurement % len(GROUPS)]):
            heapq.heappush(waiting, (number + more * LATER, procurement, line))
        yield _published(line, number)


def _copy(line: str, procurement: int) -> str:
    """Return a release as the first of a procurement of its own."""
    for prefix in ("ocds-h6vhtk-", "ocds-b5fd17-"):
        line = line.replace(prefix, f"{prefix}{procurement:x}-")
    by = timedelta(days=procurement % LATER)
    return _DAY.sub(lambda day: (date.fromisoformat(day[0]) + by).isoformat(), line)


def _published(line: str, number: int) -> str:
    """Return a release with an id, a date and a title of its own; its documents name the new id too."""
    was = json.loads(line)
    release = json.loads(line.replace(json.dumps(was["id"])[1:-1], f"{number:09}-{was['id']}"))
    release["ocid"] = was["ocid"]  # some portals make both of one
    release["date"] = (_START + number * _APART).isoformat()
    tender = release.get("tender")
    if isinstance(tender, dict):
        for name in {"id", "title"} & tender.keys():  # as different as real ones are
            tender[name] = f"{tender[name]} {release['ocid'].split('-')[2]}"
    return json.dumps(release)
