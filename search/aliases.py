"""What the registry knows under several names: products by former names, suppliers by every spelling.

Looked up when searching, so that a name entered or merged a moment ago counts, and needs no new index.
"""

from collections.abc import Collection, Iterable
from functools import lru_cache

from sqlalchemy import CompoundSelect, func, or_, select, union
from sqlalchemy.orm import Session

from registry.models import Product, ProductName, Service, Supplier, SupplierName
from registry.supplier_names import name_key
from search.engines.texts import LEGAL_FORMS
from search.language import All, Any, In, Node, Phrase
from search.synonyms import Names, Terms, groups, run_words, runs, terms_of
from search.words import plain_words, term

_HEADS = frozenset(map(term, ["app", "platform", "portal", "service", "software", "solution", "system", "tool"]))
"""What the words of a service end with and people leave out, or say otherwise."""
_MOST_NAMES = 6
_MOST_SUPPLIERS = 24
_LONGEST_NAME = 8
"""Words."""

_SURVIVOR = func.coalesce(Supplier.merged_into_id, Supplier.id)

Words = tuple[str, ...]


def aliases(session: Session, tree: Node) -> Names:
    """Return the names in a tree that the registry knows, each with all that the same thing is called."""
    words = _candidates(tree)
    if not words:
        return {}
    known = [_products(session, words), _suppliers(session, words), _services(session, words)]
    every = {terms: None for names in known for terms in names}
    return {terms: [name for names in known for name in names.get(terms, ())] for terms in every}


def _services(session: Session, candidates: Collection[Terms]) -> Names:
    """Return the service of each of its words that is no name of a product: those would find its competitors'."""
    names: CompoundSelect[str | None] = union(select(Product.name), select(ProductName.name), select(Product.maker))
    sold = {terms_of(_words(name)) for name in session.scalars(names) if name}
    found: dict[Terms, list[In]] = {}
    for service in session.scalars(select(Service).order_by(Service.id)):
        said = {terms_of(_words(word)) for word in service.words}
        # "rent arrears system" also lends its subject.
        said |= {terms[:-1] for terms in said if len(terms) > 2 and terms[-1] in _HEADS}
        for terms in said & set(candidates) - sold:
            found.setdefault(terms, []).append(In("service", Phrase(_words(service.name))))
    return found


def _candidates(tree: Node) -> dict[Terms, Words]:
    found = (tuple(run_words(run)) for nodes in _beside(tree) for run in runs(nodes))
    typed = {terms_of(words): words for words in found if len(words) <= _LONGEST_NAME}
    return {terms_of(words): words for terms in typed for words in groups().get(terms, ())} | typed


def _beside(node: Node) -> Iterable[tuple[Node, ...]]:
    """Yield the nodes that stand beside each other: a name can be made of several."""
    match node:
        case All(nodes):
            yield nodes
            for inner in nodes:
                yield from _beside(inner) if isinstance(inner, Any | In | All) else ()
        case Any(nodes):
            for inner in nodes:
                yield from _beside(inner)
        case In(_, inner):
            yield from _beside(inner)
        case _:
            yield (node,)


def _products(session: Session, candidates: Collection[Terms]) -> Names:
    called: dict[str, list[Words]] = {}
    every = union(select(Product.id, Product.name), select(ProductName.product_id, ProductName.name))
    for product_id, name in session.execute(every):
        called.setdefault(product_id, []).append(_words(name))
    found: dict[Terms, list[Words]] = {}
    for names in called.values():
        for terms in map(terms_of, names):
            if terms in candidates:
                found.setdefault(terms, []).extend(_few(names))
    return found


def _suppliers(session: Session, candidates: dict[Terms, Words]) -> Names:
    keys: dict[str, list[Terms]] = {}
    for terms, words in candidates.items():
        keys.setdefault(name_key(" ".join(words)), []).append(terms)
    meant = _meant(session, keys)
    called = _spellings(session, meant)
    found: dict[Terms, list[Words]] = {}
    for key, supplier_id in meant:
        for terms in keys[key]:
            found.setdefault(terms, []).extend(_few(called[supplier_id]))
    return found


def _meant(session: Session, keys: Iterable[str]) -> list[tuple[str, str]]:
    """Return each key that a supplier is known by, with the id of what that supplier turned out to be."""
    of_key = select(SupplierName.name_key, _SURVIVOR).join(Supplier, Supplier.id == SupplierName.supplier_id)
    found = of_key.where(SupplierName.name_key.in_(keys)).distinct().order_by(SupplierName.name_key, _SURVIVOR)
    return [(key, supplier_id) for key, supplier_id in session.execute(found.limit(_MOST_SUPPLIERS))]


def _spellings(session: Session, meant: list[tuple[str, str]]) -> dict[str, list[Words]]:
    called: dict[str, list[Words]] = {supplier_id: [] for _, supplier_id in meant}
    if called:
        spelt = select(_SURVIVOR, SupplierName.name).join(Supplier, Supplier.id == SupplierName.supplier_id)
        theirs = or_(Supplier.id.in_(called), Supplier.merged_into_id.in_(called))
        for supplier_id, name in session.execute(spelt.where(theirs).order_by(SupplierName.name)):
            called[supplier_id].append(_without_legal_form(_words(name)))
    return called


@lru_cache(5_000)
def _words(name: str) -> Words:
    return tuple(plain_words(name))


def _without_legal_form(words: Words) -> Words:
    """Return a name as it is also written without its ending: the longer form is found by it too."""
    kept = len(words)
    while kept > 1 and words[kept - 1] in LEGAL_FORMS:
        kept -= 1
    return words[:kept]


def _few(names: Iterable[Words]) -> list[Words]:
    different = {terms_of(name): name for name in names if 0 < len(name) <= _LONGEST_NAME}
    return list(different.values())[:_MOST_NAMES]
