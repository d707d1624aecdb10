"""What tests ask for says their level: nothing (a rule), `session` (a seeded database), `client` (HTTP)."""

import os
from dataclasses import replace

import hypothesis
import pytest
from flask import Config

from app import assembled, connected
from registry.db import make_engine, make_sessions
from registry.filing.knowledge import load_knowledge
from registry.renewals import LeadTimes
from settings import read_settings
from tests.databases import PostgresqlDatabases, SqliteDatabases
from tests.postgresql import binaries, running_postgresql

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
    folder = tmp_path_factory.mktemp("databases")
    if not request.config.getoption("--postgresql"):
        yield SqliteDatabases(folder)
    elif binaries() is None and not os.environ.get("REQUIRE_POSTGRESQL"):
        pytest.skip("PostgreSQL is not installed (on Debian or Ubuntu: apt-get install postgresql)")
    else:
        with running_postgresql(folder) as server:
            yield PostgresqlDatabases(server)


@pytest.fixture
def database_url(databases, tmp_path):
    """A migrated and seeded database of this test's own."""
    url = databases.copy(tmp_path)
    yield url
    databases.drop(url)


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
def app(unconnected_app, settings):
    before = dict(unconnected_app.config), dict(unconnected_app.extensions)
    app = connected(unconnected_app, settings)
    yield app
    app.extensions["engine"].dispose()
    app.config, app.extensions = Config(app.root_path, before[0]), before[1]


@pytest.fixture
def client(app):
    return app.test_client()


@pytest.fixture
def sessions(database_url):
    engine = make_engine(database_url)
    yield make_sessions(engine)
    engine.dispose()


@pytest.fixture
def session(sessions):
    with sessions() as session:
        yield session


@pytest.fixture
def knowledge(sessions):
    with sessions() as session:
        return load_knowledge(session, LeadTimes())
