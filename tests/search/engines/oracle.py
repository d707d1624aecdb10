"""Searching by hand: what every engine must find, count and put in order, worked out the slow and plain way."""

from collections import Counter

from search.engines.boosting import boosted_by
from search.engines.texts import field_texts, searched_texts, title_texts
from search.language import All, Any, In, Not, Phrase, Prefix, Word
from search.words import plain_words, term


class Oracle:
    """Knows what a request must find in a few documents."""

    def __init__(self, documents):
        self.documents = sorted(documents, key=lambda each: each.id)
        self._plain = {word for each in documents for text in searched_texts(each) for word in plain_words(text)}

    def total(self, request):
        return len(self._found(request))

    def ids(self, request):
        """Return every id: in the order asked for, or by id for relevance."""
        found = self._found(request)
        if request.sort != "relevance":
            found.sort(key=lambda each: _key(each.numbers.get(request.sort.removeprefix("-")), request.sort))
        return [each.id for each in found]

    def facet(self, request, name):
        counts = Counter(value for each in self._found(request, but_for=name) for value in each.counted.get(name, ()))
        return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[: request.facet_size])

    def boosts(self, request, id_):
        each = next(each for each in self.documents if each.id == id_)
        return boosted_by(each.numbers, request.on)

    def _found(self, request, but_for=""):
        return [each for each in self.documents if self._is_wanted(each, request, but_for)]

    def _is_wanted(self, each, request, but_for):
        texts = title_texts(each) if request.titles_only else searched_texts(each)
        filters = {name: values for name, values in request.filters.items() if name != but_for}
        return (
            self._has(request.tree, each, texts)
            and all(values & set(each.counted.get(name, ())) for name, values in filters.items())
            and all(_is_within(each, name, limits, request.known) for name, limits in request.ranges.items())
        )

    def _has(self, tree, each, texts):
        cut = [[term(word) for word in plain_words(text)] for text in texts]
        match tree:
            case Word(text):
                return any(term(text) in terms for terms in cut)
            case Prefix(text):
                own = {found for terms in cut for found in terms if found.startswith(text)}
                begun = own | {term(word) for word in {*self._plain, text} if word.startswith(text)}
                return any(begun & {*terms} for terms in cut)
            case Phrase(words):
                wanted = [term(word) for word in words]
                return any(wanted == terms[at : at + len(wanted)] for terms in cut for at in range(len(terms)))
            case In(field, inner):
                return self._has(inner, each, list(field_texts(each, field)))
            case Not(inner):
                return not self._has(inner, each, texts)
            case All(nodes):
                return all(self._has(node, each, texts) for node in nodes)
            case Any(nodes):
                return any(self._has(node, each, texts) for node in nodes)


def _is_within(each, name, limits, known):
    if name not in each.numbers:
        return False
    number, (low, high) = each.numbers[name], limits
    if number is None:
        return not known
    return (low is None or low <= number) and (high is None or number <= high)


def _key(number, sort):
    return (number is None, 0 if number is None else -number if sort.startswith("-") else number)
