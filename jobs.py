"""Where the worker's jobs are kept: a file of its own on one machine, the database where several workers share it."""

from pathlib import Path

from huey import Huey, PostgresHuey, SqliteHuey
from sqlalchemy import Engine, text

from scrapers.locking import lock_number

NAME = "thirty3"


def make_jobs(engine: Engine, path: Path) -> Huey:
    """Return the queue of jobs: in PostgreSQL when that is the database, else in the file at `path`."""
    if engine.dialect.name == "postgresql":
        return _shared(engine)
    path.parent.mkdir(parents=True, exist_ok=True)
    jobs = SqliteHuey(NAME, filename=str(path))
    jobs.flush()  # what an earlier worker had planned is planned anew
    return jobs


def _shared(engine: Engine) -> Huey:
    url = engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    with engine.begin() as connection:
        # Two workers that start on an empty database at once would both create the tables, and one would fail.
        connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": lock_number("jobs")})
        return PostgresHuey(NAME, dsn=url)


def is_first(jobs: Huey, tick: int, every: int) -> bool:
    """Return whether this worker is the first of several to come to a tick, a minute of the clock that all share.

    Ticks are so many minutes apart at least; an old claim is forgotten.
    """
    jobs.delete(f"tick-{every}-{tick - 2 * every}")
    return bool(jobs.put_if_empty(f"tick-{every}-{tick}", "taken"))
