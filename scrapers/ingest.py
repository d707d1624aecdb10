"""The door into the registry: what portals publish comes in here and nowhere else."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from registry.filing.knowledge import Knowledge
from registry.filing.notices import NoticeFacts, notice_id, read_notice
from registry.filing.procurement_file import file_procurements
from registry.models import Notice as NoticeRow
from registry.releases import packed
from scrapers.harvest import Stored
from scrapers.notice import Notice


def ingest(session: Session, knowledge: Knowledge, notices: Sequence[Notice], scope: str, at: datetime) -> Stored:
    """File notices: those that are new and in scope, and those whose release is not as it was.

    `scope` is `technology` (technology notices of any buyer, and every notice of a covered authority), `covered`
    or `all`. It is decided by each notice alone, so that the order of reading cannot matter; one that names no
    buyer, as some cancellations do not, is kept. `at` is when the notices were read. The caller commits.
    """
    known = _digests(session, notices)
    rows: list[NoticeRow] = []
    facts: dict[str, NoticeFacts] = {}
    unchanged = changed = 0
    for notice in notices:
        id_ = notice_id(notice.ocid, notice.release_id)
        raw, digest = packed(notice.release)
        if known.get(id_) == digest:
            unchanged += 1
            continue
        read = read_notice(notice.release, knowledge)
        if id_ not in known and not _in_scope(read, scope):
            continue
        changed += id_ in known
        row = _row(session, id_, id_ in known)
        row.source, row.ocid, row.release_id = notice.source, notice.ocid, notice.release_id
        row.published_at, row.recorded_at, row.raw, row.digest = notice.published_at, at, raw, digest
        rows.append(row)
        facts[id_] = read
    file_procurements(session, knowledge, rows, facts, at)
    return Stored(len(rows) - changed, changed, unchanged, len(notices) - len(rows) - unchanged)


def _digests(session: Session, notices: Sequence[Notice]) -> dict[str, bytes]:
    ids = [notice_id(notice.ocid, notice.release_id) for notice in notices]
    found = session.execute(select(NoticeRow.id, NoticeRow.digest).where(NoticeRow.id.in_(ids)))
    return dict(found.all())


def _in_scope(read: NoticeFacts, scope: str) -> bool:
    named = read.columns["buyer_name"] or read.columns["buyer_id"]
    covered, technology = bool(read.authorities) or not named, bool(read.columns["is_technology"])
    return {"all": True, "covered": covered, "technology": covered or technology}[scope]


def _row(session: Session, id_: str, is_known: bool) -> NoticeRow:
    if not is_known:
        return NoticeRow(id=id_)
    return session.get_one(NoticeRow, id_, options=[undefer(NoticeRow.raw), undefer(NoticeRow.description)])
