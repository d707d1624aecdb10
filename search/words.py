"""Words: how text is cut and folded, the same for indexing, searching and highlighting in every engine."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from whoosh.lang.snowball.english import EnglishStemmer

from search.spelling import american

# Letters and digits with the accents that no letter of their own holds (a small Turkish dotted I has one),
# apostrophes inside, and C++, C# and F# whole. Everything else parts words: a full stop too, because notices
# forget the space after it ("services.The").
_PART = r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*"
WORD = re.compile(rf"[^\W_](?:\+\+|#)(?!\w)|{_PART}(?:'{_PART})*")

# Only what carries no meaning in a search. "it", "us", "may", "will" and "can" are not here: IT services is
# what this registry is about.
STOP_WORDS = frozenset(
    """a an and are as at be been being but by for from has have if in into is its of on or not so such than that
    the their then there these they this to was were which with""".split()  # noqa: SIM905 (read as a sentence)
)

# Nouns that look like forms of a verb and are none here: housing is no house, parking no park, planning no plan.
_NOUNS = frozenset(["building", "hearing", "housing", "lighting", "meeting", "parking", "planning", "training"])

_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "＇": "'"})

# Snowball's English, not `whoosh.lang.porter`: that one never takes a doubled letter back, and so keeps
# "planning" from "plan".
_STEMMER = EnglishStemmer()


class Token(NamedTuple):
    """A word of a text: as people would type it (`plain`), as it is indexed (`term`), and where it stands."""

    plain: str
    term: str
    start: int
    end: int


def normalise(text: str) -> str:
    """Return `text` in the one form that tokens refer to: Unicode's NFKC, with straight apostrophes."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    return text.translate(_APOSTROPHES)


def tokens(text: str) -> Iterator[Token]:
    """Yield the words of a normalised text that are worth finding, in order."""
    for match in WORD.finditer(text):
        plain = fold(match.group())
        if plain not in STOP_WORDS:
            yield Token(plain, term(plain), match.start(), match.end())


def plain_words(text: str) -> list[str]:
    """Return the words of any text as people would type them."""
    return [token.plain for token in tokens(normalise(text))]


@lru_cache(50_000)
def fold(word: str) -> str:
    """Return a word without case, accents and apostrophes: "Council's" becomes "council"."""
    word = word.casefold()
    if not word.isascii():
        decomposed = unicodedata.normalize("NFKD", word)
        word = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return word.removesuffix("'s").replace("'", "")


@lru_cache(50_000)
def term(plain: str) -> str:
    """Return the term that stands for a word in an index: its stem, in American spelling."""
    if plain.removesuffix("s") in _NOUNS:
        return plain.removesuffix("s")
    return str(_STEMMER.stem(american(plain)))
