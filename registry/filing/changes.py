"""Changes on record: what a source's news, or a person's word, did to a record."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import inspect
from sqlalchemy.orm import Session

from registry.models import Change

_OURS = {
    "id",
    "doubts",
    "version",
    "act_by_on",
    "confirmed_on",
    "value_confirmed",
    "service_words",
    "is_listed",
    "ocid",
}
"""Columns that follow from others, or from who looks: no news. What is set aside shows in the column it leaves."""


def record_columns(session: Session, kind: str, row: Any, at: datetime, by: str, action: str) -> None:
    """Put on record which columns of a row have been set to another value and not yet flushed."""
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    for name in _news(row):
        history = inspect(row).attrs[name].history
        if history.has_changes():
            before[name] = plain(history.deleted[0] if history.deleted else None)
            after[name] = plain(getattr(row, name))
    if before:
        session.add(_change(kind, row.id, at, by, action, before, after))


def plain(value: Any) -> Any:
    """Return a column's value as JSON has it."""
    return value.isoformat() if isinstance(value, date) else value


def _news(row: Any) -> Iterable[str]:
    return (column.key for column in inspect(type(row)).column_attrs if column.key not in _OURS)


def _change(
    kind: str, id_: str, at: datetime, by: str, action: str, before: dict[str, Any], after: dict[str, Any]
) -> Change:
    return Change(
        at=at, by=by, action=action, subject_kind=kind, subject_id=id_, before=before, after=after, audience="public"
    )
