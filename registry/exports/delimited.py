"""CSV as RFC 4180 has it: UTF-8 without a byte order mark, CRLF, a header; what is unknown is empty."""

import csv
import io
from collections.abc import Iterable, Iterator

from registry.exports.cells import AS_TEXT
from registry.exports.columns import Export, Kind
from registry.exports.rows import Values

MEDIA_TYPE = "text/csv; charset=utf-8; header=present"
_AS_THEY_ARE = {Kind.day, Kind.number}
"""The csv module writes these as str does, and None as nothing."""


def csv_chunks(export: Export, partitions: Iterable[list[Values]]) -> Iterator[bytes]:
    """Yield a CSV file: its header and the first rows, then more rows."""
    written = [(position, AS_TEXT[kind]) for position, kind in enumerate(export.kinds) if kind not in _AS_THEY_ARE]
    header = [list(export.names)]
    for rows in partitions:
        for row in rows:
            for position, write in written:
                if row[position] is not None:
                    row[position] = write(row[position])
        yield _lines(header + rows)
        header = []
    if header:
        yield _lines(header)


def _lines(rows: list[Values]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()
