"""Trees, filters and ranges as Tantivy's queries, built as objects: nothing that was typed is parsed again."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from tantivy import FieldType, Occur, Query

from search.engines.boosting import boosts
from search.engines.engine import Range, SearchRequest
from search.engines.explaining import EACH_WORTH, NAME_BOOST, OTHER_NAME, PRODUCT_BOOST, TITLE_BOOST
from search.engines.tantivy_schema import SCHEMA, within, written
from search.engines.texts import name_key, place
from search.language import All, Any, In, Node, Not, Phrase, Prefix, Word, as_typed, words_in
from search.tree import parted
from search.words import term

Clause = tuple[Occur, Query]


def term_query(field: str, value: str) -> Query:
    """Return what finds the documents that have a term in a field."""
    return Query.term_query(SCHEMA, field, value)


class Queries:
    """The queries of one request."""

    def __init__(
        self, request: SearchRequest, terms_of: Callable[[str, str], Sequence[str]], strength: float = 1.0
    ) -> None:
        """`terms_of` a prefix: what it stands for; `strength`: see `search.engines.boosting`."""
        self._request = request
        self._terms_of = terms_of
        self._strength = strength
        self._field, self._other = ("title", "text") if request.titles_only else ("text", "title")

    def selecting(self, but_for: str = "") -> Query:
        """Return what finds the documents that pass every filter, or every one but that of a field."""
        return Query.boolean_query([(Occur.Must, self._matching(self._request.tree)), *self._narrowing(but_for)])

    def ranking(self) -> Query:
        """Return what finds the same documents and says how well each answers."""
        clauses = [*self._scored(self._request.tree), *self._named(), *self._boosted(), *self._narrowing()]
        return _all_of(clauses)

    def _matching(self, node: Node, where: tuple[str, str] | None = None) -> Query:
        field, begin = where or (self._field, "")
        match node:
            case Word(text):
                return term_query(field, begin + term(text))
            case Prefix(text):
                return Query.term_set_query(SCHEMA, field, self._terms_of(text, begin))
            case Phrase((word,)):
                return self._matching(Word(word), where)
            case Phrase(words):
                return Query.phrase_query(SCHEMA, field, [begin + term(word) for word in words])
            case In(name, inner):
                return self._matching(inner, place(name))
            case Any(()):
                return Query.empty_query()
            case Any(nodes):
                return _any_of(self._matching(inner, where) for inner in nodes)
            case Not(inner):
                return _all_of([(Occur.MustNot, self._matching(inner, where))])
            case All(nodes, some=True):
                return _all_of(self._some(nodes))
            case All(nodes):
                return _all_of(_wanted_or_not(inner, lambda each: self._matching(each, where)) for inner in nodes)

    def _scored(self, node: Node) -> Iterator[Clause]:
        """Yield clauses by which a node finds documents and scores them: nested as little as can be."""
        match node:
            case Word(text):
                yield Occur.Must, self._in(self._field, term(text))
                yield Occur.Should, self._in(self._other, term(text))
            case Prefix(text):
                yield Occur.Must, _best_of(_all_of(self._scored_term(found)) for found in self._terms_of(text, ""))
            case Phrase(words):
                yield Occur.Must, _only(self._matching(node))
                for word in words:
                    yield Occur.Should, self._in("text", term(word))
                    yield Occur.Should, self._in("title", term(word))
            case In():
                yield Occur.Must, _only(self._matching(node))
                for word in words_in(node):
                    yield Occur.Should, self._in("text", term(word))
                    yield Occur.Should, self._in("title", term(word))
            case Any(nodes, typed=True):
                yield Occur.Must, _best_of(_all_of(self._scored(inner)) for inner in nodes)
            case Any(nodes):
                yield Occur.Must, _only(self._matching(node))
                first, *others = map(self._of_words, nodes)
                yield Occur.Should, _best_of([first, *(Query.boost_query(other, OTHER_NAME) for other in others)])
            case Not(inner):
                yield Occur.MustNot, self._matching(inner)
            case All(nodes, some=True):
                yield from ((occur, _only(query)) for occur, query in self._some(nodes))
                for inner in parted(nodes)[1]:
                    yield Occur.Should, _all_of(self._scored(inner))
                    yield Occur.Should, Query.const_score_query(self._matching(inner), EACH_WORTH)
            case All(nodes):
                for inner in nodes:
                    yield from self._scored(inner)

    def _of_words(self, node: Node) -> Query:
        """Return what scores a document by the words of a node, be they all there or not."""
        scored = (self._in(field, term(word)) for word in words_in(node) for field in ("text", "title"))
        return _any_of(scored)

    def _some(self, nodes: tuple[Node, ...]) -> Iterator[Clause]:
        strict, others = parted(nodes)
        yield from (_wanted_or_not(inner, self._matching) for inner in strict)
        if all(isinstance(inner, Not) for inner in strict):
            yield Occur.Must, _any_of(map(self._matching, others))

    def _scored_term(self, found: str) -> Iterator[Clause]:
        yield Occur.Must, self._in(self._field, found)
        yield Occur.Should, self._in(self._other, found)

    def _in(self, field: str, found: str) -> Query:
        query = term_query(field, found)
        return Query.boost_query(query, TITLE_BOOST) if field == "title" else query

    def _named(self) -> Iterator[Clause]:
        if name := name_key(words_in(as_typed(self._request.tree))):
            called = Query.const_score_query(term_query("called", name), NAME_BOOST)
            with_product = Query.const_score_query(term_query("product_called", name), PRODUCT_BOOST)
            yield Occur.Should, _best_of([called, with_product])

    def _boosted(self) -> Iterator[Clause]:
        for boost in boosts(self._request.on, self._strength):
            inside = Query.range_query(SCHEMA, boost.number, FieldType.Integer, boost.lowest, None)
            yield Occur.Should, Query.const_score_query(inside, boost.worth)

    def _narrowing(self, but_for: str = "") -> Iterator[Clause]:
        for name, limits in self._request.ranges.items():
            inside = _inside(name, limits)
            yield Occur.Must, _only(inside if self._request.known else _any_of([inside, term_query("unknown", name)]))
        for name, values in self._request.filters.items():
            if name != but_for:
                yield Occur.Must, _only(Query.term_set_query(SCHEMA, name, list(map(written, values))))


def _inside(name: str, limits: Range) -> Query:
    low, high = (None if limit is None else within(limit) for limit in limits)
    if low is None and high is None:
        return Query.exists_query(name)
    return Query.range_query(SCHEMA, name, FieldType.Integer, low, high)


def _wanted_or_not(node: Node, query_of: Callable[[Node], Query]) -> Clause:
    return (Occur.MustNot, query_of(node.node)) if isinstance(node, Not) else (Occur.Must, query_of(node))


def _all_of(clauses: Iterable[Clause]) -> Query:
    """Join clauses; everything is wanted where nothing is, because Tantivy finds nothing then."""
    everything = Occur.Must, _only(Query.all_query())
    listed = list(clauses)
    return Query.boolean_query(listed if any(occur == Occur.Must for occur, _ in listed) else [everything, *listed])


def _any_of(queries: Iterable[Query]) -> Query:
    return Query.boolean_query([(Occur.Should, query) for query in queries])


def _best_of(queries: Iterable[Query]) -> Query:
    return Query.disjunction_max_query(list(queries))


def _only(query: Query) -> Query:
    """Let a query find, and say nothing about how well."""
    return Query.const_score_query(query, 0.0)
