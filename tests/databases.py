"""Fresh databases for tests: each a copy of one that was migrated and seeded once."""

import shutil

import psycopg

from registry.db import make_engine, make_sessions
from registry.migrate import upgrade
from registry.seeding import seed


class SqliteDatabases:
    """Copies of a file."""

    def __init__(self, folder):
        self._template = folder / "template.db"
        _prepare(f"sqlite:///{self._template}")

    def copy(self, folder):
        shutil.copy(self._template, folder / "registry.db")
        return f"sqlite:///{folder / 'registry.db'}"

    def empty(self, folder):
        return f"sqlite:///{folder / 'empty.db'}"

    def drop(self, url):
        """The folder goes, and the file with it."""


class PostgresqlDatabases:
    """Copies of a template database."""

    def __init__(self, server):
        self._server, self._count = server, 0
        self._run("CREATE DATABASE template")
        _prepare(f"{server}/template")

    def copy(self, _folder):
        return self._create("TEMPLATE template")

    def empty(self, _folder):
        return self._create("")

    def drop(self, url):
        self._run(f"DROP DATABASE {url.rpartition('/')[2]} WITH (FORCE)")

    def _create(self, how):
        self._count += 1
        name = f"test_{self._count}"
        self._run(f"CREATE DATABASE {name} {how}")
        return f"{self._server}/{name}"

    def _run(self, statement):
        with psycopg.connect(f"{self._server}/postgres", autocommit=True) as connection:
            connection.execute(statement)


def _prepare(url):
    engine = make_engine(url)
    upgrade(engine)
    with make_sessions(engine).begin() as session:
        seed(session)
    engine.dispose()
