"""News: the records that were noted since watches were last asked, read in batches."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload, undefer

from registry.models import Change, Contract, Notice, Watch, WatchNews
from registry.queries.changes import changes_matching
from watches.readers import reader_of

BATCH = 200


@dataclass
class News:
    """One batch of news, and what of it was read so far; `session` only reads."""

    session: Session
    at: datetime
    rows: Sequence[WatchNews]
    _seen: dict[int, set[int]] = field(default_factory=dict)

    def ids(self, kind: str) -> list[str]:
        """Return the ids of the records of a kind, each once."""
        return list(dict.fromkeys(each.record_id for each in self.rows if each.kind == kind))

    @cached_property
    def notices(self) -> list[Notice]:
        """The notices, with buyers and sellers."""
        loaded = select(Notice).options(
            selectinload(Notice.authorities), selectinload(Notice.suppliers), selectinload(Notice.service)
        )
        wanted = loaded.where(Notice.id.in_(self.ids("notice"))).options(undefer(Notice.raw))
        return list(self.session.scalars(wanted.order_by(Notice.published_at, Notice.id)))

    @cached_property
    def contracts(self) -> list[Contract]:
        """The contracts that are listed and are technology: others are no news to anyone."""
        loaded = select(Contract).options(selectinload(Contract.authorities), selectinload(Contract.suppliers))
        listed = loaded.where(Contract.is_listed, Contract.is_technology, Contract.id.in_(self.ids("contract")))
        return list(self.session.scalars(listed.order_by(Contract.id)))

    @cached_property
    def changes(self) -> list[Change]:
        """The changes, whoever may see them: `seen` says which may be told."""
        ids = [int(each) for each in self.ids("change")]
        return list(self.session.scalars(select(Change).where(Change.id.in_(ids)).order_by(Change.id)))

    def changed(self, kind: str) -> set[str]:
        """Return the ids of the records of a kind of which there are changes."""
        return {each.subject_id for each in self.changes if each.subject_kind == kind}

    def seen(self, watch: Watch) -> set[int]:
        """Return the ids of the changes that the holder of a watch may see."""
        if watch.api_key_id not in self._seen:
            ids = [each.id for each in self.changes]
            seen = changes_matching(reader_of(watch.key)).where(Change.id.in_(ids))
            self._seen[watch.api_key_id] = {each.id for each in self.session.scalars(seen)} if ids else set()
        return self._seen[watch.api_key_id]


def next_news(session: Session, at: datetime) -> News:
    """Return the oldest news, at most a batch."""
    return News(session, at, session.scalars(select(WatchNews).order_by(WatchNews.id).limit(BATCH)).all())
