"""By which of its other names something was found."""

from collections.abc import Collection, Iterable

from search.language import MIN_PREFIX
from search.words import normalise, term, tokens


def found_by(words: Iterable[str], title: str, names: Collection[str]) -> str | None:
    """Return the name that says what its title does not; None where the title says all, or no name does.

    `words` are those of the search that were found, beginnings of words too.
    """
    wanted = set(words)
    unsaid = {word for word in wanted if not _says(title, word)}
    fits = {name: (len(_said(name, unsaid)), len(_said(name, wanted)), -len(name)) for name in names}
    best = max(names, key=lambda name: fits[name], default=None)
    return best if best is not None and fits[best][0] else None


def _said(text: str, words: Iterable[str]) -> list[str]:
    return [word for word in words if _says(text, word)]


def _says(text: str, word: str) -> bool:
    wanted = term(word)
    return any(
        token.term == wanted or (len(word) >= MIN_PREFIX and token.plain.startswith(word))
        for token in tokens(normalise(text))
    )
