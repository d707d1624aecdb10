"""One reader to a source, wherever it runs: docs/decisions/0017 says why it is done so."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from filelock import FileLock, Timeout
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session, sessionmaker

from scrapers.exceptions import AlreadyRunning


@contextmanager
def only_reader(name: str, sessions: sessionmaker[Session], locks: Path) -> Iterator[None]:
    """Keep others from reading a source; raise `AlreadyRunning` when one does.

    `locks` is a folder for lock files, and keeps this machine's processes apart. Machines that share a PostgreSQL
    database are kept apart by it. A killed process frees both.
    """
    locks.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(locks / f"{name}.lock", timeout=0), _only_machine(name, sessions):
            yield
    except Timeout:
        raise AlreadyRunning(f"{name} is being read by another process") from None


@contextmanager
def _only_machine(name: str, sessions: sessionmaker[Session]) -> Iterator[None]:
    engine = sessions.kw["bind"]
    if engine.dialect.name != "postgresql":
        yield  # a SQLite file belongs to one machine
        return
    with _connection(engine) as connection:
        number = {"number": lock_number(name)}
        if not connection.scalar(text("SELECT pg_try_advisory_lock(:number)"), number):
            raise AlreadyRunning(f"{name} is being read on another machine")
        try:
            yield
        finally:
            connection.execute(text("SELECT pg_advisory_unlock(:number)"), number)


def lock_number(name: str) -> int:
    """Return the number under which PostgreSQL knows a source's lock."""
    return int.from_bytes(sha256(f"thirty3 reads {name}".encode()).digest()[:8], "big", signed=True)


@contextmanager
def _connection(engine: Engine):  # type: ignore[no-untyped-def]
    """Open a connection for the lock alone, outside any transaction: an open one would hold up the vacuum."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        yield connection
