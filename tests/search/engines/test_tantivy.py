"""What only Tantivy can do wrong."""

import random
from dataclasses import replace

import pytest
from tantivy import SchemaBuilder

from search.engines import make_engine
from search.engines.engine import SearchRequest
from search.exceptions import IndexMissing
from search.language import read
from tests.search.examples import document

FACETS = ("kind", "supplier")


@pytest.fixture
def engine(tmp_path):
    return make_engine("tantivy", tmp_path / "index")


@pytest.mark.parametrize("suffix", ["fast", "idx", "term", "store"])
def test_damaged_files_are_told_as_a_missing_index(filled, tmp_path, suffix):
    filled(*(document(f"notice:{number}", "housing", {"supplier": (f"s{number}",)}) for number in range(300)))
    dice = random.Random(33)
    for file in (tmp_path / "index" / "current").resolve().glob(f"*.{suffix}"):
        content = bytearray(file.read_bytes())
        for place in range(len(content) - 130):  # what comes last is checked when the file is opened
            content[place] = dice.randrange(256)
        file.write_bytes(content)

    with pytest.raises(IndexMissing, match="rebuild"):
        make_engine("tantivy", tmp_path / "index").search(SearchRequest(read("housing").tree, facets=FACETS))


def test_an_index_of_other_fields_counts_as_missing(filled, tmp_path, monkeypatch):
    filled(document())
    monkeypatch.setattr("search.engines.tantivy_snapshot.SCHEMA", SchemaBuilder().build())

    assert not make_engine("tantivy", tmp_path / "index").is_ready()


def test_facets_are_exact_beyond_what_is_asked_for_at_first(filled, monkeypatch):
    monkeypatch.setattr("search.engines.tantivy_counting._AT_FIRST", 3)
    engine = filled(*(document(f"notice:{n}", facets={"supplier": (f"s{n % 7}", f"t{n % 5}")}) for n in range(70)))

    counted = engine.search(SearchRequest(facets=FACETS, facet_size=1)).facets["supplier"]

    assert counted == (("t0", 14),)
    assert engine.search(SearchRequest(facets=FACETS, facet_size=6)).facets["supplier"][-1] == ("s0", 10)


def test_very_many_equal_hits_are_shown_once_each_over_the_pages(filled, monkeypatch):
    monkeypatch.setattr("search.engines.tantivy_ordering._MOST_EQUAL", 5)
    engine = filled(*(document(f"notice:{number:02}", "housing") for number in range(20)))

    pages = [engine.search(SearchRequest(read("housing").tree, size=3, page=number)) for number in range(1, 8)]

    assert sorted(hit.id for page in pages for hit in page.hits) == [f"notice:{number:02}" for number in range(20)]


def test_a_writer_that_is_refused_leaves_no_thread_holding_the_index(filled):
    engine = filled(document())

    with pytest.raises(TypeError):
        engine.apply([replace(document("notice:b"), numbers={"published": "none"})], ["notice:a"])

    engine.apply([document("notice:c")], [])
    assert sorted(id_ for id_, _ in engine.versions()) == ["notice:a", "notice:c"]
