"""Searching with Tantivy: compiled, its files in one directory, nothing to run beside the application."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tantivy import Document as Fields
from tantivy import Index, IndexWriter

from search.documents import NUMBERS, Document
from search.engines.boosting import strength
from search.engines.engine import Hit, Place, SearchPage, SearchRequest
from search.engines.explaining import Explainer, corrections
from search.engines.generations import Generations
from search.engines.on_disk import OnDisk
from search.engines.tantivy_counting import facets
from search.engines.tantivy_damage import damage_is_an_error
from search.engines.tantivy_following import Following
from search.engines.tantivy_ordering import Ordering, Page
from search.engines.tantivy_queries import Queries
from search.engines.tantivy_schema import SCHEMA, fields
from search.engines.tantivy_snapshot import Snapshot, SnapshotReader
from search.engines.vocabulary import Learner, add_to, append
from search.language import as_typed, says_something, words_in

FORM = "tantivy2"
"""Raise the number when what the index holds changes: one of another form is rebuilt."""

_REBUILD_BYTES = 256_000_000
_CHANGE_BYTES = 50_000_000


class TantivyEngine(OnDisk[Snapshot]):
    """A `SearchEngine` over a directory of Tantivy indexes; raises `IndexMisplaced` where that is no place for one."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, FORM)
        self._learner = Learner()

    def open_reader(self, generations: Generations) -> SnapshotReader:
        """Return what gives the newest snapshot."""
        return SnapshotReader(generations)

    @damage_is_an_error()
    def answer(self, snapshot: Snapshot, request: SearchRequest) -> SearchPage:
        """Answer a request from a snapshot."""
        queries = Queries(request, snapshot.terms_of, _strength(snapshot, request))
        page = _page(snapshot, request, queries)
        hits = tuple(_hits(snapshot, page, request))
        return SearchPage(
            total=page.total,
            hits=hits,
            facets=facets(snapshot.searcher, request, queries),
            corrections=dict(corrections(snapshot, request.tree, page.total)),
            following=_following(page, hits, request),
        )

    @damage_is_an_error()
    def apply(self, written: Sequence[Document], removed: Sequence[str]) -> None:
        """Write documents and remove others, durably and all at once; doing it twice changes nothing."""
        directory = self._generations.current()
        with _writing(Index.open(str(directory)), _CHANGE_BYTES) as writer:
            for document_id in [*removed, *(document.id for document in written)]:
                writer.delete_documents_by_term("id", document_id)
            for document in written:
                writer.add_document(Fields.from_dict(fields(document), SCHEMA))
        self._reader.look_again()
        self._learner.learn(directory, written)

    @damage_is_an_error()
    def rebuild(self, documents: Iterable[Document]) -> int:
        """Replace everything by `documents`, once all are written; return their number."""
        directory = self._generations.begin()
        counts: Counter[str] = Counter()
        total = 0
        with _writing(Index(SCHEMA, str(directory)), _REBUILD_BYTES) as writer:
            for document in documents:
                writer.add_document(Fields.from_dict(fields(document), SCHEMA))
                add_to(counts, document)
                total += 1
        append(directory, counts)
        self._generations.publish(directory)
        self._reader.forget()
        return total


def _strength(snapshot: Snapshot, request: SearchRequest) -> float:
    if request.on is None:
        return 1.0
    return strength(set(words_in(as_typed(request.tree))), snapshot.frequency, snapshot.searcher.num_docs)


def _page(snapshot: Snapshot, request: SearchRequest, queries: Queries) -> Page:
    ordering: Ordering | Following
    if request.after:
        ordering = Following(snapshot.searcher, request, queries, request.after)
    else:
        ordering = Ordering(snapshot.searcher, request, queries)
    if request.sort != "relevance":
        return ordering.by_number(request.sort)
    return ordering.by_relevance() if says_something(request.tree) else ordering.by_id()


def _following(page: Page, hits: Sequence[Hit], request: SearchRequest) -> Place | None:
    if page.is_last or not hits:
        return None
    seen = request.after.seen if request.after else (request.page - 1) * request.size
    return Place(page.hits[-1][0], hits[-1].id, seen + len(hits))


def _hits(snapshot: Snapshot, page: Page, request: SearchRequest) -> Iterator[Hit]:
    explainer = Explainer(request)
    addresses = [address for _, address in page.hits]
    columns = [snapshot.searcher.fast_field_values(name, addresses) for name in NUMBERS] if addresses else []
    for place, (key, address) in enumerate(page.hits):
        stored = snapshot.searcher.doc(address)
        parts = json.loads(stored["parts"][0]) if request.explained else {}
        numbers = {name: column[place] for name, column in zip(NUMBERS, columns, strict=True)}
        score = (key or 0.0) if request.sort == "relevance" else 0.0
        yield explainer.hit(stored["id"][0], score, parts, numbers)


@contextmanager
def _writing(index: Index, most_bytes: int) -> Iterator[IndexWriter]:
    """Commit what is written, and remove the files that this leaves without use; nothing at all on an error."""
    writer = index.writer(most_bytes, num_threads=1)
    try:
        yield writer
        writer.commit()
    except BaseException:
        writer.rollback()
        raise
    finally:
        writer.wait_merging_threads()
