"""What people type, read into a tree that every engine can follow.

`housing management` finds both words in any order, `"housing management"` the phrase, `-repairs` leaves out,
`procur*` is the beginning of a word, `repairs OR lettings` finds either, brackets group, and `supplier:civica`
looks in one field. OR joins what stands on its two sides, no more: `council repairs OR lettings` wants `council`
and one of the two. Whatever is none of this is read as plain words, and said: reading never fails.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from search.exceptions import QueryTooLong
from search.pieces import CLOSE, OPEN, Piece, cut, without_brackets
from search.tree import (
    EVERYTHING,
    NOTHING,
    All,
    Any,
    In,
    Node,
    Not,
    Phrase,
    Prefix,
    Word,
    as_typed,
    prefixes_in,
    says_something,
    words_in,
)
from search.words import Token, normalise, tokens

__all__ = [
    "EVERYTHING",
    "MAX_CHARACTERS",
    "MAX_DEPTH",
    "MAX_WORDS",
    "MIN_PREFIX",
    "NOTHING",
    "All",
    "Any",
    "In",
    "Node",
    "Not",
    "Phrase",
    "Prefix",
    "Question",
    "Word",
    "as_typed",
    "corrected",
    "prefixes_in",
    "read",
    "says_something",
    "words_in",
]

MAX_CHARACTERS = 256
MAX_WORDS = 12
MAX_DEPTH = 3
"""Brackets in brackets."""
MIN_PREFIX = 3


@dataclass(frozen=True, slots=True)
class Question:
    """What was typed, as understood."""

    tree: Node
    left_out: tuple[str, ...] = ()
    """The words beyond the limit."""
    notes: tuple[str, ...] = ()
    """What was read as plain words, and why."""


def read(text: str) -> Question:
    """Read what was typed; raises `QueryTooLong` beyond 256 characters, and nothing else ever."""
    if len(text) > MAX_CHARACTERS:
        raise QueryTooLong(f"a search has at most {MAX_CHARACTERS} characters, this has {len(text)}")
    pieces, notes = cut(text)
    pieces, brackets = without_brackets(pieces, MAX_DEPTH)
    reader = _Reader(pieces, [*notes, *brackets])
    tree = reader.all()
    if tree is None:
        tree = NOTHING if text.strip() else EVERYTHING
    return Question(tree, tuple(reader.left_out), tuple(dict.fromkeys(reader.notes)))


@dataclass(slots=True)
class _Reader:
    """Reads pieces from the first to the last."""

    pieces: list[Piece]
    notes: list[str]
    left_out: list[str] = field(default_factory=list)
    room: int = MAX_WORDS
    at: int = 0

    def all(self) -> Node | None:
        """Return what stands up to a closing bracket or the end; None where there is no word."""
        nodes: list[Node] = []
        while self._next() not in (None, CLOSE):
            if (node := self._either()) is not None:
                nodes.append(node)
        return nodes[0] if len(nodes) == 1 else All(tuple(nodes)) if nodes else None

    def _either(self) -> Node | None:
        nodes = [self._one()]
        while self._take_or():
            nodes.append(self._one())
        found = [node for node in nodes if node is not None]
        if len(found) < len(nodes) > 1:
            self.notes.append("OR has nothing on one side")
        return found[0] if len(found) == 1 else Any(tuple(found), typed=True) if found else None

    def _one(self) -> Node | None:
        """Return a word, a phrase or a group; None where there is none, or none worth finding."""
        if self._next() in (None, CLOSE) or self.pieces[self.at].is_or:
            return None
        piece = self.pieces[self.at]
        self.at += 1
        if piece.kind == OPEN:
            node = self.all()
            self.at += 1
        else:
            node = self._node(piece)
        if node is None:
            return None
        if piece.field:
            node = In(piece.field, node)
        return Not(node) if piece.minus else node

    def _node(self, piece: Piece) -> Node | None:
        found = list(tokens(piece.text))
        words = [token.plain for token in found[: self.room]]
        more = [token.plain for token in found[self.room :]]
        self.room -= len(words)
        self.left_out += more
        if len(words) > 1:
            return Phrase(tuple(words), piece.is_quoted)
        is_prefix = not more and not piece.is_quoted and _is_prefix(piece.text, found)
        return (Prefix if is_prefix else Word)(words[0]) if words else None

    def _next(self) -> str | None:
        return self.pieces[self.at].kind if self.at < len(self.pieces) else None

    def _take_or(self) -> bool:
        is_or = self.at < len(self.pieces) and self.pieces[self.at].is_or
        self.at += is_or
        return is_or


def _is_prefix(bare: str, found: list[Token]) -> bool:
    return len(found) == 1 and bare[found[0].end :] == "*" and len(found[0].plain) >= MIN_PREFIX


def corrected(text: str, corrections: Mapping[str, str]) -> str | None:
    """Return what was typed with its misspelt words put right; None when none of them is in it."""
    text, result, end = normalise(text), "", 0
    for token in tokens(text):
        if token.plain in corrections:
            result += text[end : token.start] + corrections[token.plain]
            end = token.end
    return result + text[end:] if end else None
