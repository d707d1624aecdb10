"""Keys of opportunities in order: how many there are, a page of them, or all."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import BigInteger, Date, Select, Text, cast, func, literal, null, select, union_all

from registry.db import UTCDateTime
from registry.opportunities import Kind
from registry.queries.opportunity_parts import Part

NEAREST = "nearest"
"""The order by kind, and within each kind: what closes first, what is expected first, what was said last."""
SORTS = ("closes_at", "expected_on", "updated_at", "value")
_RANKS = {kind: rank for rank, kind in enumerate(Kind)}
_TYPES: dict[str, Any] = {
    "closes_at": UTCDateTime(),
    "expected_on": Date(),
    "value": BigInteger(),
    "updated_at": UTCDateTime(),
}
_NEAREST = ("rank", "closes_at", "expected_on", "-updated_at", "key")


def counted(parts: Sequence[Part]) -> Select[*tuple[int, ...]]:
    """Return one row: how many each part holds."""
    return select(*(_select(part, func.count()).scalar_subquery() for part in parts))


def in_turn(parts: Sequence[Part], sort: str) -> list[list[Part]]:
    """Return the parts in groups of which one comes wholly before the next in the order `sort`."""
    if sort != NEAREST:
        return [list(parts)] if parts else []
    return [group for kind in Kind if (group := [part for part in parts if part.kind is kind])]


def keys_of(parts: Sequence[Part], sort: str, first: int, size: int) -> Select[*tuple[Any, ...]]:
    """Return (rank, source, key) of `size` opportunities from the number `first` on, in the order `sort`."""
    if len(parts) == 1:
        return _limited(parts[0], sort, size).offset(first)
    # The first rows of all are among the first rows of each: no part is read further.
    each = [select(_limited(part, sort, first + size).subquery()) for part in parts]
    return _merged(each, sort).offset(first).limit(size)


def all_keys(parts: Sequence[Part], sort: str) -> Select[*tuple[Any, ...]]:
    """Return (rank, source, key) of all opportunities, in the order `sort`."""
    return _merged([_keys(part) for part in parts], sort)


def _merged(selects: Sequence[Select[Any]], sort: str) -> Select[*tuple[Any, ...]]:
    merged = union_all(*selects).subquery("opportunities")
    chosen = select(merged.c.rank, merged.c.source, merged.c.key)
    return chosen.order_by(*(_term(merged.c[name.lstrip("-")], name, False) for name in _order(sort)))


def _limited(part: Part, sort: str, size: int) -> Select[Any]:
    columns = {**part.columns, "key": part.key}
    names = [name for name in _order(sort) if name.lstrip("-") in columns]
    terms = [_term(columns[name.lstrip("-")], name, name.lstrip("-") in {*part.known, "key"}) for name in names]
    return _keys(part).order_by(*terms).limit(size)


def _order(sort: str) -> list[str]:
    names = _NEAREST if sort == NEAREST else (sort, *_NEAREST)
    once: dict[str, str] = {}
    for name in names:
        once.setdefault(name.lstrip("-"), name)
    return list(once.values())


def _term(column: Any, name: str, is_known: bool) -> Any:
    directed = column.desc() if name.startswith("-") else column.asc()
    return directed if is_known or name in ("rank", "key") else directed.nulls_last()


def _keys(part: Part) -> Select[Any]:
    # PostgreSQL wants to know what it does not know: a null without a type is a text to it.
    sorted_by = [
        (part.columns[name] if name in part.columns else cast(null(), of)).label(name) for name, of in _TYPES.items()
    ]
    rank, source = literal(_RANKS[part.kind]).label("rank"), cast(literal(part.source), Text).label("source")
    return _select(part, rank, source, part.key.label("key"), *sorted_by)


def _select(part: Part, *columns: Any) -> Select[Any]:
    return part.found.with_only_columns(*columns, maintain_column_froms=True)
