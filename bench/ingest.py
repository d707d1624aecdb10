"""How fast releases are filed, and whether time, memory and the database grow in step with their number.

    .venv/bin/python -m bench.ingest [--pages 60]
    .venv/bin/python -m bench.ingest --releases 1000000 [--folder /a/roomy/disk]

Pages of 100 releases go from JSON text to a committed transaction on SQLite, as a harvest hands them over. Beside
it: the same releases parsed and put whole into one SQLite table, which is the least that a user could do instead.
Real releases are taken from ../shared/data where that folder is, else the bundled sample; copies get their own ids.

With `--releases`, so many are replayed (`bench/replayed.py`), and each tenth is told of: releases a second, CPU
seconds for a thousand, the peak of memory, and by how many bytes for each release the database grew: about 5,500,
the queue of the search index among them.
"""

import argparse
import json
import resource
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from sqlalchemy import Engine, text

from bench.replayed import replayed
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
File = Callable[[Sequence[str]], None]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--pages", type=int, default=60)
    options.add_argument("--releases", type=int)
    options.add_argument("--folder", type=Path, help="Where the database is made, and deleted again.")
    given = options.parse_args()
    lines = releases()
    with tempfile.TemporaryDirectory(dir=given.folder) as folder:
        if given.releases:
            tell_tenths(Path(folder), lines, given.releases)
        else:
            compare(Path(folder), lines, given.pages)


def compare(folder: Path, lines: Sequence[str], count: int) -> None:
    """Tell how fast pages are filed beside a bare insert, and whether memory grows with them."""
    bare = per_second(bare_filing(folder / "bare.db"), copies(count, lines))
    print(f"bare: parse and insert whole: {bare:.0f} releases/s")
    peaks: list[float] = []
    _, file = filing(folder)
    filed = per_second(file, copies(count, lines), peaks)
    print(f"filed: {filed:.0f} releases/s, {filed / bare:.3f} x bare, parse to commit")
    first, last = peaks[len(peaks) // 4], peaks[-1]
    print(f"peak memory after a quarter of {count} pages {first:.0f} MB, at the end {last:.0f} MB")


def tell_tenths(folder: Path, lines: Sequence[str], count: int) -> None:
    """Tell of each tenth of many releases what it took."""
    engine, file = filing(folder)
    tenth = max(count // 10 // PAGE, 1)
    stream, size = replayed(lines), bytes_of(engine)
    for number in range(1, 11):
        spent, cpu = seconds_for(file, pages(stream, tenth))
        size, before = bytes_of(engine), size
        filed = tenth * PAGE
        speed = f"{filed / spent:.0f}/s, {cpu / filed * 1000:.2f} CPU s a thousand"
        grown = f"{(size - before) / filed:,.0f} bytes each"
        print(f"{number * filed:>9,} releases: {speed}, peak {peak():.0f} MB, {grown}", flush=True)


def releases() -> list[str]:
    files = [REAL / name / "releases.jsonl" for name in ("find_a_tender", "contracts_finder")]
    if all(file.exists() for file in files):
        return [line for file in files for line in file.open(encoding="utf-8")]
    sample = (FOLDER / "notices.jsonl").open(encoding="utf-8")
    return [json.dumps(json.loads(line)["release"]) for line in sample]


def copies(count: int, lines: Sequence[str]) -> Iterator[list[str]]:
    """Yield pages of releases as they are; each round through them has ids of its own."""
    rounds = (
        line.replace("ocds-h6vhtk-", f"ocds-h6vhtk-r{turn}-").replace("ocds-b5fd17-", f"ocds-b5fd17-r{turn}-")
        for turn in range(count * PAGE // len(lines) + 1)
        for line in lines
    )
    return pages(rounds, count)


def pages(stream: Iterator[str], count: int) -> Iterator[list[str]]:
    return (list(islice(stream, PAGE)) for _ in range(count))


def per_second(file: File, several: Iterable[list[str]], peaks: list[float] | None = None) -> float:
    filed, spent = 0, 0.0
    for page in several:
        filed, spent = filed + len(page), spent + seconds_for(file, [page])[0]
        if peaks is not None:
            peaks.append(peak())
    return filed / spent


def seconds_for(file: File, several: Iterable[list[str]]) -> tuple[float, float]:
    """Return how many seconds pages took, by the clock and of the processor; making them is not counted."""
    spent = cpu = 0.0
    for page in several:
        began, used = time.perf_counter(), time.process_time()
        file(page)
        spent, cpu = spent + time.perf_counter() - began, cpu + time.process_time() - used
    return spent, cpu


def peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def bytes_of(engine: Engine) -> int:
    with engine.connect() as connection:
        return int(connection.scalar(text("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")))


def filing(folder: Path) -> tuple[Engine, File]:
    """Return a new registry, and what files a page into it."""
    engine = make_engine(f"sqlite:///{folder}/filed.db")
    Base.metadata.create_all(engine)
    sessions = make_sessions(engine)
    with sessions.begin() as session:
        seed(session)
        knowledge = load_knowledge(session, LeadTimes())

    def file(page: Sequence[str]) -> None:
        notices = [read_release(json.loads(line), "find_a_tender") for line in page]
        with sessions.begin() as session:
            ingest(session, knowledge, notices, "all", datetime.now(UTC))

    return engine, file


def bare_filing(path: Path) -> File:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE releases (ocid, id, body, PRIMARY KEY (ocid, id))")

    def file(page: Sequence[str]) -> None:
        rows = [(each["ocid"], each["id"], json.dumps(each)) for each in map(json.loads, page)]
        with connection:
            connection.executemany("INSERT OR REPLACE INTO releases VALUES (?, ?, ?)", rows)

    return file


if __name__ == "__main__":
    main()
