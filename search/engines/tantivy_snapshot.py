"""A Tantivy index as it was at one commit, and the opening of it."""

from collections.abc import Iterator
from functools import cached_property, lru_cache
from pathlib import Path

from tantivy import Index, Order, Query, Searcher

from search.engines import vocabulary
from search.engines.newest import Newest
from search.engines.tantivy_damage import damage_is_an_error
from search.engines.tantivy_queries import term_query
from search.engines.tantivy_schema import SCHEMA
from search.engines.vocabulary import Vocabulary
from search.exceptions import IndexMissing
from search.words import term


class Snapshot:
    """What one commit holds, ready to be searched by any number of threads; its files may go meanwhile."""

    def __init__(self, searcher: Searcher, directory: Path) -> None:
        self.searcher = searcher
        self._directory = directory
        self.terms_of = lru_cache(1_000)(self._terms_of)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The words of the index, as they were when first asked for."""
        return vocabulary.load(self._directory)

    def frequency(self, word: str) -> int:
        """Return how many documents have a word."""
        return self.searcher.doc_freq("text", term(word))

    def has(self, word: str) -> bool:
        """Return whether a document that is not deleted has a word."""
        return bool(self.searcher.search(term_query("text", term(word)), 1).hits)

    @damage_is_an_error()
    def versions(self) -> Iterator[tuple[str, int]]:
        """Return id and stamp of every document."""
        most = max(1, self.searcher.num_docs)
        hits = self.searcher.search(Query.all_query(), most, order_by_field="id", order=Order.Asc).hits
        versions = self.searcher.fast_field_values("version", [address for _, address in hits])
        return ((document_id, int(version or 0)) for (document_id, _), version in zip(hits, versions, strict=True))

    def _terms_of(self, prefix: str, begin: str) -> list[str]:
        field = "fielded" if begin else "text"
        stems = (stem for stem, _ in self.searcher.terms_with_prefix(field, begin + prefix))
        return self.vocabulary.terms_of(prefix, stems, begin)


class SnapshotReader(Newest[Snapshot]):
    """Gives the newest snapshot to any number of threads."""

    def identify(self, directory: Path) -> bytes:
        """Return the list of the newest commit's files."""
        try:
            return (directory / "meta.json").read_bytes()
        except OSError as error:
            raise IndexMissing("the index cannot be opened: rebuild it") from error

    @damage_is_an_error()
    def take(self, directory: Path) -> Snapshot:
        """Open the newest commit; raises `IndexMissing` where it holds other fields than we would write."""
        index = Index.open(str(directory))
        if index.schema != SCHEMA:
            raise IndexMissing("the index holds other fields: rebuild it")
        index.config_reader("manual")
        index.reload()
        return Snapshot(index.searcher(), directory)
