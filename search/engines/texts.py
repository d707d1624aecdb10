"""What of a document is searched and shown, the same in the index of every engine."""

from collections.abc import Iterable, Iterator

from search.documents import Document
from search.engines.spellings import terms
from search.tree import CODES, FIELDS
from search.words import plain_words, term

LEGAL_FORMS = frozenset(["limited", "llp", "ltd", "plc", "uk"])


def title_texts(document: Document) -> list[str]:
    """Return the texts that weigh most, and are all that completions look at."""
    return list(dict.fromkeys([document.title, *document.called]))


def searched_texts(document: Document) -> list[str]:
    """Return the texts by which a document is found; no phrase runs from one into the next."""
    found_by = [*document.names, *document.references, *document.words, *document.product]
    return [document.title, document.body, *found_by]


def field_texts(document: Document, field: str) -> Iterable[str]:
    """Return the texts by which a document is found in one field of `FIELDS`."""
    if field == "title":
        return title_texts(document)
    if field == "reference":
        return (*document.references, document.id.partition(":")[2])
    if field == "kind":
        return (document.kind,)
    if field in CODES:
        return document.facets.get(field, ())
    if field == "product" and document.product:
        return document.product
    return document.named.get(field, ())


def place(field: str) -> tuple[str, str]:
    """Return where an index keeps the terms of a field: its own field, and what each term begins with."""
    return ("title", "") if field == "title" else ("fielded", f"{field}:")


def fielded_terms(document: Document) -> Iterator[list[str]]:
    """Yield the terms of each text of the fields that share one in an index, each behind the name of its own."""
    for field in FIELDS:
        kept_in, begin = place(field)
        if kept_in == "fielded":
            for text in field_texts(document, field):
                yield [begin + found for found in terms(text)]


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


def name_key(words: Iterable[str]) -> str:
    """Return what two spellings of one name have in common: "Civica UK Ltd" is called Civica."""
    return " ".join(term(word) for word in words if word not in LEGAL_FORMS)


def name_keys(names: Iterable[str]) -> Iterator[str]:
    """Yield the keys of names."""
    for name in names:
        if key := name_key(plain_words(name)):
            yield key
