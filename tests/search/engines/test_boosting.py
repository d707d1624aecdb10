"""What is open or new comes a little earlier, and no more than a little."""

import pytest

from search.engines.engine import SearchRequest
from search.language import read
from tests.search.examples import document

ON = 740_000


@pytest.fixture
def engine(filled):
    return filled(
        document("notice:a", "Parking permits", numbers={"closing": ON - 1, "published": ON - 91}),
        document("notice:b", "Parking permits", numbers={"closing": None, "published": ON - 90}),
        document("notice:c", "Parking permits", numbers={"closing": ON, "published": ON - 400}),
        document("notice:d", "Highways", body="Parking is part of it.", numbers={"closing": ON, "published": ON}),
        document("contract:e", "Parking permits", numbers={"ending": ON}),
    )


def found(engine, text, **options):
    return [(hit.id, hit.boosts) for hit in engine.search(SearchRequest(read(text).tree, **options)).hits]


def test_what_is_open_and_what_is_new_come_before_what_says_as_much(engine):
    assert found(engine, "parking permits", on=ON) == [
        ("notice:c", ("open",)),
        ("notice:b", ("recent",)),
        ("contract:e", ()),
        ("notice:a", ()),
    ]


def test_words_count_for_more(engine):
    assert found(engine, "parking", on=ON)[-1] == ("notice:d", ("open", "recent"))


def test_nothing_is_boosted_without_a_day_or_words_or_in_another_order(engine):
    for text, options in (("parking permits", {}), ("", {"on": ON}), ("parking", {"on": ON, "sort": "closing"})):
        assert {boosts for _, boosts in found(engine, text, **options)} == {()}
    assert [id_ for id_, _ in found(engine, "parking permits")] == ["contract:e", "notice:a", "notice:b", "notice:c"]
