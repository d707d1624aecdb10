"""Killed processes, full disks and deleted folders cost an index nothing but time."""

import random
import shutil
import subprocess
import sys
import time
from collections import Counter

import pytest

from search.engines.engine import SearchRequest
from search.language import read
from tests.search.engines.writing_process import BATCH, batch
from tests.search.examples import document


@pytest.fixture
def process(engine_name, tmp_path):
    """Start another process on the same index."""

    def start(what, first=0):
        module = [sys.executable, "-m", "tests.search.engines.writing_process"]
        return subprocess.Popen(
            [*module, engine_name, tmp_path / "index", what, str(first)], stdout=subprocess.PIPE, text=True
        )

    return start


def killed(process, lines, delay):
    """Kill a process some time after it has written so many lines; return all it wrote."""
    said = [process.stdout.readline() for _ in range(lines)]
    time.sleep(delay)
    process.kill()
    said += process.stdout.readlines()
    process.stdout.close()
    process.wait()
    return [int(line) for line in said]


def batches(engine):
    """Return how many documents there are of each batch."""
    return Counter(int(id_.partition(":")[2].partition("-")[0]) for id_, _ in engine.versions())


def found(engine, text):
    return engine.search(SearchRequest(read(text).tree)).total


def test_a_process_killed_while_it_writes_leaves_whole_batches_and_no_lock(filled, another, process):
    filled(*batch(0))
    dice, first = random.Random(33), 1

    for _ in range(8):
        said = killed(process("write_for_ever", first), 2, dice.uniform(0, 0.2))
        engine = another()
        there = batches(engine)
        assert set(there.values()) == {BATCH}
        assert set(there) >= {0, *range(1, said[-1] + 1)}
        assert found(engine, "housing") == sum(there.values())
        first = max(there) + 1

    with engine.writing():
        engine.apply([document("notice:99999-0")], [])
    assert engine.search(SearchRequest()).total == sum(there.values()) + 1


def test_a_process_killed_while_it_rebuilds_leaves_the_old_index(filled, another, process, tmp_path):
    filled(document("notice:00000-0", "Parking"))

    killed(process("rebuild_for_ever"), 50, 0.1)
    engine = another()

    assert (found(engine, "parking"), found(engine, "housing")) == (1, 0)
    with engine.writing():
        engine.rebuild(batch(0))
    assert found(engine, "housing") == BATCH
    # The old one, the new one, the link and the lock: what was never finished is gone.
    assert len(list((tmp_path / "index").iterdir())) == 4


def test_a_full_disk_loses_what_could_not_be_written_and_no_more(filled, another, process):
    filled(*batch(0))

    said, _ = process("write_on_full_disks", 2).communicate(timeout=60)

    written = {int(line) for line in said.split()}
    assert len(written) < 8
    assert batches(another()) == dict.fromkeys([0, 1, *written], BATCH)


def test_a_deleted_index_is_missed_and_can_be_written_anew(filled, another, tmp_path, monkeypatch):
    monkeypatch.setattr("search.engines.newest.REFRESH_SECONDS", 0)
    filled(*batch(0))
    engine = another()
    assert found(engine, "housing") == BATCH

    shutil.rmtree(tmp_path / "index")

    assert not engine.is_ready()
    with engine.writing():
        engine.rebuild(batch(0))
    assert found(engine, "housing") == BATCH


def test_files_do_not_gather(filled, tmp_path):
    engine = filled(*batch(0))
    folder = (tmp_path / "index" / "current").resolve()

    for _ in range(30):
        engine.apply(batch(0), [])

    assert len(list(folder.iterdir())) < 200
    assert engine.search(SearchRequest()).total == BATCH
