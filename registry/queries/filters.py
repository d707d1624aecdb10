"""Conditions that several queries share."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, or_
from sqlalchemy.orm import InstrumentedAttribute


def ordered(query: Select[Any], sort: str, columns: dict[str, InstrumentedAttribute[Any]], key: Any) -> Select[Any]:
    """Order by a column's name, `-` for the largest first; what is unknown comes last, ties by `key`."""
    column = columns[sort.removeprefix("-")]
    direction = column.desc() if sort.startswith("-") else column.asc()
    return query.order_by(direction.nulls_last(), key)


def cpv_prefix(code: str) -> str:
    """Return the digits that all codes under `code` begin with: of 48000000, which is a division, 48."""
    return code.rstrip("0").ljust(2, "0")


def between(
    column: InstrumentedAttribute[Any], low: Any, high: Any, keep_unknown: bool = False
) -> list[ColumnElement[bool]]:
    """Return conditions for `low <= column <= high`; either may be None. Unknown values stay where asked."""
    bounds = [column >= low] if low is not None else []
    bounds += [column <= high] if high is not None else []
    return [or_(bound, column.is_(None)) if keep_unknown else bound for bound in bounds]


def any_of(column: InstrumentedAttribute[Any], values: Sequence[Any] | None) -> list[ColumnElement[bool]]:
    """Return the condition that `column` is one of `values`; none when they are None."""
    return [] if values is None else [column.in_(values)]
