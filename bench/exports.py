"""How fast and in how much memory lists leave as files, beside the same table dumped with bare sqlite3 and csv.

    .venv/bin/python -m bench.exports [--contracts 100000]

Requests go through the whole application in one process, without a network; each byte is thrown away when it comes.
Memory is the most that the process has held so far, as the system counts it: flat means that the numbers for a
tenth of the contracts and for all of them are alike.
"""

import argparse
import csv
import gc
import io
import resource
import sqlite3
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path

from app import create_app
from bench.lists import fill
from registry.migrate import upgrade
from registry.seeding import seed
from settings import read_settings

ASKED = [
    "/api/v1/contracts.csv",
    "/api/v1/contracts.jsonl",
    "/api/v1/contracts.xlsx",
    "/api/v1/contracts.csv?authority=hounslow",
    "/api/v1/renewals.csv",
    "/api/v1/suppliers.csv",
    "/api/v1/ocds/releases.jsonl",
    "/api/v1/bundle.zip",
]
BARE = "SELECT * FROM contracts ORDER BY ends_on IS NULL, ends_on, id"


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--contracts", type=int, default=100_000)
    options.add_argument("--rounds", type=int, default=3)
    given = options.parse_args()
    for count in (given.contracts // 10, given.contracts):
        with tempfile.TemporaryDirectory() as folder:
            measure(count, Path(folder), given.rounds)


def measure(count, folder, rounds):
    """Print what each export takes over `count` contracts."""
    with ProcessPoolExecutor(1) as elsewhere:  # the rows to insert would count as memory held
        elsewhere.submit(fill_database, count, folder).result()
    app = app_in(folder)
    gc.collect()
    gc.freeze()  # as gunicorn.conf.py does before it forks
    bare = min(timed(lambda: bare_dump(folder))[1] for _ in range(rounds))
    print(f"{count} contracts; bare sqlite3 and csv: {bare:.2f} s; {held():.0f} MB held at the start")
    client = app.test_client()
    for url in ASKED:
        times = [timed(lambda url=url: sent(client, url)) for _ in range(rounds)]
        first, total, size = (min(each[position] for each in times) for position in range(3))
        print(
            f"{first * 1000:7.0f} ms to first byte {total:7.2f} s {total / bare:6.1f} x bare"
            f" {size / 1e6:7.1f} MB sent {held():6.0f} MB held  {url}"
        )


def app_in(folder):
    """Return an app whose files are in `folder`."""
    settings = replace(
        read_settings(),
        database_url=f"sqlite:///{folder / 'bench.db'}",
        search_path=str(folder / "index"),
        jobs_path=str(folder / "jobs.db"),
        log_level="ERROR",
    )
    return create_app(settings)


def fill_database(count, folder):
    """Make the database in `folder`, with `count` contracts."""
    app = app_in(folder)
    upgrade(app.extensions["engine"])
    with app.extensions["sessions"].begin() as session:
        seed(session)
        fill(session, count)


def bare_dump(folder):
    """Write the table to a CSV in memory, a thousand rows at a time; nobody who bought is in it."""
    connection = sqlite3.connect(folder / "bench.db")
    found = connection.execute(BARE)
    while rows := found.fetchmany(1000):
        text = io.StringIO(newline="")
        csv.writer(text).writerows(rows)
        yield text.getvalue().encode()
    connection.close()


def sent(client, url):
    """Yield the bytes of an answer as the application gives them out."""
    answer = client.get(url)
    assert answer.status_code == 200, (url, answer.status_code)
    yield from answer.iter_encoded()
    answer.close()


def timed(action):
    """Return the seconds to the first byte and to the last, and the number of bytes."""
    began = time.perf_counter()
    chunks = action()
    size = len(next(chunks))
    first = time.perf_counter() - began
    size += sum(map(len, chunks))
    return first, time.perf_counter() - began, size


def held():
    """Return the most megabytes of memory that this process has held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
