"""The index on disk: written in steps that can be interrupted, and opened by nobody else's leave."""

import os
import threading
from pathlib import Path

import pytest

from search.engines import make_engine
from search.engines.engine import SearchRequest
from search.exceptions import IndexBusy, IndexMissing, IndexUnsafe, UnknownEngine
from search.language import read
from tests.search.examples import document


def total(engine, text=""):
    return engine.search(SearchRequest(read(text).tree)).total


def current(tmp_path):
    return (tmp_path / "index" / "current").resolve()


def test_an_engine_that_there_is_not_is_named(tmp_path):
    with pytest.raises(UnknownEngine, match="sphinx"):
        make_engine("sphinx", tmp_path)


def test_where_there_is_no_index_searching_says_so(engine):
    assert not engine.is_ready()
    with pytest.raises(IndexMissing):
        total(engine)


def test_an_empty_index_finds_nothing(filled):
    assert total(filled()) == 0


def test_changes_are_found_at_once_and_doing_them_twice_changes_nothing(filled):
    engine = filled(document("notice:a", "Old"), document("notice:b"))

    for _ in range(2):
        engine.apply([document("notice:a", "New"), document("notice:c")], ["notice:b", "notice:never"])

    assert (total(engine), total(engine, "old"), total(engine, "new")) == (2, 0, 1)
    assert [id_ for id_, _ in sorted(engine.versions())] == ["notice:a", "notice:c"]


def test_another_process_finds_changes_too(filled, monkeypatch, another):
    monkeypatch.setattr("search.engines.newest.REFRESH_SECONDS", 0)
    writer, reader = filled(document()), another()
    assert total(reader) == 1

    writer.apply([document("notice:b")], [])
    assert total(reader) == 2

    writer.rebuild([])
    assert total(reader) == 0


def test_a_reader_goes_on_with_what_it_has_opened_when_the_files_are_gone(filled, tmp_path, monkeypatch, another):
    monkeypatch.setattr("search.engines.newest.REFRESH_SECONDS", 1000)
    writer, reader = filled(document(body="some words")), another()
    total(reader)

    for number in range(12):
        writer.apply([document(f"notice:{number}")], [])
    for file in current(tmp_path).glob("*.*"):
        file.unlink()

    assert total(reader, '"some words"') == 1


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # Whoosh leaves the file open
def test_a_damaged_index_counts_as_missing(filled, tmp_path, another):
    filled(document())
    for file in [*current(tmp_path).glob("*.toc"), *current(tmp_path).glob("meta.json")]:
        file.write_bytes(file.read_bytes()[:50])

    assert not another().is_ready()


def test_an_index_of_another_form_counts_as_missing(filled, engine_name, monkeypatch, another):
    filled(document())
    monkeypatch.setattr(f"search.engines.{engine_name}.FORM", f"{engine_name}0")

    assert not another().is_ready()


def test_an_index_that_others_can_write_is_not_opened(filled, tmp_path, another):
    filled(document())
    current(tmp_path).chmod(0o770)

    with pytest.raises(IndexUnsafe, match="0700"):
        total(another())


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")
def test_an_index_that_belongs_to_somebody_else_is_not_opened(filled, tmp_path, another):
    filled(document())
    os.chown(tmp_path / "index", 12345, -1)

    with pytest.raises(IndexUnsafe):
        total(another())


def test_the_index_is_for_its_owner_alone(filled, tmp_path):
    filled(document())

    assert [Path(each).stat().st_mode & 0o077 for each in (tmp_path / "index", current(tmp_path))] == [0, 0]


def test_a_rebuild_that_breaks_off_leaves_the_old_index(filled):
    engine = filled(document())

    def breaking():
        yield document("notice:b")
        raise OSError("no space left on device")

    with pytest.raises(OSError, match="space"):
        engine.rebuild(breaking())

    assert total(engine) == 1
    assert engine.rebuild([document("notice:b"), document("notice:c")]) == 2


def test_only_one_process_writes(filled, another):
    filled()
    held, other = threading.Event(), threading.Event()

    def hold():
        with another().writing():
            held.set()
            other.wait(10)

    thread = threading.Thread(target=hold)
    thread.start()
    held.wait(10)
    try:
        with pytest.raises(IndexBusy), another().writing():
            pass
    finally:
        other.set()
    thread.join()


def test_searches_go_on_while_the_index_is_rebuilt_and_written(filled, monkeypatch, another):
    monkeypatch.setattr("search.engines.newest.REFRESH_SECONDS", 0)
    documents = [document(f"notice:{number}", "housing", body="care " * number) for number in range(40)]
    engine, reader, failed, done = filled(*documents), another(), [], threading.Event()

    def search():
        while not done.is_set():
            counted = (total(reader, "housing"), total(reader, '"care care"'))
            if counted != (40, 38):
                failed.append(counted)

    threads = [threading.Thread(target=search) for _ in range(3)]
    for thread in threads:
        thread.start()
    try:
        for _ in range(3):
            engine.rebuild(documents)
            for start in range(0, 40, 8):
                engine.apply(documents[start : start + 8], [])
    finally:
        done.set()
    for thread in threads:
        thread.join()

    assert failed == []
