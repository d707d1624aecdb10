"""Statements as rows: kept equal to what sources say now."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from registry.models import Statement

_SAID = ("fields", "belief", "said_on", "said_at", "gss", "as_written")

_COLUMNS = [column.key for column in Statement.__table__.columns if column.key != "id"]

Statements = dict[str, list[Statement]]
"""All statements about records of one kind, by subject."""


def statements_of(session: Session, kind: str, ids: Collection[str]) -> Statements:
    """Return all statements about records of a kind; every id is a key."""
    said: Statements = {id_: [] for id_ in ids}
    about = (Statement.subject_kind == kind, Statement.subject_id.in_(said))
    for row in session.scalars(select(Statement).where(*about).order_by(Statement.id)):
        said[row.subject_id].append(row)
    return said


def replace_statements(
    session: Session,
    kind: str,
    wanted: Mapping[str, Sequence[Statement]],
    speaking: AbstractSet[str],
    at: datetime,
    references: AbstractSet[str] | None = None,
) -> tuple[Statements, set[str]]:
    """Make what the sources `speaking` say equal to `wanted`, by subject.

    Statements of other sources stay, and so do those of other `references` where some are named. `at` is when it
    is recorded. Returns all statements by subject, and the subjects of which something else is said now.
    """
    said = statements_of(session, kind, wanted)
    existing = {(row.subject_id, row.source, row.reference): row for rows in said.values() for row in rows}
    changed: set[str] = set()
    new: list[Statement] = []
    for each in (each for statements in wanted.values() for each in statements):
        each.as_written, each.released = each.as_written or {}, each.released or []
        row = existing.pop((each.subject_id, each.source, each.reference), None)
        if row is None:
            each.recorded_at, each.audience = at, each.audience or "public"
            new.append(each)
            said[each.subject_id].append(each)
        elif any(getattr(row, name) != getattr(each, name) for name in _SAID):
            for name in _SAID:
                setattr(row, name, getattr(each, name))
            row.recorded_at = at
        else:
            continue
        changed.add(each.subject_id)
    if new:  # without the ORM, which on SQLite inserts one at a time to learn each row's number
        session.execute(insert(Statement), [{name: vars(each).get(name) for name in _COLUMNS} for each in new])
    for row in _silent(existing.values(), speaking, references):
        session.delete(row)
        said[row.subject_id].remove(row)
        changed.add(row.subject_id)
    return said, changed


def _silent(
    rows: Iterable[Statement], speaking: AbstractSet[str], references: AbstractSet[str] | None
) -> list[Statement]:
    return [row for row in rows if row.source in speaking and (references is None or row.reference in references)]
