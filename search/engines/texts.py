"""What of a document is searched and shown, the same in the index of every engine."""

from collections.abc import Iterable, Iterator

from search.documents import Document
from search.words import plain_words, term

_LEGAL_FORMS = frozenset(["limited", "llp", "ltd", "plc", "uk"])


def title_texts(document: Document) -> list[str]:
    """Return the texts that weigh most, and are all that completions look at."""
    return list(dict.fromkeys([document.title, *document.called]))


def searched_texts(document: Document) -> list[str]:
    """Return the texts by which a document is found; no phrase runs from one into the next."""
    found_by = [*document.names, *document.references, *document.words, *document.product]
    return [document.title, document.body, *found_by]


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
    return " ".join(term(word) for word in words if word not in _LEGAL_FORMS)


def name_keys(names: Iterable[str]) -> Iterator[str]:
    """Yield the keys of names."""
    for name in names:
        if key := name_key(plain_words(name)):
            yield key
