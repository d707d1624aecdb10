"""How fast searching is, engine by engine, on one corpus of real words.

    .venv/bin/python -m bench.search [--documents 10000 20000] [--engines tantivy whoosh fts5 postgresql]

The typical page: two words, exact total, three facets, twenty hits with highlights. Every page has an exact total
and twenty hits with highlights. p50 and p95 of twenty different searches of each kind, in milliseconds: of each search
the fastest of five rounds, so that what else the machine does counts little. "first" is the typical page when it is
asked for the first time, by an engine just opened. Trust the ratios. Our engines must find the same numbers.
"""

import argparse
import math
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from bench.search_corpus import documents, misspelt, pairs, phrases, words
from bench.search_rivals import FIELDS, Ask, Postgresql, Sqlite
from search.engines import make_engine
from search.engines.engine import SearchEngine, SearchRequest
from search.language import read
from tests.postgresql import binaries, running_postgresql

ROUNDS = 5
OURS = ("tantivy", "whoosh")
QUERIES = {
    "word": words(),
    "phrase": [f'"{phrase}"' for phrase in phrases()],
    "prefix": [f"{word[:5]}*" for word in words()],
    "typo": misspelt(),
    "filter": words(),
    "sort": words(),
    "facets": words(),
    "deep": words(),
    "typical": pairs(),
}
OPTIONS = {
    "filter": {"filters": {"authority": frozenset(["E09000007"]), "kind": frozenset(["notice"])}},
    "sort": {"ranges": {"published": (736_000, 739_000)}, "sort": "-published"},
    "facets": {"facets": FIELDS, "facet_size": 20},
    "deep": {"page": 50},
    "typical": {"facets": FIELDS, "facet_size": 20},
}


class Ours:
    """One of our engines."""

    def __init__(self, name: str, folder: Path) -> None:
        self.engine: SearchEngine = make_engine(name, folder / name)

    def fill(self, corpus: Iterator) -> None:
        with self.engine.writing():
            self.engine.rebuild(corpus)

    def kinds(self) -> dict[str, Ask]:
        return {kind: partial(self._total, OPTIONS.get(kind, {})) for kind in QUERIES}

    def changed(self) -> float:
        """Return how many milliseconds it takes to write fifty changed documents."""
        start = time.perf_counter()
        with self.engine.writing():
            self.engine.apply(list(documents(50)), [])
        return (time.perf_counter() - start) * 1000

    def _total(self, options: dict, text: str) -> int:
        return self.engine.search(SearchRequest(read(text).tree, **options)).total


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--documents", type=int, nargs="+", default=[10_000, 20_000])
    options.add_argument("--engines", nargs="+", default=[*OURS, "fts5", *(["postgresql"] if binaries() else [])])
    given = options.parse_args()
    for count in given.documents:
        print(f"\n{count:,} documents\n\n| engine | documents/s | {' | '.join(['first', *QUERIES])} |")
        print("|---" * (len(QUERIES) + 3) + "|")
        totals: dict[str, dict[str, list[int]]] = {}
        for name in given.engines:
            with ExitStack() as stack:
                rated(name, opened(name, stack), count, totals)
        told = [totals[name] for name in OURS if name in totals]
        assert all(each == told[0] for each in told), "our engines differ"


def opened(name: str, stack: ExitStack) -> Ours | Sqlite | Postgresql:
    """Return an engine on an empty folder of its own."""
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
    if name in OURS:
        return Ours(name, folder)
    return Sqlite(folder) if name == "fts5" else Postgresql(stack.enter_context(running_postgresql(folder)))


def rated(name: str, engine: Ours | Sqlite | Postgresql, count: int, totals: dict) -> None:
    """Fill an engine, ask it everything, and print its row of the table."""
    start = time.perf_counter()
    engine.fill(documents(count))
    rate = count / (time.perf_counter() - start)
    asked = engine.kinds()
    taken = {"first": measured(asked["typical"], QUERIES["typical"], rounds=1)}
    taken |= {kind: measured(ask, QUERIES[kind], ROUNDS) for kind, ask in asked.items()}
    cells = ["{:.1f} / {:.1f}".format(*taken[kind]) if kind in taken else "-" for kind in ["first", *QUERIES]]
    print(f"| {name} | {rate:.0f} | {' | '.join(cells)} |", flush=True)
    totals[name] = {kind: [ask(text) for text in QUERIES[kind]] for kind, ask in asked.items()}
    if isinstance(engine, Ours):
        print(f"  {name}: fifty changes in one commit take {engine.changed():.0f} ms", flush=True)


def measured(ask: Ask, texts: list[str], rounds: int) -> tuple[float, float]:
    """Return p50 and p95 of searches in milliseconds, each as fast as in its best round."""
    best = dict.fromkeys(texts, math.inf)
    for _ in range(rounds):
        for text in texts:
            start = time.perf_counter()
            ask(text)
            best[text] = min(best[text], (time.perf_counter() - start) * 1000)
    ordered = sorted(best.values())
    return ordered[len(ordered) // 2], ordered[math.ceil(len(ordered) * 0.95) - 1]


if __name__ == "__main__":
    main()
