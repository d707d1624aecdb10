"""What is still to be judged: `python -m bench.relevance.pool [QUESTION …]`.

Of each question the best fifteen of every engine and rival, and what its own regular expression finds, less what was
judged already: one line a document, to be read, graded and added to `judgements.csv`.
"""

import argparse
import re
from collections.abc import Iterator, Mapping

from bench.relevance.judged import Question, questions
from bench.relevance.running import Ask, all_engines
from search.documents import Document

DEEP = 15
MOST_SWEPT = 40
"""A regular expression that finds more finds too much to be read: the first are taken."""


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("questions", nargs="*", help="keys of questions; all when none is given")
    given = options.parse_args()
    with all_engines() as (asks, documents):
        for question in questions():
            if not given.questions or question.key in given.questions:
                pooled = [each for each in pool(question, asks, documents) if each not in question.grades]
                print(f"\n## {question.key}: {question.text} ({question.wants})")
                for each in pooled:
                    print(shown(documents[each]))


def pool(question: Question, asks: Mapping[str, Ask], documents: Mapping[str, Document]) -> list[str]:
    """Return the documents to judge for a question, each once."""
    found = [each for ask in asks.values() for each in ask(question.text, DEEP)]
    return list(dict.fromkeys([*found, *list(_swept(question, documents))[:MOST_SWEPT]]))


def shown(document: Document) -> str:
    """Return a document in one line."""
    said = [document.id, document.title, " · ".join(document.names[:5]), ", ".join(document.product[:2])]
    return " | ".join([*said, document.body[:160]])


def _swept(question: Question, documents: Mapping[str, Document]) -> Iterator[str]:
    wanted = re.compile(question.pooled, re.IGNORECASE)
    for key, each in documents.items():
        if wanted.search(" ".join([each.title, *each.names, *each.product])):
            yield key


if __name__ == "__main__":
    main()
