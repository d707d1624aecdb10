"""`check` puts an index right, whatever is wrong with it."""

import pytest
from sqlalchemy import update

from registry.models import Supplier
from search.engines import make_engine
from search.engines.choice import ENGINES
from search.engines.engine import SearchRequest
from search.language import read
from search.sync import Differences, check, drain
from tests.search.examples import service, supplier


@pytest.fixture
def found(engine):
    """Return what finds the ids of documents by words."""
    return lambda text: {hit.id for hit in engine.search(SearchRequest(read(text).tree)).hits}


def test_a_check_finds_what_was_changed_behind_its_back_though_no_version_tells(sessions, engine, save, found):
    save(service(), supplier())
    drain(sessions, engine)
    with sessions.begin() as session:
        session.execute(update(Supplier).values(name="Same Version Ltd"))

    assert check(sessions, engine) == Differences(0, 1, 0)
    drain(sessions, engine)
    assert found("same version") == {"supplier:supplier00001"}
    assert check(sessions, engine) == Differences(0, 0, 0)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # Whoosh closes what it never opened
@pytest.mark.parametrize("name", ENGINES)
def test_a_check_writes_a_damaged_index_anew(sessions, save, tmp_path, name):
    damaged = make_engine(name, tmp_path / "damaged")
    save(service(), supplier())
    drain(sessions, damaged)
    for file in (tmp_path / "damaged" / "current").resolve().iterdir():
        if file.suffix in (".trm", ".store", ".fast", ".dcz", ".col", ".term", ".vps", ".idx") or ".col" in file.name:
            file.write_bytes(b"\x00" * 20)
    fresh = make_engine(name, tmp_path / "damaged")

    assert check(sessions, fresh) == Differences(2, 0, 0)
    assert check(sessions, fresh) == Differences(0, 0, 0)


def test_a_check_without_an_index_writes_one(sessions, engine, save):
    save(supplier())

    assert check(sessions, engine) == Differences(1, 0, 0)
    assert check(sessions, engine) == Differences(0, 0, 0)
