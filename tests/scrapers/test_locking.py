"""One reader to a source: on one machine by a file, on several by the database."""

import pytest
from filelock import FileLock

from scrapers.exceptions import AlreadyRunning
from scrapers.locking import lock_number, only_reader

NAME = "find_a_tender"


def test_a_second_reader_is_refused_and_a_later_one_is_not(sessions, tmp_path):
    with only_reader(NAME, sessions, tmp_path), pytest.raises(AlreadyRunning), only_reader(NAME, sessions, tmp_path):
        pass
    with only_reader(NAME, sessions, tmp_path):
        pass


def test_another_source_may_be_read_meanwhile(sessions, tmp_path):
    with only_reader(NAME, sessions, tmp_path), only_reader("contracts_finder", sessions, tmp_path):
        pass


def test_a_reader_that_failed_frees_its_lock(sessions, tmp_path):
    with pytest.raises(OSError, match="full"), only_reader(NAME, sessions, tmp_path):
        raise OSError("disk full")
    with only_reader(NAME, sessions, tmp_path):
        pass


def test_another_process_of_this_machine_is_told_of(sessions, tmp_path):
    with (
        FileLock(tmp_path / f"{NAME}.lock"),
        pytest.raises(AlreadyRunning, match="process"),
        only_reader(NAME, sessions, tmp_path),
    ):
        pass


def test_another_machine_that_shares_the_database_is_refused(sessions, tmp_path):
    if sessions.kw["bind"].dialect.name != "postgresql":
        pytest.skip("a SQLite file belongs to one machine")
    here, there = tmp_path / "here", tmp_path / "there"
    with (
        only_reader(NAME, sessions, here),
        pytest.raises(AlreadyRunning, match="machine"),
        only_reader(NAME, sessions, there),
    ):
        pass
    with only_reader(NAME, sessions, there):
        pass


def test_the_number_of_a_lock_fits_the_database():
    assert -(2**63) <= lock_number(NAME) < 2**63
    assert lock_number(NAME) != lock_number("contracts_finder")
