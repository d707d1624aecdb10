"""What a Whoosh index holds of a document."""

from collections.abc import Iterable, Iterator
from typing import Any

from whoosh.columns import NumericColumn, VarBytesColumn
from whoosh.fields import COLUMN, ID, KEYWORD, STORED, TEXT, Schema

from search.documents import ALL_FACETS, NUMBERS, Document
from search.engines.spellings import terms
from search.engines.texts import fielded_terms, name_keys, parts, searched_texts, title_texts

SEPARATOR = "\x1f"
"""Between the values of a field that has several: they share one column, and are parted when counted."""
ABSENT = -(2**62)
"""The number of a document that cannot have it: a supplier has no closing day."""
UNKNOWN = ABSENT + 1

# Between two parts of a document, so that no phrase runs from the end of one into the next.
_GAP = 10


Place = tuple[str, int]
"""A term, and its position in the document."""


class Placed(TEXT):
    """A field of terms that are already cut and placed; pickled into every index by its name."""

    def index(self, value: list[Place], **_options: object) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Yield each term with its times, its weight, and its places."""
        places: dict[str, list[int]] = {}
        for found, position in value:
            places.setdefault(found, []).append(position)
        for found, positions in places.items():
            yield found.encode(), len(positions), float(len(positions)), self.format.encode(positions)


# `whoosh.fields.ID` and the like keep one value, and VarBytes columns any number of different ones:
# RefBytesColumn silently confuses values beyond the 65,535th.
SCHEMA = Schema(
    id=ID(unique=True, sortable=VarBytesColumn()),
    text=Placed(),
    title=Placed(),
    fielded=Placed(),
    called=KEYWORD(commas=True),
    product_called=KEYWORD(commas=True),
    parts=STORED,
    version=COLUMN(NumericColumn("q")),
    length=COLUMN(NumericColumn("i")),
    title_length=COLUMN(NumericColumn("i")),
    **{name: COLUMN(VarBytesColumn()) for name in ALL_FACETS},
    **{name: COLUMN(NumericColumn("q", default=ABSENT)) for name in NUMBERS},
)


def fields(document: Document) -> dict[str, Any]:
    """Return what to write of a document, for `IndexWriter.add_document`."""
    title, text = _placed(map(terms, title_texts(document))), _placed(map(terms, searched_texts(document)))
    return {
        "id": document.id,
        "text": text,
        "title": title,
        "fielded": _placed(fielded_terms(document)),
        "called": ",".join(name_keys(document.called)),
        "product_called": ",".join(name_keys(document.product)),
        "parts": parts(document),
        "version": document.stamp,
        "length": len(text),
        "title_length": len(title),
        **{name: SEPARATOR.join(values).encode(errors="replace") for name, values in document.counted.items()},
        **{name: UNKNOWN if number is None else number for name, number in document.numbers.items()},
    }


def _placed(texts: Iterable[list[str]]) -> list[Place]:
    placed: list[Place] = []
    for number, cut in enumerate(texts):
        start = len(placed) + number * _GAP
        placed += [(found, start + order) for order, found in enumerate(cut)]
    return placed
