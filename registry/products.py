"""Which known product a notice names, under its present name, a former one or an abbreviation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from registry.classification import DESCRIPTION_WORDS
from registry.phrases import PhraseBook, comparable_words, folded_words


@dataclass(frozen=True, slots=True)
class KnownProduct:
    """A product: its maker, every name it goes or went by, and the services it is bought for.

    `needs`, when there are any, are words of which one must stand in the notice for a name to count: "idox"
    for "Uniform". A name that holds one of them needs no other.
    """

    id: str
    name: str
    maker: str
    names: tuple[str, ...]
    needs: tuple[str, ...] = ()
    services: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Recognised:
    """The id of the product named, and the words that name it: folded, as they stand in the text."""

    product: str
    words: tuple[str, ...]


class ProductBook:
    """The known products by all their names; built once, then only read."""

    def __init__(self, products: Iterable[KnownProduct]) -> None:
        """Raise ValueError when two products have one id."""
        products = sorted(products, key=lambda product: product.id)
        if len({product.id for product in products}) < len(products):
            raise ValueError("two products have the same id")
        owners: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for product in products:
            for phrase in dict.fromkeys(map(comparable_words, (product.name, *product.names))):
                if phrase:
                    owners[phrase].append(product.id)
        self._owners = {phrase: tuple(ids) for phrase, ids in owners.items()}
        self._names = PhraseBook(self._owners)
        self._needs = {product.id: _book(product.needs) for product in products if product.needs}
        self._makers = {product.id: _book([product.maker]) for product in products}

    def named(self, text: str) -> tuple[str, ...]:
        """Return the ids, sorted, of the products of which the whole text is a name."""
        return self._owners.get(comparable_words(text), ())

    def recognise(
        self, title: str, description: str = "", suppliers: Iterable[str] = (), stated: str = ""
    ) -> Recognised | None:
        """Return the one product that a notice names; None when it names none, or which is unsure.

        The first of these that names any decides:

        1. `stated`, the source's own word for the product; when that is a name of one, its needs are not asked.
        2. The title. Of several products, only one whose maker is a supplier.
        3. The description, which also names what to bid through and what to work with: only a product whose
           maker is a supplier or stands in the title.
        """
        exactly = self.named(stated)
        if len(exactly) == 1:
            return Recognised(exactly[0], (" ".join(folded_words(stated)),))
        stated_words, title_words = folded_words(stated), folded_words(title)
        described = folded_words(description[: DESCRIPTION_WORDS * 10])[:DESCRIPTION_WORDS]
        sellers = [folded_words(supplier) for supplier in suppliers]
        texts = [stated_words, title_words, described, *sellers]
        for words in (stated_words, title_words):
            if found := self._found(words, texts):
                return _only(found) or _only(self._made_by(sellers, found))
        return _only(self._made_by([*sellers, title_words], self._found(described, texts)))

    def _found(self, words: list[str], texts: list[list[str]]) -> list[Recognised]:
        """Return the products named in the words whose needs one of the texts meets."""
        found: dict[str, list[str]] = defaultdict(list)
        for ids, text in self._names.find(words):
            for product in ids:
                if product not in self._needs or _holds(self._needs[product], texts):
                    found[product].append(text)
        return [Recognised(product, tuple(dict.fromkeys(said))) for product, said in found.items()]

    def _made_by(self, named: list[list[str]], found: list[Recognised]) -> list[Recognised]:
        """Return the products found whose maker is one of those named."""
        return [each for each in found if _holds(self._makers[each.product], named)]


def _only(found: list[Recognised]) -> Recognised | None:
    return found[0] if len(found) == 1 else None


def _book(texts: Iterable[str]) -> PhraseBook[None]:
    return PhraseBook({phrase: None for phrase in map(comparable_words, texts) if phrase})


def _holds(book: PhraseBook[None], texts: Iterable[list[str]]) -> bool:
    """Return whether a phrase of the book stands in one of the texts."""
    return any(True for words in texts for _ in book.find(words))
