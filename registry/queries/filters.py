"""Conditions that several queries share."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, Text, cast, not_, or_
from sqlalchemy.orm import InstrumentedAttribute


def ordered(query: Select[Any], sort: str, columns: dict[str, InstrumentedAttribute[Any]], key: Any) -> Select[Any]:
    """Order by a column's name, `-` for the largest first; what is unknown comes last, ties by `key`."""
    column = columns[sort.removeprefix("-")]
    direction = column.desc() if sort.startswith("-") else column.asc()
    return query.order_by(direction.nulls_last(), key)


def cpv_under(codes: InstrumentedAttribute[list[str]], code: str) -> ColumnElement[bool]:
    """Return the condition that one of `codes` is `code` or below it: of 48000000, all that begin with 48.

    The JSON list is read as text: over 100,000 contracts four times faster than a table of codes to join.
    """
    digits = code.rstrip("0").ljust(2, "0")
    return cast(codes, Text).like(f'%"{digits}%')


def between(
    column: InstrumentedAttribute[Any], low: Any, high: Any, keep_unknown: bool = False
) -> list[ColumnElement[bool]]:
    """Return conditions for `low <= column <= high`; either may be None. Unknown values stay where asked."""
    bounds = [column >= low] if low is not None else []
    bounds += [column <= high] if high is not None else []
    return [or_(bound, column.is_(None)) if keep_unknown else bound for bound in bounds]


def is_so(condition: Any, wanted: bool | None) -> list[ColumnElement[bool]]:
    """Return the condition that something is so, or is not; none when either will do."""
    return [] if wanted is None else [condition if wanted else not_(condition)]


def any_of(column: Any, values: Sequence[Any] | None) -> list[ColumnElement[bool]]:
    """Return the condition that `column` is one of `values`; none when they are None."""
    return [] if values is None else [column.in_(values)]
