"""Documents: what of each record is searched, filtered, counted and sorted by, whatever the engine."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from hashlib import blake2b

from search.bands import band, month

FACETS = ("kind", "authority", "service", "supplier", "product", "stage", "status", "cpv")
"""What documents are filtered and counted by; each may have several values."""
NUMBERS = ("published", "closing", "ending", "value")
"""What documents are sorted and limited by: days as ordinals of `date`, value in pence."""
DERIVED = {"closing_month": ("closing", month), "ending_month": ("ending", month), "value_band": ("value", band)}
"""Facets that are worked out from a number."""
ALL_FACETS = (*FACETS, *DERIVED)


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
    named: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What `supplier`, `authority`, `service` and `product` find it by, when searched for as such."""
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    numbers: Mapping[str, int | None] = field(default_factory=dict)
    """None is an unknown; a number that such a record does not have is left out."""

    @property
    def kind(self) -> str:
        """The kind of record: one of `search.kinds.KINDS`."""
        return self.id.partition(":")[0]

    @property
    def counted(self) -> dict[str, tuple[str, ...]]:
        """The values of every facet, those worked out from numbers too."""
        derived = {name: (of(self.numbers[by]),) for name, (by, of) in DERIVED.items() if by in self.numbers}
        return {**self.facets, **derived}

    @property
    def stamp(self) -> int:
        """A number that changes with anything in it, so that an index can be compared with the database."""
        said = [_in_order(getattr(self, each.name)) for each in fields(self)]
        return int.from_bytes(blake2b(repr(said).encode(errors="replace"), digest_size=7).digest(), "big")


def _in_order(value: object) -> object:
    """Return a value in one order: databases give related rows in any."""
    if isinstance(value, Mapping):
        return sorted((name, _in_order(each)) for name, each in value.items())
    return sorted(value) if isinstance(value, tuple) else value
