"""The tree that a search is read into: what to find, whatever the engine."""

from collections.abc import Iterator
from dataclasses import dataclass

FIELDS = ("title", "supplier", "product", "authority", "service", "kind", "stage", "status", "reference")
"""Where in a document a search may be told to look."""
CODES = frozenset(("kind", "stage", "status"))
"""Fields of our own few words: no text of a document says them, and nothing in one is marked for them."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word, in any of its forms."""

    text: str


@dataclass(frozen=True, slots=True)
class Prefix:
    """Any word that begins so."""

    text: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words one after the other; `quoted` when typed in quotation marks, so that nothing else will do."""

    words: tuple[str, ...]
    quoted: bool = True


@dataclass(frozen=True, slots=True)
class Not:
    """Everything that the node does not find."""

    node: "Node"


@dataclass(frozen=True, slots=True)
class In:
    """What the node finds in one of `FIELDS`."""

    field: str
    node: "Node"


@dataclass(frozen=True, slots=True)
class All:
    """What every node finds; of no nodes: everything.

    Where `some` will do, what any of them finds, those that are strict excepted: the more, the better.
    """

    nodes: tuple["Node", ...] = ()
    some: bool = False


@dataclass(frozen=True, slots=True)
class Any:
    """What at least one node finds; of no nodes: nothing.

    Where it is not `typed` (with OR), the first is what was typed and the others are its other names.
    """

    nodes: tuple["Node", ...] = ()
    typed: bool = False


Node = Word | Prefix | Phrase | Not | In | All | Any

EVERYTHING = All()
NOTHING = Any()


def parted(nodes: tuple[Node, ...]) -> tuple[tuple[Node, ...], tuple[Node, ...]]:
    """Return the nodes that are strict, wanted or unwanted just as they were typed, and the others."""
    strict = tuple(each for each in nodes if isinstance(each, Not | In) or (isinstance(each, Phrase) and each.quoted))
    return strict, tuple(each for each in nodes if each not in strict)


def words_in(node: Node) -> Iterator[str]:
    """Yield the whole words that a node wants in texts, other names included."""
    match node:
        case Word(text):
            yield text
        case Phrase(words):
            yield from words
        case In(field, inner) if field not in CODES:
            yield from words_in(inner)
        case All(nodes) | Any(nodes):
            for inner in nodes:
                yield from words_in(inner)


def prefixes_in(node: Node) -> Iterator[str]:
    """Yield the beginnings of words that a node wants in texts."""
    match node:
        case Prefix(text):
            yield text
        case In(field, inner) if field not in CODES:
            yield from prefixes_in(inner)
        case All(nodes) | Any(nodes):
            for inner in nodes:
                yield from prefixes_in(inner)


def says_something(node: Node) -> bool:
    """Tell whether a tree wants any word: else nothing makes one document answer it better than another."""
    return any(words_in(node)) or any(prefixes_in(node))


def as_typed(node: Node) -> Node:
    """Return a node without other names: the first of several is what was typed."""
    match node:
        case Any(nodes, typed=True):
            return Any(tuple(map(as_typed, nodes)), typed=True)
        case Any((first, *_)):
            return as_typed(first)
        case All(nodes):
            return All(tuple(map(as_typed, nodes)))
        case In(field, inner):
            return In(field, as_typed(inner))
    return node
