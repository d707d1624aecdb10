"""How fast releases are filed, and whether memory grows with the number of pages.

    .venv/bin/python -m bench.ingest [--pages 60]

Pages of 100 releases go from JSON text to a committed transaction on SQLite, as a harvest hands them over. Beside
it: the same releases parsed and put whole into one SQLite table, which is the least that a user could do instead.
Real releases are taken from ../shared/data where that folder is, else the bundled sample; copies get their own ids.
"""

import argparse
import json
import resource
import sqlite3
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from registry.db import Base, make_engine, make_sessions
from registry.filing.knowledge import load_knowledge
from registry.renewals import LeadTimes
from registry.seeding import seed
from scrapers.ingest import ingest
from scrapers.platforms.ocds_packages import read_release
from scrapers.sample.public_record import FOLDER
from search import queueing  # noqa: F401 (changes are queued for the index too, as in the application)

REAL = Path(__file__).parent.parent.parent / "shared" / "data"
PAGE = 100


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--pages", type=int, default=60)
    given = options.parse_args()
    lines = releases()
    with tempfile.TemporaryDirectory() as folder:
        bare = per_second(given.pages, bare_filing(Path(folder) / "bare.db"), lines)
        print(f"bare: parse and insert whole: {bare:.0f} releases/s")
        engine = make_engine(f"sqlite:///{folder}/filed.db")
        Base.metadata.create_all(engine)
        sessions = make_sessions(engine)
        with sessions.begin() as session:
            seed(session)
            knowledge = load_knowledge(session, LeadTimes())

        def file(page):
            notices = [read_release(json.loads(line), "find_a_tender") for line in page]
            with sessions.begin() as session:
                ingest(session, knowledge, notices, "all", datetime.now(UTC))

        peaks = []
        filed = per_second(given.pages, file, lines, peaks)
        print(f"filed: {filed:.0f} releases/s, {filed / bare:.3f} x bare, parse to commit")
        first, last = peaks[len(peaks) // 4], peaks[-1]
        print(f"peak memory after a quarter of {given.pages} pages {first:.0f} MB, at the end {last:.0f} MB")


def releases():
    files = [REAL / name / "releases.jsonl" for name in ("find_a_tender", "contracts_finder")]
    if all(file.exists() for file in files):
        return [line for file in files for line in file.open(encoding="utf-8")]
    sample = (FOLDER / "notices.jsonl").open(encoding="utf-8")
    return [json.dumps(json.loads(line)["release"]) for line in sample]


def pages(count, lines):
    """Yield pages of releases; each round through them has ids of its own."""
    for number in range(count * PAGE):
        turn, place = divmod(number, len(lines))
        line = lines[place]
        if turn:
            line = line.replace("ocds-h6vhtk-", f"ocds-h6vhtk-r{turn}-").replace(
                "ocds-b5fd17-", f"ocds-b5fd17-r{turn}-"
            )
        yield line


def per_second(count, file, lines, peaks=None):
    page, spent = [], 0.0
    for line in pages(count, lines):
        page.append(line)
        if len(page) == PAGE:
            began = time.perf_counter()
            file(page)
            spent += time.perf_counter() - began
            page = []
            if peaks is not None:
                peaks.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    return count * PAGE / spent


def bare_filing(path):
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE releases (ocid, id, body, PRIMARY KEY (ocid, id))")

    def file(page):
        rows = [(each["ocid"], each["id"], json.dumps(each)) for each in map(json.loads, page)]
        with connection:
            connection.executemany("INSERT OR REPLACE INTO releases VALUES (?, ?, ?)", rows)

    return file


if __name__ == "__main__":
    main()
