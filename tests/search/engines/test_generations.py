"""The directory of an index: what is ours in it comes and goes, and nothing else is touched."""

import pytest

from search.engines.generations import Generations
from search.exceptions import IndexMisplaced

FORM = "whoosh2"
OLD = f"{FORM}-20250101T000000000000"


@pytest.fixture
def generations(tmp_path):
    return Generations(tmp_path / "index", FORM)


@pytest.fixture
def published(generations):
    """Return how to begin a generation and make it the current one."""

    def publish():
        new = generations.begin()
        generations.publish(new)
        return new

    return publish


@pytest.fixture
def unmarked(generations):
    """An index as it was written when generations had no mark."""
    old = generations.root / OLD
    generations.root.mkdir(mode=0o700)
    old.mkdir(mode=0o700)
    (old / "_MAIN_1.toc").touch()
    (generations.root / "write.lock").touch()
    generations.link.symlink_to(OLD)
    return old


def test_what_is_neither_current_nor_new_is_removed(generations, published):
    first, second = published(), published()
    broken_off = generations.begin()

    third = generations.begin()

    assert [each.exists() for each in (first, second, broken_off, third)] == [False, True, False, True]


@pytest.mark.parametrize("name", ["src", ".git", "v1-notes", "v1-20250101", OLD])
def test_a_folder_without_our_name_and_mark_stays(generations, published, name):
    published()
    (generations.root / name).mkdir()
    (generations.root / name / "work.txt").touch()

    published()

    assert (generations.root / name / "work.txt").exists()


def test_a_marked_folder_of_another_name_stays(generations, published):
    copy = published().rename(generations.root / "copy")

    published()

    assert copy.exists()


def test_no_link_is_followed(generations, published, tmp_path):
    elsewhere = published().rename(tmp_path / "elsewhere")
    (generations.root / OLD).symlink_to(elsewhere)

    published()

    assert list(elsewhere.iterdir())


@pytest.mark.parametrize("name", ["work.txt", "src", "current", "next"])
def test_a_folder_of_other_files_is_refused_and_left_as_it_was(generations, name):
    (generations.root / name).mkdir(parents=True)

    with pytest.raises(IndexMisplaced, match=r"SEARCH_PATH.*name an empty folder"):
        generations.begin()

    assert [each.name for each in generations.root.iterdir()] == [name]


def test_a_link_called_current_makes_no_index(generations):
    (generations.root / "releases").mkdir(parents=True)
    generations.link.symlink_to("releases")

    with pytest.raises(IndexMisplaced):
        generations.begin()


def test_a_file_is_no_place_for_an_index(generations):
    generations.root.touch()

    with pytest.raises(IndexMisplaced, match="SEARCH_PATH"):
        generations.begin()


def test_a_link_is_no_place_for_an_index(generations, tmp_path):
    generations.root.symlink_to(tmp_path)

    with pytest.raises(IndexMisplaced, match="SEARCH_PATH"):
        generations.begin()


def test_the_folder_one_is_in_is_refused_when_it_holds_other_files(tmp_path, monkeypatch):
    (tmp_path / "work.txt").touch()
    monkeypatch.chdir(tmp_path)

    with pytest.raises(IndexMisplaced):
        Generations(type(tmp_path)(), FORM).begin()


def test_an_empty_folder_is_taken(generations):
    generations.root.mkdir(mode=0o700)

    assert generations.begin().is_dir()


def test_an_index_that_was_never_finished_is_begun_again(generations):
    (generations.root / OLD).mkdir(parents=True, mode=0o700)
    (generations.root / "write.lock").touch()

    assert generations.begin().is_dir()


def test_an_index_without_marks_is_read_and_removed_when_there_is_a_newer(generations, published, unmarked):
    assert generations.current() == unmarked

    published()
    published()

    assert not unmarked.exists()
