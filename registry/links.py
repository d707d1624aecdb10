"""Rows that link records: kept equal to the set that is wanted."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import insert, inspect, select
from sqlalchemy.orm import InstrumentedAttribute, Session

Link = Mapping[str, Any]
"""The columns of a link row by name."""


def link(
    session: Session,
    owner: InstrumentedAttribute[str],
    owners: Iterable[str],
    wanted: Iterable[Link],
    new: Collection[str] = (),
) -> None:
    """Make the link rows of `owners` equal to `wanted`: missing ones are added, others deleted, the rest kept.

    `owner` is the column of the link's class that names its owner. Of owners that are `new` in this transaction there
    can be no rows, and theirs are inserted without objects: who listens has heard of the owner itself.
    """
    model: Any = owner.class_
    of = owner.key
    keys = [column.name for column in inspect(model).primary_key]
    target = {tuple(row[key] for key in keys): row for row in wanted}
    if fresh := [row for row in target.values() if row[of] in new]:
        session.execute(insert(model), fresh)
    known = [each for each in owners if each not in new]
    existing = {
        tuple(getattr(row, key) for key in keys): row for row in session.scalars(select(model).where(owner.in_(known)))
    }
    for key, row in existing.items():
        if key not in target:
            session.delete(row)
        else:
            for name, value in target[key].items():
                setattr(row, name, value)
    added = (row for key, row in target.items() if key not in existing and row[of] not in new)
    session.add_all(model(**row) for row in added)
