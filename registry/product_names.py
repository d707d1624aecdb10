"""Which names a product may have, so that a name leads to one product."""

from collections.abc import Iterable
from dataclasses import dataclass

from registry.phrases import comparable_words


@dataclass(frozen=True, slots=True)
class Named:
    """A product by all its names, and the words one of which an ambiguous name needs beside it."""

    id: str
    names: tuple[str, ...]
    needs: tuple[str, ...] = ()


def clashes(product: Named, others: Iterable[Named]) -> list[tuple[str, str]]:
    """Return each name of a product that another has too, with that other's id, where nothing tells them apart.

    Two products may share a name when both need other words beside it, and have no such word in common.
    """
    own = {comparable_words(name): name for name in product.names}
    return [
        (own[words], other.id)
        for other in others
        if other.id != product.id and not _told_apart(product, other)
        for words in dict.fromkeys(map(comparable_words, other.names))
        if words in own
    ]


def without_echoes(names: Iterable[str], taken: Iterable[str]) -> list[str]:
    """Return names in their order, without those that say the same as an earlier one or one `taken`."""
    seen = set(map(comparable_words, taken))
    kept = []
    for name in names:
        words = comparable_words(name)
        if words not in seen:
            seen.add(words)
            kept.append(name)
    return kept


def _told_apart(one: Named, other: Named) -> bool:
    needs, others = set(map(comparable_words, one.needs)), set(map(comparable_words, other.needs))
    return bool(needs and others) and not needs & others
