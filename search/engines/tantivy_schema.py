"""What a Tantivy index holds of a document.

Words are cut and stemmed by us and written with spaces between them, so that every engine finds the same.
"""

import json
from typing import Any

import tantivy

from search.documents import ALL_FACETS, NUMBERS, Document
from search.engines.spellings import terms
from search.engines.texts import fielded_terms, name_keys, parts, searched_texts, title_texts

_LOWEST, _HIGHEST = -(2**63), 2**63 - 1


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for name in ("text", "title", "fielded"):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="position")
    for name in ("id", *ALL_FACETS):
        builder.add_text_field(name, fast=True, stored=name == "id", tokenizer_name="raw", index_option="basic")
    for name in ("called", "product_called", "unknown"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in (*NUMBERS, "version"):
        builder.add_integer_field(name, fast=True, indexed=name != "version")
    builder.add_bytes_field("parts", stored=True)
    return builder.build()


SCHEMA = _schema()


def fields(document: Document) -> dict[str, Any]:
    """Return what to write of a document: no value is a number that it does not have, or that is unknown."""
    return {
        "id": document.id,
        "text": [" ".join(terms(text)) for text in searched_texts(document)],
        "title": [" ".join(terms(text)) for text in title_texts(document)],
        "fielded": [" ".join(cut) for cut in fielded_terms(document)],
        "called": list(name_keys(document.called)),
        "product_called": list(name_keys(document.product)),
        "parts": json.dumps(parts(document)).encode(),
        "version": document.stamp,
        **{name: [written(value) for value in values] for name, values in document.counted.items()},
        **{name: within(number) for name, number in document.numbers.items() if number is not None},
        "unknown": [name for name, number in document.numbers.items() if number is None],
    }


def written(value: str) -> str:
    """Return a value as it is in the index, which holds whole characters only."""
    return value.encode(errors="replace").decode()


def within(number: int) -> int:
    """Return the nearest number that the index can hold."""
    return max(_LOWEST, min(number, _HIGHEST))
