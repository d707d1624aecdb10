"""Other names for the same thing: a search for one of them is widened to all.

The names are data (`synonyms.toml`), applied when searching, so that changing them needs no new index.
Those that the registry knows (`search/aliases.py`) are applied in the same way.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from search.language import All, Any, In, Node, Phrase, Word
from search.tree import CODES
from search.words import plain_words, term

_FILE = Path(__file__).with_name("synonyms.toml")
_LITERAL = CODES | {"reference"}
"""Fields in which nothing goes by other names."""

Terms = tuple[str, ...]
Groups = Mapping[Terms, Sequence[tuple[str, ...]]]
"""By the terms of each name, the words of every name of the same thing."""
Names = Mapping[Terms, Sequence[tuple[str, ...] | In]]
"""By the terms of each name, the words of every name of the same thing, or where it is found."""


@cache
def groups() -> Groups:
    """Return the names that are one thing to everyone."""
    found: dict[Terms, list[tuple[str, ...]]] = {}
    for group in tomllib.loads(_FILE.read_text(encoding="utf-8"))["synonyms"]:
        names = list(dict.fromkeys(tuple(plain_words(name)) for name in group["names"]))
        for name in names:
            found.setdefault(terms_of(name), []).extend(names)
    return found


def widen(tree: Node, also: Names | None = None) -> Node:
    """Let each name of a known thing also find its other names; what is quoted or left out stays.

    `also`: names to know beside those of everyone.
    """
    names = also or {}
    match tree:
        case All(nodes):
            return All(tuple(_widened(nodes, names)))
        case Any(nodes, typed=True):
            return Any(tuple(widen(node, also) for node in nodes), typed=True)
        case In(field, inner) if field not in _LITERAL:
            return In(field, widen(inner, also))
        case Word() | Phrase():
            return next(_widened((tree,), names))
    return tree


def runs(nodes: Sequence[Node]) -> Iterator[Sequence[Node]]:
    """Yield the nodes beside each other that may be a name together, of each first one the longest run first."""
    for start in range(len(nodes)):
        for end in range(len(nodes), start, -1):
            if run_words(nodes[start:end]):
                yield nodes[start:end]


def run_words(run: Sequence[Node]) -> list[str]:
    """Return the words of a run; none where something in it must stay as it was typed."""
    words: list[str] = []
    for node in run:
        match node:
            case Word(text):
                words.append(text)
            case Phrase(parts, quoted=False):
                words += parts
            case _:
                return []
    return words


def terms_of(words: Sequence[str]) -> Terms:
    """Return what two forms of one name have in common."""
    return tuple(map(term, words))


def _widened(nodes: Sequence[Node], also: Names) -> Iterator[Node]:
    """Yield `nodes`, with the longest names first replaced by what they may also be called."""
    position = 0
    while position < len(nodes):
        for length in range(len(nodes) - position, 0, -1):
            run = nodes[position : position + length]
            if others := _other_names(run, also):
                typed = run[0] if length == 1 else All(tuple(run))
                yield Any((typed, *others))
                break
        else:
            yield _widened_within(nodes[position], also)
            length = 1
        position += length


def _widened_within(node: Node, also: Names) -> Node:
    """Return a group with what is in it widened, and anything else as it is."""
    return widen(node, also) if isinstance(node, All | Any | In) else node


def _other_names(run: Sequence[Node], also: Names) -> list[Node]:
    typed = terms_of(run_words(run))
    names: dict[tuple[str, ...] | In, None] = dict.fromkeys([*groups().get(typed, ()), *also.get(typed, ())])
    for name in groups().get(typed, ()):
        names |= dict.fromkeys(each for each in also.get(terms_of(name), ()) if isinstance(each, In))
    return [
        name if isinstance(name, In) else _named(name)
        for name in names
        if isinstance(name, In) or terms_of(name) != typed
    ]


def _named(name: tuple[str, ...]) -> Node:
    return Word(name[0]) if len(name) == 1 else Phrase(name)
