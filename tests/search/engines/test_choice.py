"""Changing the engine is a setting: the index of the other one counts as missing, and is replaced."""

import pytest

import settings
from search.engines import make_engine
from search.engines.choice import ENGINES
from search.engines.engine import SearchRequest
from search.exceptions import IndexBusy, IndexMissing
from search.language import read
from tests.search.examples import document

CHANGES = [(old, new) for old in ENGINES for new in ENGINES if old != new]


def test_the_settings_name_every_engine():
    assert set(settings.ENGINES) == {*ENGINES}


def rebuilt(engine, *documents):
    with engine.writing():
        engine.rebuild(documents)
    return engine


def total(engine, text=""):
    return engine.search(SearchRequest(read(text).tree)).total


@pytest.mark.parametrize(("old", "new"), CHANGES)
def test_another_engine_writes_its_own_index_in_place_of_the_old(old, new, tmp_path):
    rebuilt(make_engine(old, tmp_path / "index"), document(title="Housing"))
    engine = make_engine(new, tmp_path / "index")

    assert not engine.is_ready()
    with pytest.raises(IndexMissing, match="rebuild"):
        total(engine)

    assert total(rebuilt(engine, document(title="Parking")), "parking") == 1
    assert not make_engine(old, tmp_path / "index").is_ready()


@pytest.mark.parametrize(("old", "new"), CHANGES)
def test_what_the_old_engine_left_is_removed(old, new, tmp_path):
    rebuilt(make_engine(old, tmp_path / "index"), document())
    engine = make_engine(new, tmp_path / "index")

    for _ in range(2):
        rebuilt(engine, document())

    kept = [each.name for each in (tmp_path / "index").iterdir() if each.is_dir() and not each.is_symlink()]
    assert len(kept) == 2
    assert len({name.partition("-")[0] for name in kept}) == 1


@pytest.mark.parametrize(("old", "new"), CHANGES)
def test_engines_take_turns_at_writing(old, new, tmp_path):
    engine, other = make_engine(old, tmp_path / "index"), make_engine(new, tmp_path / "index")

    with engine.writing(), pytest.raises(IndexBusy), other.writing():
        pass
