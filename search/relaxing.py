"""Asking for less: where few records have all that was typed, misspelt words are put right, and some words will do."""

from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from search.asking import asked
from search.engines.engine import SearchEngine, SearchPage, SearchRequest
from search.language import All, Node, Not, Word, corrected
from search.tree import parted

ENOUGH = 10
"""Hits from which a search is left as it was typed: a first page of them."""

# What people ask with, and do not look for.
_ASKING = frozenset(["can", "do", "does", "how", "that", "we", "what", "where", "which", "who", "whom", "whose"])


@dataclass(frozen=True, slots=True)
class Answered:
    """What was found, and for what."""

    page: SearchPage
    """With the corrections of what was typed, asked for or not."""
    request: SearchRequest
    mended: str | None = None
    """The text with misspelt words put right, where that is what was asked for."""


def fullest(engine: SearchEngine, session: Session, wanted: SearchRequest, text: str) -> Answered:
    """Return the answer to a request made of `text`, or to one that asks for less.

    An order other than by relevance would put first what has least of the words: it is answered as it is.
    """
    page = engine.search(wanted)
    if page.total >= ENOUGH or wanted.sort != "relevance":
        return Answered(page, wanted)
    corrections = page.corrections
    if mended := corrected(text, corrections):
        wanted = replace(wanted, tree=asked(session, mended).tree)
        page = engine.search(wanted)
    fewer = relaxed(wanted.tree)
    if page.total < ENOUGH and fewer:
        wanted = replace(wanted, tree=fewer)
        page = engine.search(wanted)
    return Answered(replace(page, corrections=corrections), wanted, mended)


def relaxed(tree: Node) -> Node | None:
    """Return a tree that some of the words of another are enough for; None where there is none.

    What is in quotation marks, in a field or left out stays as it was typed.
    """
    if not isinstance(tree, All):
        return None
    nodes = tuple(node for node in tree.nodes if not (isinstance(node, Word) and node.text in _ASKING))
    strict, others = parted(nodes)
    is_enough = others and any(not isinstance(node, Not) for node in strict)
    return All(nodes, some=True) if len(others) > 1 or is_enough else None
