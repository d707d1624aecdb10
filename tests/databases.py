"""Fresh databases for tests: each a copy of one that was migrated and seeded once.

There is one for each folder: another of the same folder takes its place, and its address.
"""

import shutil

import psycopg

from registry.db import make_engine, make_sessions
from registry.migrate import upgrade
from registry.seeding import seed


class SqliteDatabases:
    """Copies of a file."""

    def __init__(self, folder):
        self._file = folder / "template.db"
        self.template = f"sqlite:///{self._file}"
        _prepare(self.template)

    def copy(self, folder):
        for left in folder.glob("registry.db-*"):
            left.unlink()
        shutil.copy(self._file, folder / "registry.db")
        return f"sqlite:///{folder / 'registry.db'}"

    def empty(self, folder):
        return f"sqlite:///{folder / 'empty.db'}"

    def drop(self, url):
        """The folder goes, and the file with it."""


class PostgresqlDatabases:
    """Copies of a template database."""

    def __init__(self, server):
        self._server = server
        self._run("CREATE DATABASE template")
        self.template = f"{server}/template"
        _prepare(self.template)

    def copy(self, folder):
        # By files takes half as long as by way of the log.
        return self._create(folder, "TEMPLATE template STRATEGY FILE_COPY")

    def empty(self, folder):
        return self._create(folder, "")

    def drop(self, url):
        self._run(f'DROP DATABASE "{url.rpartition("/")[2]}" WITH (FORCE)')

    def _create(self, folder, how):
        self._run(f'CREATE DATABASE "{folder.name}" {how}')
        return f"{self._server}/{folder.name}"

    def _run(self, statement):
        with psycopg.connect(f"{self._server}/postgres", autocommit=True) as connection:
            connection.execute(statement)


def _prepare(url):
    engine = make_engine(url)
    upgrade(engine)
    with make_sessions(engine).begin() as session:
        seed(session)
    engine.dispose()
