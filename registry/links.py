"""Rows that link records: kept equal to the set that is wanted."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import inspect, select
from sqlalchemy.orm import InstrumentedAttribute, Session


def link(session: Session, owner: InstrumentedAttribute[str], owners: Iterable[str], wanted: Iterable[Any]) -> None:
    """Make the link rows of `owners` equal to `wanted`: missing ones are added, others deleted, the rest kept.

    `owner` is the column of the link's class that names its owner; `wanted` are rows not yet in the session.
    """
    model = owner.class_
    names = [column.key for column in inspect(model).column_attrs]
    keys = [column.name for column in inspect(model).primary_key]
    existing = {_values(row, keys): row for row in session.scalars(select(model).where(owner.in_(list(owners))))}
    target = {_values(row, keys): row for row in wanted}
    for key, row in existing.items():
        if key not in target:
            session.delete(row)
        else:
            for name in names:
                setattr(row, name, getattr(target[key], name))
    session.add_all(row for key, row in target.items() if key not in existing)


def _values(row: Any, names: list[str]) -> tuple[Any, ...]:
    return tuple(getattr(row, name) for name in names)
