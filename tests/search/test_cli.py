"""`flask search ...`."""

import pytest
from flask import Flask

from search.cli import search
from tests.search.examples import document, supplier


@pytest.fixture
def run(sessions, engine):
    app = Flask("search")
    app.extensions |= {"sessions": sessions, "search": engine}
    app.cli.add_command(search)
    return lambda command: app.test_cli_runner().invoke(args=["search", command]).output.strip()


def test_rebuild_says_how_many_documents_there_are(run, save):
    save(supplier())

    assert run("rebuild") == "The index has 1 documents."


def test_drain_says_how_many_records_there_were(run, save):
    run("rebuild")
    save(supplier())

    assert run("drain") == "1 records were brought up to date."


def test_check_says_what_it_mended(run, save, engine):
    save(supplier())
    run("rebuild")
    engine.apply([document("notice:ghost")], ["supplier:supplier00001"])

    assert run("check") == "1 missing, 0 outdated and 1 left over: mended."
    assert run("check") == "0 missing, 0 outdated and 0 left over: mended."


def test_an_index_that_others_can_write_is_told_in_a_sentence(run, tmp_path):
    run("rebuild")
    folder = next(iter(tmp_path.rglob("thirty3-generation"))).parent.parent
    folder.chmod(0o777)

    assert run("rebuild") == f"Error: {folder} can be written by others: make it this user's own, mode 0700"
