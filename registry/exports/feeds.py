"""News as a feed that other programs subscribe to: Atom, RFC 4287."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape

from feedgenerator import Atom1Feed

MEDIA_TYPE = "application/atom+xml; charset=utf-8"
NEVER = datetime(1970, 1, 1, tzinfo=UTC)
"""When an empty feed was last updated: not now, or it would be another at every look."""
_LONGEST_TITLE = 300
_LONGEST_TEXT = 4000
_AUTHOR = "Thirty3"


@dataclass(frozen=True, slots=True)
class Entry:
    """One piece of news."""

    id: str
    """An address that stands for it for ever, though it need not lead anywhere."""
    title: str
    text: str
    link: str
    at: datetime
    """When it was news: aware."""


def feed(title: str, link: str, own: str, entries: Iterable[Entry]) -> bytes:
    """Return entries as a feed of the page `link`; `own` is the feed's address.

    The same entries are the same feed, byte for byte.
    """
    listed = list(entries)
    made = _Feed(title=_seen(title, _LONGEST_TITLE), link=link, description="", feed_url=own, feed_guid=own)
    made.latest = max((each.at for each in listed), default=NEVER)
    for each in listed:
        made.add_item(
            title=_seen(each.title, _LONGEST_TITLE) or "Untitled",
            link=each.link,
            description=escape(_seen(each.text, _LONGEST_TEXT)),  # readers take it for HTML
            unique_id=each.id,
            updateddate=each.at.astimezone(UTC),
            author_name=_AUTHOR,
        )
    text: str = made.writeString("utf-8")
    return text.encode()


class _Feed(Atom1Feed):
    """An Atom feed that was updated when its latest entry was."""

    latest = NEVER

    def latest_post_date(self) -> datetime:
        return self.latest.astimezone(UTC)


def _seen(text: str, longest: int) -> str:
    """Return text of bounded length that XML can hold: no control characters, no half of a surrogate pair."""
    kept = "".join(each for each in " ".join(text.split()) if unicodedata.category(each) not in ("Cc", "Cs", "Cn"))
    return kept if len(kept) <= longest else kept[: longest - 1] + "…"
