"""A process that writes batches of documents for ever, or rebuilds, until it is killed: `engine folder what`."""

import resource
import sys
from contextlib import suppress
from itertools import count
from pathlib import Path

from search.engines import make_engine
from tests.search.examples import document

BATCH = 5
_LONG = " ".join(f"word{number}" for number in range(300))


def batch(number):
    return [document(f"notice:{number:05}-{place}", "housing", body=_LONG) for place in range(BATCH)]


def say(what):
    print(what, flush=True)  # noqa: T201 (the test reads it)


def write_for_ever(engine, first):
    for number in count(first):
        engine.apply(batch(number), [])
        say(number)


def rebuild_for_ever(engine, _first):
    def documents():
        yield from batch(0)
        for number in count(1):
            say(number)
            yield from batch(number)

    engine.rebuild(documents())


def write_on_full_disks(engine, first):
    """Write when files can no longer grow, which looks to a writer as a full disk does, and then again."""
    _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    for number, limit in enumerate([16_000, 8_000, 5_000, 3_000, 2_000, 0, 300, 1_000], first):
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, most))
        with suppress(OSError, ValueError):
            engine.apply(batch(number), [])
            say(number)
    with suppress(OSError, ValueError):
        engine.rebuild(batch(first))
        say("rebuilt")
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
    engine.apply(batch(first - 1), [])


if __name__ == "__main__":
    name, folder, what, first = sys.argv[1:]
    engine = make_engine(name, Path(folder))
    with engine.writing(wait=10):
        globals()[what](engine, int(first))
