"""What a search engine is asked and what it answers: no engine's own types cross this line."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Literal, Protocol

from search.documents import Document
from search.language import EVERYTHING, Node

Sort = Literal["relevance", "closing", "ending", "published", "-published", "value", "-value"]
Range = tuple[int | None, int | None]


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """What to find, how to count it, and which page of it to show."""

    tree: Node = EVERYTHING
    filters: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Any of the values within a field, and all of the fields."""
    ranges: Mapping[str, Range] = field(default_factory=dict)
    """Lowest and highest, both included. A document that cannot have the number is left out."""
    known: bool = False
    """Whether a document whose number is unknown is left out of a range too."""
    facets: Sequence[str] = ()
    """Fields to count, each as if its own filter were off."""
    facet_size: int = 50
    sort: Sort = "relevance"
    page: int = 1
    size: int = 20
    after: "Place | None" = None
    """The place that the page begins behind, instead of a page's number."""
    on: int | None = None
    """The day on which what is open or recent is worth a little more (`search.engines.boosting`); None: nothing is."""
    titles_only: bool = False
    """Whether only titles are searched, as for completions."""
    explained: bool = True
    """Whether hits say why they were found."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the order of all hits: that of the hit last seen. What comes or goes elsewhere does not move it."""

    key: float | None
    """Its score, or the number that is sorted by; None where it has none."""
    id: str
    seen: int
    """How many hits were seen up to it, about: a hint of how far to look."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a text, and whether it matched."""

    text: str
    match: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """A document that was found, and why."""

    id: str
    score: float
    highlights: tuple[Segment, ...]
    words: tuple[str, ...]
    """The words of the search that are in it."""
    fields: tuple[str, ...]
    """Where they are: `title`, `description`, `names`, `references`, `service` or `product`."""
    boosts: tuple[str, ...] = ()
    """What else made it worth more: `open` or `recent`."""


@dataclass(frozen=True, slots=True)
class SearchPage:
    """One page of what was found, with exact counts over all of it."""

    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, tuple[tuple[str, int], ...]]
    """Most frequent values first."""
    corrections: Mapping[str, str]
    """For each word of the search that is in no document, the most similar word that is."""
    following: Place | None = None
    """Where the next page begins; None on the last one."""


class SearchEngine(Protocol):
    """Keeps documents and finds them. The database is the truth: what an engine keeps can be thrown away."""

    def search(self, request: SearchRequest) -> SearchPage:
        """Answer a request; raises `IndexMissing` when there is nothing to search in."""

    def apply(self, written: Sequence[Document], removed: Sequence[str]) -> None:
        """Write documents and remove others, durably and all at once; doing it twice changes nothing."""

    def rebuild(self, documents: Iterable[Document]) -> int:
        """Replace everything by `documents`, once all are written; return their number."""

    def versions(self) -> Iterator[tuple[str, int]]:
        """Yield id and stamp of every document; raises `IndexMissing`."""

    def is_ready(self) -> bool:
        """Tell whether there is an index that can be searched."""

    def writing(self, wait: float = 0) -> AbstractContextManager[object]:
        """Be the only writer, waiting up to `wait` seconds (-1: for ever); raises `IndexBusy`."""
