"""Other names for the same thing: a search for one of them is widened to all.

The names are data (`synonyms.toml`), applied when searching, so that changing them needs no new index.
"""

import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from search.language import All, Any, Node, Phrase, Word
from search.words import plain_words, term

_FILE = Path(__file__).with_name("synonyms.toml")

Terms = tuple[str, ...]
Groups = dict[Terms, list[tuple[str, ...]]]


@cache
def groups() -> Groups:
    """Return, by the terms of each name, the words of every name of its group."""
    found: Groups = {}
    for group in tomllib.loads(_FILE.read_text(encoding="utf-8"))["synonyms"]:
        names = list(dict.fromkeys(tuple(plain_words(name)) for name in group["names"]))
        for name in names:
            found.setdefault(_terms(name), []).extend(names)
    return found


def widen(tree: Node) -> Node:
    """Let each name of a known thing also find its other names; what is quoted or left out stays."""
    match tree:
        case All(nodes):
            return All(tuple(_widened(nodes)))
        case Word() | Phrase():
            return next(_widened((tree,)))
    return tree


def _widened(nodes: Sequence[Node]) -> Iterator[Node]:
    """Yield `nodes`, with the longest names first replaced by what they may also be called."""
    position = 0
    while position < len(nodes):
        for length in range(len(nodes) - position, 0, -1):
            run = nodes[position : position + length]
            if others := _other_names(run):
                typed = run[0] if length == 1 else All(tuple(run))
                yield Any((typed, *others))
                break
        else:
            yield nodes[position]
            length = 1
        position += length


def _other_names(run: Sequence[Node]) -> list[Node]:
    words: list[str] = []
    for node in run:
        match node:
            case Word(text):
                words.append(text)
            case Phrase(parts, quoted=False):
                words += parts
            case _:
                return []
    typed = _terms(words)
    return [_named(name) for name in groups().get(typed, []) if _terms(name) != typed]


def _named(name: tuple[str, ...]) -> Node:
    return Word(name[0]) if len(name) == 1 else Phrase(name)


def _terms(words: Sequence[str]) -> Terms:
    return tuple(map(term, words))
