"""What a Whoosh index holds of a document."""

from collections.abc import Iterable, Iterator
from typing import Any

from whoosh.columns import NumericColumn, VarBytesColumn
from whoosh.fields import COLUMN, ID, KEYWORD, STORED, TEXT, Schema

from search.documents import FACETS, NUMBERS, Document
from search.words import normalise, plain_words, term, tokens

SEPARATOR = "\x1f"
"""Between the values of a field that has several: they share one column, and are parted when counted."""
ABSENT = -(2**62)
"""The number of a document that cannot have it: a supplier has no closing day."""
UNKNOWN = ABSENT + 1

_LEGAL_FORMS = frozenset(["limited", "llp", "ltd", "plc", "uk"])

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
    called=KEYWORD(commas=True),
    product_called=KEYWORD(commas=True),
    parts=STORED,
    version=COLUMN(NumericColumn("q")),
    length=COLUMN(NumericColumn("i")),
    title_length=COLUMN(NumericColumn("i")),
    **{name: COLUMN(VarBytesColumn()) for name in FACETS},
    **{name: COLUMN(NumericColumn("q", default=ABSENT)) for name in NUMBERS},
)


def fields(document: Document) -> dict[str, Any]:
    """Return what to write of a document, for `IndexWriter.add_document`."""
    title = _placed(list(dict.fromkeys([document.title, *document.called])))
    found_by = [*document.names, *document.references, *document.words, *document.product]
    text = _placed([document.title, document.body, *found_by])
    return {
        "id": document.id,
        "text": text,
        "title": title,
        "called": _name_keys(document.called),
        "product_called": _name_keys(document.product),
        "parts": parts(document),
        "version": document.version,
        "length": len(text),
        "title_length": len(title),
        **{name: SEPARATOR.join(values).encode(errors="replace") for name, values in document.facets.items()},
        **{name: UNKNOWN if number is None else number for name, number in document.numbers.items()},
    }


def parts(document: Document) -> dict[str, str]:
    """Return the texts that explain a hit, the best to show first."""
    texts = {
        "description": document.body,
        "title": document.title,
        "names": " · ".join(document.names),
        "references": " · ".join(document.references),
        "service": " · ".join(document.words),
        "product": " · ".join(document.product),
    }
    return {name: text for name, text in texts.items() if text}


def name_key(words: list[str]) -> str:
    """Return what two spellings of one name have in common: "Civica UK Ltd" is called Civica."""
    return " ".join(term(word) for word in words if word not in _LEGAL_FORMS)


def _name_keys(names: Iterable[str]) -> str:
    return ",".join(name_key(plain_words(name)) for name in names)


def _placed(texts: list[str]) -> list[Place]:
    placed: list[Place] = []
    for number, text in enumerate(texts):
        start = len(placed) + number * _GAP
        placed += [(token.term, start + order) for order, token in enumerate(tokens(normalise(text)))]
    return placed
