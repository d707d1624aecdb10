"""Asking our engines as a person does: over HTTP, so that reading, widening, ranking and hits are the product's."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session, sessionmaker

import search.api
from bench.relevance.corpus import load
from registry.api.errors import Api
from registry.api.session import watch_sessions
from registry.db import make_engine, make_sessions
from search import sync
from search.engines import make_engine as make_search_engine
from search.engines.engine import SearchEngine

ENGINES = ("tantivy", "whoosh")
DAY = date(2026, 8, 1)
"""The day on which questions are asked: what is open for answers or new comes a little before the rest."""


@contextmanager
def corpus() -> Iterator[sessionmaker[Session]]:
    """Give a database filled with the corpus."""
    with TemporaryDirectory() as folder:
        database = make_engine(f"sqlite:///{folder}/corpus.db")
        sessions = make_sessions(database)
        load(sessions)
        yield sessions
        database.dispose()


class Ours:
    """One of our engines over the corpus, behind the search of the API."""

    def __init__(self, name: str, sessions: sessionmaker[Session], folder: Path) -> None:
        engine = make_search_engine(name, folder / name)
        sync.rebuild(sessions, engine)
        self._client = _client(sessions, engine)

    def first(self, text: str, count: int = 10) -> list[str]:
        """Return the first documents found for what was typed."""
        with patch("search.api.today", return_value=DAY):
            answer = self._client.get("/api/v1/search", query_string={"q": text, "page_size": count})
        assert answer.status_code == 200, answer.text
        return [f"{hit['kind']}:{hit['id']}" for hit in answer.json["hits"]]


def _client(sessions: sessionmaker[Session], engine: SearchEngine) -> FlaskClient:
    app = Flask("relevance")
    app.config.update(API_TITLE="relevance", API_VERSION="1", OPENAPI_VERSION="3.1.0", TESTING=True)
    app.extensions.update(search=engine, sessions=sessions)
    watch_sessions(app)
    Api(app).register_blueprint(search.api.blp)
    return app.test_client()
