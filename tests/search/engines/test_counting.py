"""Totals, filters, ranges and facets against a count by hand over the same documents."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.engines import make_engine
from search.engines.choice import ENGINES
from search.engines.engine import SearchRequest
from search.language import All, Not, Word, read
from search.words import plain_words
from tests.search.examples import document

WORDS = ("housing", "parking", "care", "network")
BOROUGHS = ("E09000001", "E09000002", "E09000003")
SUPPLIERS = ("s1", "s2", "s3")
FACETS = ("kind", "authority", "supplier", "stage", "cpv")


def corpus():
    """Documents of every mixture: several boroughs, no supplier, unknown and impossible days."""
    made = []
    for number in range(60):
        kind = ("notice", "contract", "supplier")[number % 3]
        facets = {
            "authority": tuple(each for place, each in enumerate(BOROUGHS) if number >> place & 1),
            "supplier": SUPPLIERS[: number % 4],
            "cpv": ("48000000", "72000000")[: number % 3],
            "stage": (("tender", "award")[number % 2],) if kind == "notice" else (),
        }
        numbers = {} if kind == "supplier" else {"closing": None if number % 5 == 0 else 740_000 + number % 7}
        title = " ".join(word for place, word in enumerate(WORDS) if (number * 7) >> place & 1)
        made.append(document(f"{kind}:{number:03}", title, facets, numbers=numbers))
    return made


DOCUMENTS = corpus()


@pytest.fixture(scope="module", params=ENGINES)
def engine(request, tmp_path_factory):
    """An index in several segments, with documents deleted and written again."""
    engine = make_engine(request.param, tmp_path_factory.mktemp("counting") / "index")
    with engine.writing():
        engine.rebuild([*DOCUMENTS[:40], document("notice:gone", "housing parking care network")])
        engine.apply(DOCUMENTS[40:], ["notice:gone"])
        engine.apply(DOCUMENTS[10:20], [])
    return engine


def wanted(each, request, but_for=""):
    if not has_words(request.tree, set(plain_words(each.title))):
        return False
    for name, values in request.filters.items():
        if name != but_for and not values & set(each.facets.get(name, ())):
            return False
    for name, (low, high) in request.ranges.items():
        if name not in each.numbers:
            return False
        number = each.numbers[name]
        if number is None and request.known:
            return False
        if number is not None and not (low or 0) <= number <= (high or number):
            return False
    return True


def has_words(tree, words):
    match tree:
        case Word(text):
            return text in words
        case Not(inner):
            return not has_words(inner, words)
        case All(nodes):
            return all(has_words(node, words) for node in nodes)


def counted(request, facet):
    counts = Counter()
    for each in DOCUMENTS:
        if wanted(each, request, but_for=facet):
            counts.update(each.facets.get(facet, ()))
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def subsets(values):
    return st.frozensets(st.sampled_from(values), min_size=1)


requests = st.builds(
    SearchRequest,
    tree=st.sampled_from(["", "housing", "care -parking", "housing network", "-care"]).map(
        lambda text: read(text).tree
    ),
    filters=st.fixed_dictionaries(
        {},
        optional={
            "kind": subsets(["notice", "contract", "supplier"]),
            "authority": subsets([*BOROUGHS, "E09000033"]),
            "supplier": subsets(SUPPLIERS),
            "stage": subsets(["tender", "award"]),
        },
    ),
    ranges=st.fixed_dictionaries({}, optional={"closing": st.tuples(*[st.none() | st.integers(740_000, 740_007)] * 2)}),
    known=st.booleans(),
    facets=st.just(FACETS),
    sort=st.sampled_from(["relevance", "closing", "published", "-published"]),
    size=st.integers(1, 100),
)


@settings(max_examples=200, deadline=None)
@given(requests)
def test_totals_and_facets_are_those_counted_by_hand(engine, request):
    page = engine.search(request)

    assert page.total == sum(wanted(each, request) for each in DOCUMENTS)
    for facet in FACETS:
        assert page.facets[facet] == counted(request, facet)


@settings(max_examples=50, deadline=None)
@given(requests)
def test_pages_show_every_document_once_and_in_order(engine, request):
    everything = [hit.id for hit in engine.search(SearchRequest(request.tree, sort=request.sort, size=100)).hits]
    pages = [
        hit.id
        for number in range(1, 12)
        for hit in engine.search(SearchRequest(request.tree, sort=request.sort, size=6, page=number)).hits
    ]

    assert pages == everything
    assert len(set(pages)) == len(pages)
