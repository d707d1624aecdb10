"""Finding and scoring the documents of one segment that a tree describes."""

from collections.abc import Callable, Sequence, Set
from functools import reduce
from operator import add

from search.engines.explaining import EACH_WORTH, OTHER_NAME, TITLE_BOOST
from search.engines.texts import place
from search.engines.whoosh_segment import Segment
from search.language import All, Any, In, Node, Not, Phrase, Prefix, Word, words_in
from search.tree import parted
from search.words import term


class Matcher:
    """Follows a tree through one segment."""

    def __init__(
        self,
        segment: Segment,
        weight_of: Callable[[str], float],
        terms_of: Callable[[str, str], Sequence[str]],
        where: tuple[str, str],
    ) -> None:
        """`weight_of` a term: how rare it is; `terms_of` a prefix: what it stands for; `where`: see `place`."""
        self._segment = segment
        self._weight_of = weight_of
        self._terms_of = terms_of
        self._field, self._begin = where

    def find(self, node: Node) -> Set[int]:
        """Return the documents that a node describes."""
        match node:
            case Word(text):
                return self._having(self._begin + term(text))
            case Prefix(text):
                return frozenset().union(*map(self._having, self._terms_of(text, self._begin)))
            case Phrase(words):
                return self._segment.phrase(self._field, tuple(self._begin + term(word) for word in words))
            case In(field, inner):
                return Matcher(self._segment, self._weight_of, self._terms_of, place(field)).find(inner)
            case Any(nodes):
                return frozenset().union(*map(self.find, nodes))
            case Not(inner):
                return self._segment.everything - self.find(inner)
            case All(nodes, some):
                return self._find_some(nodes) if some else self._find_all(nodes)

    def score(self, node: Node, documents: list[int]) -> list[float]:
        """Return how well each of `documents` answers a node."""
        match node:
            case Word(text):
                return self._score_term(term(text), documents)
            case Prefix(text):
                return self._score_prefix(text, documents)
            case Phrase(words):
                return _sum([self._score_term(term(word), documents) for word in words])
            case Any(nodes, typed):
                scores = [self.score(inner, documents) for inner in nodes]
                return _best(scores if typed else [*scores[:1], *map(_as_other_name, scores[1:])])
            case All(nodes, some=True):
                return _sum(
                    [[0.0] * len(documents), *(self._score_one(inner, documents) for inner in parted(nodes)[1])]
                )
            case All(nodes):
                wanted = [inner for inner in nodes if not isinstance(inner, Not)]
                return _sum([[0.0] * len(documents), *(self.score(inner, documents) for inner in wanted)])
            case In():
                # What finds in a field counts as it does in the whole text.
                return _sum(
                    [[0.0] * len(documents), *(self._score_term(term(word), documents) for word in words_in(node))]
                )
            case Not():
                return [0.0] * len(documents)

    def _find_all(self, nodes: tuple[Node, ...]) -> Set[int]:
        wanted = sorted((self.find(node) for node in nodes if not isinstance(node, Not)), key=len)
        found = reduce(lambda one, other: one & other, wanted) if wanted else self._segment.everything
        for node in nodes:
            if isinstance(node, Not):
                found = found - self.find(node.node)
        return found

    def _find_some(self, nodes: tuple[Node, ...]) -> Set[int]:
        strict, others = parted(nodes)
        found = self._find_all(strict)
        return found if any(not isinstance(node, Not) for node in strict) else found & self.find(Any(others))

    def _score_one(self, node: Node, documents: list[int]) -> list[float]:
        """Score one of several nodes that need not all be there: nothing for a document without it."""
        having, scores = self.find(node), self.score(node, documents)
        return [EACH_WORTH + s if d in having else 0.0 for d, s in zip(documents, scores, strict=True)]

    def _having(self, found: str) -> Set[int]:
        return self._segment.postings(self._field, found).keys()

    def _score_prefix(self, prefix: str, documents: list[int]) -> list[float]:
        asked = set(documents)
        best: dict[int, float] = {}
        for found in self._terms_of(prefix, ""):
            having = list(self._having(found) & asked)
            for document, score in zip(having, self._score_term(found, having), strict=True):
                best[document] = max(score, best.get(document, 0.0))
        return [best.get(document, 0.0) for document in documents]

    def _score_term(self, found: str, documents: list[int]) -> list[float]:
        text = self._segment.postings("text", found).get
        title = self._segment.postings("title", found).get
        weight, boost = self._weight_of(found), self._weight_of(found) * TITLE_BOOST
        return [weight * text(document, 0.0) + boost * title(document, 0.0) for document in documents]


def _as_other_name(scores: list[float]) -> list[float]:
    return [score * OTHER_NAME for score in scores]


def _sum(scores: list[list[float]]) -> list[float]:
    return reduce(lambda one, other: list(map(add, one, other)), scores)


def _best(scores: list[list[float]]) -> list[float]:
    return [max(choices) for choices in zip(*scores, strict=True)]
