"""Terms by spelling: texts repeat their words, and looking one up is several times faster than stemming it again."""

from search.words import STOP_WORDS, WORD, fold, normalise, term

_MOST_SPELLINGS = 50_000


class _Terms(dict[str, str]):
    """The term of every spelling met lately; the empty one for a word that is not worth finding."""

    def __missing__(self, spelling: str) -> str:
        if len(self) >= _MOST_SPELLINGS:
            self.clear()
        plain = fold(spelling)
        found = self[spelling] = "" if plain in STOP_WORDS else term(plain)
        return found


TERM_OF = _Terms()


def terms(text: str) -> list[str]:
    """Return the terms of a text in order: those of `search.words.tokens`."""
    return [found for found in map(TERM_OF.__getitem__, spellings(text)) if found]


def spellings(text: str) -> list[str]:
    """Return the words of a text as they are spelt, each time they come."""
    return WORD.findall(normalise(text))
