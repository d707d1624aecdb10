"""What is found for watches on searches: news are put into a small index of their own, and every search asked of it.

So a search that is watched finds exactly what the same search finds on the page, whichever engine answers it, and
however far behind the large index is.
"""

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy.orm import Session

from registry.models import Change, Watch
from search.asking import asked
from search.documents import Document
from search.engines.engine import SearchEngine, SearchRequest
from search.exceptions import SearchError
from search.kinds import KINDS
from search.records import documents
from search.requests import narrowed
from watches.kinds import Event, Found, Kind
from watches.news import News
from watches.readers import live_watches

_log = logging.getLogger(__name__)
MakeIndex = Callable[[Path], SearchEngine]
_DAYS = ("closing_after", "closing_before", "ending_after", "ending_before")
"""Arguments that are kept as text."""
_NEW = ("notice", "contract")


def found_for_searches(news: News, make_index: MakeIndex) -> Iterator[Found]:
    """Yield the news that searches which are watched find."""
    watches = news.session.scalars(live_watches(news.at).where(Watch.kind == Kind.search)).all()
    written = list(_documents(news)) if watches else []
    if not written:
        return
    changes: dict[str, list[Change]] = {}
    for change in news.changes:
        changes.setdefault(f"{change.subject_kind}:{change.subject_id}", []).append(change)
    new = {f"{kind}:{id_}" for kind in _NEW for id_ in news.ids(kind)}
    with TemporaryDirectory(prefix="thirty3-watches-") as folder:
        index = make_index(Path(folder) / "index")
        with index.writing(-1):
            index.rebuild(written)
        for watch in watches:
            for document in _hits(index, watch, news, len(written)):
                yield from _told(watch, document, document in new, changes.get(document, ()), news)


def _hits(index: SearchEngine, watch: Watch, news: News, size: int) -> list[str]:
    """Return the documents that a search finds; one that fails must not keep everyone else's news back."""
    try:
        return [hit.id for hit in index.search(request_of(news.session, watch.meant, size)).hits]
    except (SearchError, ValueError, TypeError, KeyError):
        _log.exception("the search of watch %s failed: it misses these news", watch.id)
        return []


def _told(watch: Watch, document: str, is_new: bool, changes: Iterable[Change], news: News) -> Iterator[Found]:
    """Yield a record that is new, or else its changes: what was changed on the day it came is part of its coming."""
    kind, _, record_id = document.partition(":")
    if is_new:
        yield Found(watch.id, document, Event(kind), kind, record_id)
        return
    for change in changes:
        if change.id in news.seen(watch):
            yield Found(watch.id, f"change:{change.id}", Event.change, "change", str(change.id))


def request_of(session: Session, meant: Mapping[str, Any], size: int) -> SearchRequest:
    """Return a search as it is kept with a watch, as its engine is asked it: the latest `size` hits."""
    filters = {name: date.fromisoformat(value) if name in _DAYS else value for name, value in meant.items()}
    wanted = narrowed(filters, asked(session, meant.get("q", "")).tree)
    return replace(wanted, sort="-published", size=size, explained=False)


def _documents(news: News) -> Iterator[Document]:
    ids = {kind: set(news.ids(kind)) for kind in _NEW}
    for change in news.changes:
        if change.subject_kind in KINDS:
            ids.setdefault(change.subject_kind, set()).add(change.subject_id)
    for kind, of in ids.items():
        yield from documents(news.session, kind, sorted(of))
