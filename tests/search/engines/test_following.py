"""Pages from place to place: right however deep, and whatever comes and goes."""

from dataclasses import replace

import pytest

from search.engines.engine import Place, SearchRequest
from search.language import read
from tests.search.examples import document

MANY = 1_300


@pytest.fixture
def alike(filled):
    """Documents of one score, of few numbers, and some of none."""
    return filled(
        *(document(f"notice:{each:05}", "housing", numbers={"value": each % 3 or None}) for each in range(MANY))
    )


def walk(engine, request):
    page = engine.search(request)
    pages = [[hit.id for hit in page.hits]]
    while page.following:
        page = engine.search(replace(request, after=page.following))
        pages.append([hit.id for hit in page.hits])
    return pages


@pytest.mark.parametrize("sort", ["relevance", "value", "-value", "closing"])
@pytest.mark.parametrize("text", ["housing", ""])
def test_equal_ones_come_once_each_by_id(alike, sort, text):
    pages = walk(alike, SearchRequest(read(text).tree, sort=sort, size=300, explained=False))

    found = [each for page in pages for each in page]
    assert [len(page) for page in pages] == [300, 300, 300, 300, 100]
    assert len(set(found)) == MANY
    if sort in ("relevance", "closing"):
        assert found == sorted(found)


def test_what_comes_and_goes_moves_nothing_that_stays(alike):
    request = SearchRequest(read("housing").tree, size=700, explained=False)
    first = alike.search(request)

    alike.apply([document("notice:00000a", "housing"), document("notice:99999", "housing")], ["notice:00005"])
    second = alike.search(replace(request, after=first.following))

    assert [hit.id for hit in second.hits] == [*(f"notice:{each:05}" for each in range(700, MANY)), "notice:99999"]


def test_a_place_whose_document_is_gone_is_still_a_place(alike):
    request = SearchRequest(sort="value", size=10)
    place = alike.search(request).following

    alike.apply([], [place.id])
    following = alike.search(replace(request, after=place)).hits

    assert following[0].id > place.id
    assert following[0].id == "notice:00031"


def test_a_place_that_never_was_breaks_nothing(alike):
    for place in (
        Place(None, "", 0),
        Place(-1e300, "zzz", 10**7),
        Place(2**70, "notice:00001", 0),
        Place(1e300, "", 5),
    ):
        for sort in ("relevance", "value", "-closing"):
            assert alike.search(SearchRequest(read("housing").tree, sort=sort, after=place)).total == MANY
