"""What the tests of searching ask for: a database, an engine, and an app with both."""

import pytest
from flask import Flask

import search.api
from registry import models  # noqa: F401 (all tables)
from registry.api.errors import Api
from registry.api.session import watch_sessions
from registry.db import Base, make_engine, make_sessions
from search import engines, sync


@pytest.fixture
def sessions(databases, tmp_path):
    url = databases.empty(tmp_path)
    database = make_engine(url)
    Base.metadata.create_all(database)
    yield make_sessions(database)
    database.dispose()
    databases.drop(url)


@pytest.fixture
def save(sessions):
    """Commit records, each given alone or in a list."""

    def save_all(*records):
        with sessions.begin() as session:
            for record in records:
                for row in record if isinstance(record, list) else [record]:
                    session.add(row)
                    session.flush()

    return save_all


@pytest.fixture
def engine(tmp_path):
    return engines.make_engine("whoosh", tmp_path / "index")


@pytest.fixture
def filled(engine):
    """Return the engine, made to hold just the given documents."""

    def fill(*documents):
        with engine.writing():
            engine.rebuild(documents)
        return engine

    return fill


@pytest.fixture
def client(sessions, engine):
    app = Flask("search")
    app.config.update(API_TITLE="test", API_VERSION="1", OPENAPI_VERSION="3.1.0", TESTING=True)
    app.extensions["search"] = engine
    app.extensions["sessions"] = sessions
    watch_sessions(app)
    Api(app).register_blueprint(search.api.blp)
    return app.test_client()


@pytest.fixture
def drained(sessions, engine, client):
    """Return the client, once everything saved can be found."""

    def drain():
        sync.drain(sessions, engine)
        return client

    return drain
