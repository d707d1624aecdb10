"""Documents: what of each record is searched, filtered, counted and sorted by, whatever the engine."""

from collections.abc import Mapping
from dataclasses import dataclass, field

FACETS = ("kind", "authority", "service", "supplier", "product", "stage", "status", "cpv")
"""What documents are filtered and counted by; each may have several values."""
NUMBERS = ("published", "closing", "ending", "value")
"""What documents are sorted and limited by: days as ordinals of `date`, value in pence."""


@dataclass(frozen=True, slots=True)
class Document:
    """One record as it is searched; `notice:abc` stands for the record `abc` of kind `notice`."""

    id: str
    title: str
    version: int
    body: str = ""
    names: tuple[str, ...] = ()
    """Of buyers and suppliers, or the record's own other names."""
    references: tuple[str, ...] = ()
    """OCIDs, the buyer's references, codes, company numbers."""
    words: tuple[str, ...] = ()
    """What its service is also called: found by, but not said by the record itself."""
    product: tuple[str, ...] = ()
    """What the product in it is called, formerly too: typed exactly, it comes behind the product itself."""
    called: tuple[str, ...] = ()
    """The names that, typed exactly, put it first."""
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    numbers: Mapping[str, int | None] = field(default_factory=dict)
    """None is an unknown; a number that such a record does not have is left out."""

    @property
    def kind(self) -> str:
        """The kind of record: one of `search.kinds.KINDS`."""
        return self.id.partition(":")[0]
