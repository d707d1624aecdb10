"""Rows read for files: plain columns without objects, a partition at a time."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any

from sqlalchemy import Select
from sqlalchemy.orm import InstrumentedAttribute, Session

from registry.exports.columns import Edition, Export, Link, Linked
from registry.exports.repeated_lists import sparing

PARTITION = 1000

Values = list[Any]
"""A row's values, one for each column of its export; None is unknown. A writer may change them in place."""


def partitions(session: Session, export: Export, query: Select[Any], edition: Edition) -> Iterator[list[Values]]:
    """Yield the rows of `query` as `export` has them, up to a thousand at a time.

    `query` is the list's own, so that a file holds what the list shows.
    """
    written = [column.read for column in export.columns if isinstance(column.read, InstrumentedAttribute)]
    places: dict[Any, int] = {
        attribute: place for place, attribute in enumerate(dict.fromkeys([export.key, *written, *export.also]))
    }
    # One call takes all plain values from a row; the others, which begin as its key, are then put in their places.
    plain = itemgetter(*(places.get(column.read, 0) for column in export.columns))
    reads: list[tuple[int, Any]] = [(place, column.read) for place, column in enumerate(export.columns)]
    worked_out = [(place, read) for place, read in reads if read not in places]
    for rows, linked in linked_rows(session, query, list(places), export.links, edition):
        values = [list(plain(row)) for row in rows]
        for place, read in worked_out:
            for row, of in zip(rows, values, strict=True):
                of[place] = read(row, linked)
        yield values


def linked_rows(
    session: Session,
    query: Select[Any],
    needed: Sequence[InstrumentedAttribute[Any]],
    links: Mapping[str, Callable[[], Link]],
    edition: Edition,
) -> Iterator[tuple[Sequence[Any], Linked]]:
    """Yield partitions of the rows of `query`, only the columns needed, key first, with what is linked."""
    plain = query.with_only_columns(*map(sparing, needed), maintain_column_froms=True)
    readers = {name: make() for name, make in links.items()}
    # Through the connection, so that the ORM does not handle each row: it would only hand it on.
    with session.connection().execute(plain, execution_options={"yield_per": PARTITION}) as found:
        for rows in found.partitions():
            by_key = {row[0]: row for row in rows}
            yield rows, Linked(edition, {name: read(session, by_key, edition) for name, read in readers.items()})
