"""Values in doubt released by an editor, and set aside again: kept, put on record, and worked out anew."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal

from sqlalchemy.orm import Session

from registry.models import Change, ValueRelease

Kind = Literal["contract", "procurement"]


def released(session: Session, kind: Kind, subject_id: str, field: str) -> ValueRelease | None:
    """Return the release of a record's field, if there is one."""
    return session.get(ValueRelease, (kind, subject_id, field))


def release(
    session: Session, kind: Kind, subject_id: str, doubt: Mapping[str, Any], *, by: str, at: datetime, why: str
) -> None:
    """Let the published value of a doubt, as the record's column has it, count; a release of another value goes."""
    field = doubt["field"]
    row = released(session, kind, subject_id, field) or ValueRelease(
        subject_kind=kind, subject_id=subject_id, field=field
    )
    row.value, row.rule, row.by, row.at, row.why = doubt["value"], doubt["rule"], by, at, why
    session.add(row)
    session.add(_change(row, "release", {field: None}, {field: row.value}, by, at, why))
    session.flush()


def take_back(session: Session, row: ValueRelease, *, by: str, at: datetime) -> None:
    """Set a released value aside again."""
    session.add(_change(row, "set_aside", {row.field: row.value}, {row.field: None}, by, at, None))
    session.delete(row)
    session.flush()


def _change(
    row: ValueRelease,
    action: str,
    before: dict[str, Any],
    after: dict[str, Any],
    by: str,
    at: datetime,
    note: str | None,
) -> Change:
    return Change(
        at=at,
        by=by,
        action=action,
        subject_kind=row.subject_kind,
        subject_id=row.subject_id,
        before=before,
        after=after,
        note=note,
        audience="public",
    )
