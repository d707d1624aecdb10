"""All that is compared, ready to be asked."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.relevance.asking import ENGINES, Ours, corpus
from bench.relevance.rivals import Postgresql, Sqlite
from search.documents import Document
from search.records import all_documents
from tests.postgresql import binaries, running_postgresql

Ask = Callable[[str, int], list[str]]
"""Returns the first so many documents found for what was typed."""

FTS5 = ("fts5, all words", "fts5, any word")


@contextmanager
def all_engines() -> Iterator[tuple[Mapping[str, Ask], Mapping[str, Document]]]:
    """Give our engines and their rivals by name, and the corpus by document id."""
    with ExitStack() as stack:
        sessions = stack.enter_context(corpus())
        folder = Path(stack.enter_context(TemporaryDirectory()))
        documents = {each.id: each for each in all_documents(sessions)}
        asks: dict[str, Ask] = {name: Ours(name, sessions, folder).first for name in ENGINES}
        sqlite = Sqlite(folder, documents.values())
        asks |= {FTS5[0]: sqlite.first, FTS5[1]: partial(sqlite.first, join="OR")}
        if binaries():
            home = Path(stack.enter_context(TemporaryDirectory()))
            postgresql = Postgresql(stack.enter_context(running_postgresql(home)), documents.values())
            stack.callback(postgresql.close)
            asks["postgresql, all words"] = postgresql.first
            asks["postgresql, any word"] = partial(postgresql.first, join="|")
        yield asks, documents
