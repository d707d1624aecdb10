"""Measure searching: `python -m bench.search [documents]` compares our engine with plain SQLite FTS5.

The typical page: two words, exact total, three facets, twenty hits with highlights. Trust the ratios.
"""

import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import accumulate
from pathlib import Path

from search.documents import Document
from search.engines import make_engine
from search.engines.engine import SearchEngine, SearchRequest
from search.language import read

SEED = 33
TOPICS = """services software system support council management provision contract supply housing digital data
network maintenance solution licences hosting cloud integration parking permits social care finance payroll
revenues benefits planning library telephony security training implementation framework borough procurement
platform""".split()  # noqa: SIM905
KINDS = ["notice"] * 11 + ["contract"] * 7 + ["supplier"] * 2


def vocabulary(dice: random.Random) -> tuple[list[str], list[float]]:
    """Return words in order of frequency, real ones among the first, and how often each comes (Zipf)."""
    rare = ["".join(dice.choices("abcdefghilmnoprstu", k=dice.randint(5, 10))) for _ in range(30_000)]
    words = [word for pair in zip(TOPICS, rare, rare[1000:], strict=False) for word in pair] + rare[2000:]
    return words, list(accumulate(1 / (rank + 12) for rank in range(len(words))))


def documents(count: int) -> Iterator[Document]:
    """Yield documents of the size of ours: a word of the topics is in a tenth to a half of them."""
    dice = random.Random(SEED)
    words, frequency = vocabulary(dice)
    for number in range(count):
        kind = dice.choice(KINDS)
        boroughs = dice.sample(range(1, 34), dice.choice((1, 1, 2)))
        yield Document(
            id=f"{kind}:{number:08}",
            title=" ".join(dice.choices(words[:300], k=dice.randint(3, 8))).capitalize(),
            version=1,
            body=" ".join(dice.choices(words, cum_weights=frequency, k=dice.randint(30, 180))),
            references=(f"DN{number:07}",),
            facets={
                "kind": (kind,),
                "authority": tuple(f"E090000{borough:02}" for borough in boroughs),
                "supplier": (f"supplier{int(dice.paretovariate(0.5)) % 5000:05}",),
                "stage": (dice.choice(("tender", "award", "planning")),),
            },
            numbers={"published": 735_000 + dice.randint(0, 5000), "closing": None},
        )


def queries() -> list[str]:
    """Return twenty searches for two words."""
    dice = random.Random(SEED + 1)
    return [" ".join(dice.sample(TOPICS, 2)) for _ in range(20)]


def ours(engine: SearchEngine) -> Callable[[str], int]:
    """Return what answers the typical page with our engine."""
    facets = ("kind", "authority", "supplier")
    return lambda text: engine.search(SearchRequest(read(text).tree, facets=facets, facet_size=20)).total


def fts5(path: Path, corpus: Iterator[Document]) -> Callable[[str], int]:
    """Return what answers the same page with FTS5 and SQL, one facet a query, borough and supplier single."""
    base = sqlite3.connect(path)
    base.execute("CREATE TABLE d (n INTEGER PRIMARY KEY, kind TEXT, authority TEXT, supplier TEXT)")
    base.execute("CREATE VIRTUAL TABLE f USING fts5(title, body, tokenize='porter')")
    for number, each in enumerate(corpus, 1):
        values = (each.facets[name][0] for name in ("kind", "authority", "supplier"))
        base.execute("INSERT INTO d VALUES (?, ?, ?, ?)", (number, *values))
        base.execute("INSERT INTO f (rowid, title, body) VALUES (?, ?, ?)", (number, each.title, each.body))
    base.commit()

    def page(text: str) -> int:
        base.execute(
            "SELECT rowid, snippet(f, 1, '[', ']', '…', 30) FROM f WHERE f MATCH ? ORDER BY rank LIMIT 20",
            (text,),
        ).fetchall()
        for field in ("kind", "authority", "supplier"):
            counted = f"SELECT {field}, count(*) FROM d WHERE n IN (SELECT rowid FROM f WHERE f MATCH ?) GROUP BY 1"
            base.execute(counted, (text,)).fetchall()
        return int(base.execute("SELECT count(*) FROM f WHERE f MATCH ?", (text,)).fetchone()[0])

    return page


def measure(page: Callable[[str], int], rounds: int = 5) -> tuple[float, float, float]:
    """Return the first round's mean, and p50 and p95 of the later ones, in milliseconds."""
    taken = []
    for _ in range(rounds):
        for text in queries():
            start = time.perf_counter()
            page(text)
            taken.append((time.perf_counter() - start) * 1000)
    first, later = taken[:20], sorted(taken[20:])
    return sum(first) / 20, later[len(later) // 2], later[int(len(later) * 0.95)]


def main(count: int) -> None:
    """Measure both and print a table."""
    with tempfile.TemporaryDirectory() as folder:
        engine = make_engine("whoosh", Path(folder) / "index")
        start = time.perf_counter()
        engine.rebuild(documents(count))
        print(f"built {count} documents at {count / (time.perf_counter() - start):.0f} a second")
        start = time.perf_counter()
        engine.is_ready()
        print(f"opened in {(time.perf_counter() - start) * 1000:.0f} ms")
        start = time.perf_counter()
        engine.apply(list(documents(200)), [])
        print(f"200 changes in one batch took {(time.perf_counter() - start) * 1000:.0f} ms")
        first, middle, slow = measure(ours(engine))
        print(f"whoosh: first use {first:.1f} ms, p50 {middle:.1f}, p95 {slow:.1f}")
        other_first, other, other_slow = measure(fts5(Path(folder) / "fts.db", documents(count)))
        print(f"fts5:   first use {other_first:.1f} ms, p50 {other:.1f}, p95 {other_slow:.1f}")
        print(f"fts5 takes {other / middle:.1f} times as long (p50), {other_slow / slow:.1f} (p95)")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
