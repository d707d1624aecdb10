"""What tests ask for says their level: nothing (a rule), `session` (a seeded database), `client` (HTTP)."""

import os
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import hypothesis
import pytest
from flask import Config

from app import assembled, connected
from registry.db import make_engine, make_sessions
from registry.filing.knowledge import load_knowledge
from registry.renewals import LeadTimes
from settings import read_settings
from tests.databases import PostgresqlDatabases, SqliteDatabases
from tests.planning import Registry
from tests.postgresql import binaries, memory_folder, running_postgresql

# Laws are about results: how long an example takes says how busy the machine is.
hypothesis.settings.register_profile("untimed", deadline=None)
hypothesis.settings.load_profile("untimed")


def pytest_addoption(parser):
    parser.addoption("--postgresql", action="store_true", help="run the tests marked `database` on PostgreSQL")


def pytest_collection_modifyitems(items):
    for item in items:
        if "databases" in item.fixturenames:
            item.add_marker("database")


@pytest.fixture(scope="session")
def databases(request, tmp_path_factory):
    """Makes databases on SQLite, or with --postgresql on a server that this run starts."""
    if not request.config.getoption("--postgresql"):
        yield SqliteDatabases(tmp_path_factory.mktemp("databases"))
    elif binaries() is None and not os.environ.get("REQUIRE_POSTGRESQL"):
        pytest.skip("PostgreSQL is not installed (on Debian or Ubuntu: apt-get install postgresql)")
    else:
        with TemporaryDirectory(dir=memory_folder()) as folder, running_postgresql(Path(folder)) as server:
            yield PostgresqlDatabases(server)


@pytest.fixture(scope="session")
def registry_folder(tmp_path_factory):
    return tmp_path_factory.mktemp("registry")


@pytest.fixture
def database_url(databases, registry_folder):
    """A migrated and seeded database of this test's own, where the one of the test before was."""
    url = databases.copy(registry_folder)
    yield url
    databases.drop(url)


engine_at = cache(make_engine)
"""An engine compiles each statement once, which takes longer than to run it: tests share one."""


@pytest.fixture
def database(database_url):
    engine = engine_at(database_url)
    yield engine
    engine.dispose()


@pytest.fixture
def settings(database_url, tmp_path):
    return replace(
        read_settings(),
        database_url=database_url,
        search_path=str(tmp_path / "index"),
        jobs_path=str(tmp_path / "jobs.db"),
    )


@pytest.fixture(scope="session")
def unconnected_app():
    """All operations and pages: to assemble them takes longer than most tests."""
    return assembled()


@pytest.fixture
def app(unconnected_app, settings, database):
    before = dict(unconnected_app.config), dict(unconnected_app.extensions)
    app = connected(unconnected_app, settings)
    app.extensions |= {"engine": database, "sessions": make_sessions(database)}
    yield app
    app.config, app.extensions = Config(app.root_path, before[0]), before[1]


@pytest.fixture
def client(app):
    return app.test_client()


@pytest.fixture
def sessions(database):
    return make_sessions(database)


@pytest.fixture
def session(sessions):
    with sessions() as session:
        yield session


@pytest.fixture
def registry(client, session, knowledge):
    """Three authorities with officers and contracts that can be planned together."""
    return Registry(client, session, knowledge)


@pytest.fixture(scope="session")
def knowledge(databases):
    """What every fresh database teaches: read once, for it takes longer than most tests."""
    engine = make_engine(databases.template)
    with make_sessions(engine)() as session:
        known = load_knowledge(session, LeadTimes())
    engine.dispose()  # a database that somebody is connected to cannot be copied
    return known
