"""JSON Lines: one object a line with the columns of the CSV; lists stay lists, what is unknown is null."""

import json
from collections.abc import Iterable, Iterator
from datetime import date

from registry.exports.cells import decimal
from registry.exports.columns import Export, Kind
from registry.exports.rows import Values

MEDIA_TYPE = "application/jsonl"


def json_chunks(export: Export, partitions: Iterable[list[Values]]) -> Iterator[bytes]:
    """Yield the lines of a JSON Lines file, many at a time; amounts of money are decimal strings."""
    names = export.names
    amounts = [position for position, kind in enumerate(export.kinds) if kind is Kind.money]
    for rows in partitions:
        lines = []
        for row in rows:
            for position in amounts:
                row[position] = None if row[position] is None else decimal(row[position])
            lines.append(json_line(dict(zip(names, row, strict=True))))
        yield b"".join(lines)


def json_line(record: dict[str, object]) -> bytes:
    """Return a record as one line of JSON; days and moments as ISO 8601."""
    return _ENCODER.encode(record).encode() + b"\n"


def _iso(value: object) -> str:
    if isinstance(value, date):  # a datetime is one too
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no form in JSON")


_ENCODER = json.JSONEncoder(ensure_ascii=False, default=_iso)
