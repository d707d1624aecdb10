"""Releases as filing knows them: which published values count although they are in doubt."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session, object_session

from registry.filing.statements import Statements
from registry.models import Statement, ValueRelease

Released = dict[str, dict[str, Any]]
"""The released values, by record and field."""


def released_values(session: Session, kind: str, ids: Collection[str]) -> Released:
    """Return the values that were released of records of a kind."""
    wanted = (ValueRelease.subject_kind == kind, ValueRelease.subject_id.in_(ids))
    found: Released = {}
    for row in session.scalars(select(ValueRelease).where(*wanted)):
        found.setdefault(row.subject_id, {})[row.field] = row.value
    return found


def mark_released(session: Session, families: Statements) -> None:
    """Mark in statements about contracts which of their values were released, of the contract or of the one that it
    turned out to be, so that whoever weighs them knows."""
    ids = families.keys() | {each.subject_id for rows in families.values() for each in rows}
    released = released_values(session, "contract", ids)
    for id_, rows in families.items():
        for each in rows:
            if released or each.released:
                values = {**released.get(id_, {}), **released.get(each.subject_id, {})}
                _mark(session, each, sorted(name for name in values if each.fields.get(name) == values[name]))


def _mark(session: Session, statement: Statement, names: list[str]) -> None:
    if (statement.released or []) == names:
        return
    statement.released = names
    if object_session(statement) is None:  # it was just inserted in bulk, and no session knows it
        key = {name: getattr(statement, name) for name in ("subject_kind", "subject_id", "source", "reference")}
        session.execute(update(Statement).filter_by(**key).values(released=names))
