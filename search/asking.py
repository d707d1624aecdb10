"""From what was typed to the tree that is searched for: read, and widened by every other name that is known."""

from dataclasses import replace

from sqlalchemy.orm import Session

from search.aliases import aliases
from search.language import Question, read
from search.synonyms import widen


def asked(session: Session, text: str) -> Question:
    """Return what was typed as it is searched for; raises `QueryTooLong`, and nothing else ever."""
    question = read(text)
    return replace(question, tree=widen(question.tree, aliases(session, question.tree)))
