"""What people type, read into a tree that every engine can follow.

`housing management` finds both words in any order, `"housing management"` the phrase, `-repairs` leaves out,
`procur*` is the beginning of a word. Whatever is none of this is read as plain words: reading never fails.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from search.exceptions import QueryTooLong
from search.words import Token, normalise, tokens

MAX_CHARACTERS = 256
MAX_WORDS = 12
MIN_PREFIX = 3

_CHUNK = re.compile(r'(-*)(?:"([^"]*)"|([^\s"]+))')
_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"'})


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
class All:
    """What every node finds; of no nodes: everything."""

    nodes: tuple["Node", ...] = ()


@dataclass(frozen=True, slots=True)
class Any:
    """What at least one node finds; of no nodes: nothing. The first is what was typed."""

    nodes: tuple["Node", ...] = ()


Node = Word | Prefix | Phrase | Not | All | Any

EVERYTHING = All()
NOTHING = Any()


@dataclass(frozen=True, slots=True)
class Question:
    """What was typed, as understood: the tree, and the words beyond the limit that were left out."""

    tree: Node
    left_out: tuple[str, ...] = ()


def read(text: str) -> Question:
    """Read what was typed; raises `QueryTooLong` beyond 256 characters, and nothing else ever."""
    if len(text) > MAX_CHARACTERS:
        raise QueryTooLong(f"a search has at most {MAX_CHARACTERS} characters, this has {len(text)}")
    nodes: list[Node] = []
    left_out: list[str] = []
    room = MAX_WORDS
    for minus, found, is_prefix, quoted in _chunks(text):
        words, more = found[:room], found[room:]
        room -= len(words)
        left_out += more
        if words:
            node = _node(words, is_prefix and not more, quoted)
            nodes.append(Not(node) if minus else node)
    if not nodes and text.strip():
        return Question(NOTHING)
    return Question(nodes[0] if len(nodes) == 1 else All(tuple(nodes)), tuple(left_out))


def _chunks(text: str) -> Iterator[tuple[bool, list[str], bool, bool]]:
    for minus, quotation, bare in _CHUNK.findall(normalise(text).translate(_QUOTES)):
        found = list(tokens(quotation or bare))
        yield bool(minus), [token.plain for token in found], _is_prefix(bare, found), bool(quotation)


def _is_prefix(bare: str, found: list[Token]) -> bool:
    return len(found) == 1 and bare[found[0].end :] == "*" and len(found[0].plain) >= MIN_PREFIX


def _node(words: list[str], is_prefix: bool, quoted: bool) -> Node:
    if len(words) > 1:
        return Phrase(tuple(words), quoted)
    return Prefix(words[0]) if is_prefix else Word(words[0])


def words_in(node: Node) -> Iterator[str]:
    """Yield the whole words that a node wants, other names included."""
    match node:
        case Word(text):
            yield text
        case Phrase(words):
            yield from words
        case All(nodes) | Any(nodes):
            for inner in nodes:
                yield from words_in(inner)


def prefixes_in(node: Node) -> Iterator[str]:
    """Yield the beginnings of words that a node wants."""
    match node:
        case Prefix(text):
            yield text
        case All(nodes) | Any(nodes):
            for inner in nodes:
                yield from prefixes_in(inner)


def as_typed(node: Node) -> Node:
    """Return a node without other names: the first of several is what was typed."""
    match node:
        case Any((first, *_)):
            return as_typed(first)
        case All(nodes):
            return All(tuple(map(as_typed, nodes)))
    return node


def corrected(text: str, corrections: Mapping[str, str]) -> str | None:
    """Return what was typed with its misspelt words put right; None when none of them is in it."""
    text, result, end = normalise(text), "", 0
    for token in tokens(text):
        if token.plain in corrections:
            result += text[end : token.start] + corrections[token.plain]
            end = token.end
    return result + text[end:] if end else None
