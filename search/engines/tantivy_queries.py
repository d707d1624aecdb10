"""Trees, filters and ranges as Tantivy's queries, built as objects: nothing that was typed is parsed again."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from tantivy import FieldType, Occur, Query

from search.engines.engine import Range, SearchRequest
from search.engines.explaining import NAME_BOOST, PRODUCT_BOOST, TITLE_BOOST
from search.engines.tantivy_schema import SCHEMA, within, written
from search.engines.texts import name_key
from search.language import All, Any, Node, Not, Phrase, Prefix, Word, as_typed, words_in
from search.words import term

Clause = tuple[Occur, Query]


def term_query(field: str, value: str) -> Query:
    """Return what finds the documents that have a term in a field."""
    return Query.term_query(SCHEMA, field, value)


class Queries:
    """The queries of one request."""

    def __init__(self, request: SearchRequest, terms_of: Callable[[str], Sequence[str]]) -> None:
        """`terms_of` a prefix: what it stands for."""
        self._request = request
        self._terms_of = terms_of
        self._field, self._other = ("title", "text") if request.titles_only else ("text", "title")

    def selecting(self, but_for: str = "") -> Query:
        """Return what finds the documents that pass every filter, or every one but that of a field."""
        return Query.boolean_query([(Occur.Must, self._matching(self._request.tree)), *self._narrowing(but_for)])

    def ranking(self) -> Query:
        """Return what finds the same documents and says how well each answers."""
        return _all_of([*self._scored(self._request.tree), *self._named(), *self._narrowing()])

    def _matching(self, node: Node) -> Query:
        match node:
            case Word(text):
                return term_query(self._field, term(text))
            case Prefix(text):
                return Query.term_set_query(SCHEMA, self._field, self._terms_of(text))
            case Phrase((word,)):
                return self._matching(Word(word))
            case Phrase(words):
                return Query.phrase_query(SCHEMA, self._field, list(map(term, words)))
            case Any(()):
                return Query.empty_query()
            case Any(nodes):
                return _any_of(map(self._matching, nodes))
            case Not(inner):
                return _all_of([(Occur.MustNot, self._matching(inner))])
            case All(nodes):
                return _all_of(_wanted_or_not(inner, self._matching) for inner in nodes)

    def _scored(self, node: Node) -> Iterator[Clause]:
        """Yield clauses by which a node finds documents and scores them: nested as little as can be."""
        match node:
            case Word(text):
                yield Occur.Must, self._in(self._field, term(text))
                yield Occur.Should, self._in(self._other, term(text))
            case Prefix(text):
                yield Occur.Must, _best_of(_all_of(self._scored_term(found)) for found in self._terms_of(text))
            case Phrase(words):
                yield Occur.Must, _only(self._matching(node))
                for word in words:
                    yield Occur.Should, self._in("text", term(word))
                    yield Occur.Should, self._in("title", term(word))
            case Any(nodes):
                yield Occur.Must, _best_of(_all_of(self._scored(inner)) for inner in nodes)
            case Not(inner):
                yield Occur.MustNot, self._matching(inner)
            case All(nodes):
                for inner in nodes:
                    yield from self._scored(inner)

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
