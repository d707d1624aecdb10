"""Every engine against a search by hand, over random corpora, trees, filters, ranges, sorts and pages."""

import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.documents import DERIVED, NUMBERS, Document
from search.engines import make_engine
from search.engines.choice import ENGINES
from search.engines.engine import SearchRequest
from search.language import All, Any, In, Not, Phrase, Prefix, Word
from search.tree import FIELDS
from tests.search.engines.oracle import Oracle

WORDS = ("housing", "houses", "parking", "park", "care", "caring", "network", "licence", "license", "IT", "of", "c++")
VALUES = ("a", "b", "c d", "é", "E09000001")
FACETS = ("kind", "authority", "supplier", *DERIVED)
KINDS = ("notice", "contract", "supplier")

texts = st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)
stages = st.sampled_from([(), ("planned",), ("tender", "award")])
several = st.lists(texts.filter(bool), max_size=2).map(tuple)
values = st.lists(st.sampled_from(VALUES), max_size=3, unique=True).map(tuple)
numbers = st.none() | st.integers(0, 4) | st.sampled_from([-(2**40), 2**50])


@st.composite
def corpora(draw):
    """A few documents, most of which have much in common."""
    ids = draw(st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 99)), max_size=14, unique=True))
    return [
        Document(
            id=f"{kind}:{number}",
            version=draw(st.integers(0, 9)),
            title=draw(texts),
            body=draw(texts),
            names=draw(several),
            product=draw(several),
            called=draw(several),
            references=draw(several),
            named=draw(st.dictionaries(st.sampled_from(["supplier", "authority", "service"]), several)),
            facets={"kind": (kind,), "authority": draw(values), "supplier": draw(values), "stage": draw(stages)},
            numbers=draw(st.dictionaries(st.sampled_from(NUMBERS), numbers)),
        )
        for kind, number in ids
    ]


words = st.sampled_from([*KINDS, "planned", *(word for word in WORDS if word != "of")]).map(str.lower)
leaves = st.one_of(
    words.map(Word),
    st.sampled_from(["hou", "park", "car", "lic", "zzz", "not", "99"]).map(Prefix),
    st.lists(words, min_size=2, max_size=3).map(tuple).map(Phrase),
)
trees = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.lists(inner | inner.map(Not), max_size=3).map(tuple).map(All),
        st.lists(inner, max_size=3).map(tuple).map(Any),
        inner.map(Not),
        st.builds(In, st.sampled_from(FIELDS), inner),
    ),
    max_leaves=5,
)
bounds = st.none() | st.integers(-1, 5) | st.sampled_from([-(2**70), 2**70])
requests = st.builds(
    SearchRequest,
    tree=trees | st.just(All()),
    filters=st.dictionaries(
        st.sampled_from(FACETS), st.frozensets(st.sampled_from([*VALUES, *KINDS, "no", "unknown", "0"])), max_size=2
    ),
    ranges=st.dictionaries(st.sampled_from(NUMBERS), st.tuples(bounds, bounds), max_size=2),
    known=st.booleans(),
    facets=st.just(FACETS),
    facet_size=st.integers(1, 9),
    sort=st.sampled_from(["relevance", "closing", "ending", "published", "-published", "value", "-value"]),
    size=st.integers(1, 5),
    titles_only=st.booleans(),
    explained=st.booleans(),
    on=st.none() | st.integers(0, 4),
)


@pytest.fixture(scope="module", params=ENGINES)
def name(request):
    return request.param


def written(name, folder, documents):
    """An index in two segments, some documents in it written again and one deleted."""
    engine, half = make_engine(name, Path(folder) / "index"), len(documents) // 2
    with engine.writing():
        engine.rebuild([*documents[: half + 1], Document("notice:gone", title="housing care", version=1)])
        engine.apply(documents[half:], ["notice:gone"])
    return engine


def pages(engine, request, total):
    """Return every page of what a request finds, and one more."""
    return [engine.search(replace(request, page=number)) for number in range(1, total // request.size + 3)]


def followed(engine, request):
    """Return the ids of all that a request finds, each page from the place where the one before it ended."""
    page = engine.search(request)
    ids = [hit.id for hit in page.hits]
    while page.following:
        page = engine.search(replace(request, after=page.following))
        assert page.hits
        ids += [hit.id for hit in page.hits]
    return ids


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(corpora(), st.lists(requests, min_size=5, max_size=8))
def test_every_engine_finds_counts_and_orders_as_one_would_by_hand(name, documents, asked):
    oracle = Oracle(documents)
    with tempfile.TemporaryDirectory() as folder:
        engine = written(name, folder, documents)
        assert dict(engine.versions()) == {each.id: each.stamp for each in documents}
        for request in asked:
            found = pages(engine, request, oracle.total(request))
            ids = [hit.id for page in found for hit in page.hits]
            assert {page.total for page in found} == {oracle.total(request)}
            assert (sorted(ids) if request.sort == "relevance" else ids) == oracle.ids(request)
            assert found[0].facets == {facet: oracle.facet(request, facet) for facet in FACETS}
            scores = [(-hit.score, hit.id) for page in found for hit in page.hits]
            assert request.sort != "relevance" or scores == sorted(scores)
            assert followed(engine, request) == ids
