"""What an answer says beside its hits: why each was found, and which words look misspelt."""

from collections.abc import Iterator, Mapping
from typing import Protocol

from search.engines.boosting import boosted_by
from search.engines.engine import Hit, SearchRequest
from search.engines.highlights import Sought, explain
from search.engines.vocabulary import Vocabulary
from search.language import Node, as_typed, prefixes_in, says_something, words_in

Numbers = Mapping[str, float | None]

NAME_BOOST = 2000.0
"""More than all else: whoever types the exact name of a record wants that record."""
PRODUCT_BOOST = 1000.0
"""More than words alone ever score: and then what has to do with the product of that name."""
OTHER_NAME = 0.5
"""What an other name is worth beside what was typed."""
EACH_WORTH = 8.0
"""Where some of what was typed will do: about what a rare word scores, so that more of it comes before it often."""
TITLE_BOOST = 1.0
"""A word in a title says more about a record than one in its description."""
_FAR_MORE = 50


class Explainer:
    """Says of each hit of one request why it was found."""

    def __init__(self, request: SearchRequest) -> None:
        is_ranked = request.sort == "relevance" and says_something(request.tree)
        self._on = request.on if is_ranked else None
        self._words = set(words_in(as_typed(request.tree)))
        prefixes = list(prefixes_in(request.tree))
        self._typed = Sought(words_in(as_typed(request.tree)), prefixes)
        self._other_names = Sought(words_in(request.tree), prefixes)

    def hit(self, document_id: str, score: float, parts: Mapping[str, str], numbers: Numbers) -> Hit:
        """Return a hit, explained by the texts and the numbers of its document as far as they are given."""
        why = explain(parts, self._typed)
        if not why.words or not self._words.issubset(why.words):
            why = explain(parts, self._other_names)
        boosts = boosted_by(numbers, self._on)
        return Hit(document_id, score, why.highlights, why.words, why.fields, boosts)


class Lexicon(Protocol):
    """What an index knows of words."""

    @property
    def vocabulary(self) -> Vocabulary:
        """Every word of the index."""

    def frequency(self, word: str) -> int:
        """Return how many documents have a word."""

    def has(self, word: str) -> bool:
        """Return whether a document that is not deleted has a word."""


def corrections(lexicon: Lexicon, tree: Node, total: int) -> Iterator[tuple[str, str]]:
    """Yield words that are nowhere, or, when nothing was found, that look like others' misspellings."""
    for word in dict.fromkeys(words_in(as_typed(tree))):
        if len(word) <= 3 or not word.isalpha():
            continue
        frequency = lexicon.frequency(word)
        if not frequency or not total:
            similar = lexicon.vocabulary.most_similar(word)
            # The vocabulary keeps words of documents that are gone, which may be for nobody to know any more.
            if similar and lexicon.vocabulary.counts[similar] > _FAR_MORE * frequency and lexicon.has(similar):
                yield word, similar
