"""What a page shows: words of elements, answers beside labels, and tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from scrapers.saved.building import Element

LONGEST_LABEL = 80
LONGEST_TEXT = 20_000
MOST_ROWS = 2000
"""Of a table: portals show a hundred at a time."""
MOST_WITHIN = 2000
"""Elements within one that are looked at for its words: a long description in paragraphs has fewer."""
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Pairs:
    """How a layout writes a label and its answer: by tags, or by a class that each has."""

    label_tags: frozenset[str] = frozenset({"label", "dt", "th", "strong"})
    answer_tags: frozenset[str] = frozenset({"div", "dd", "td"})
    label_class: str | None = None
    answer_class: str | None = None

    def is_label(self, element: Element) -> bool:
        """Whether an element is a label, known or not."""
        return _has_class(element, self.label_class) if self.label_class else element.tag in self.label_tags

    def is_answer(self, element: Element) -> bool:
        """Whether an element can hold the answer to the label before it."""
        return _has_class(element, self.answer_class) if self.answer_class else element.tag in self.answer_tags


def words(element: Element, most: int = LONGEST_TEXT) -> str:
    """Return what an element shows, on one line, `most` characters of it."""
    pieces: list[str] = []
    length = 0
    for piece in _texts(element, [min(most // 4, MOST_WITHIN)]):
        pieces.append(piece)
        length += len(piece)
        if length > most:
            break
    return _SPACE.sub(" ", " ".join(pieces)).strip()[:most].strip()


def _texts(element: Element, left: list[int]) -> Iterator[str]:
    """Yield the texts in an element, in order, of so many elements within it as are `left`."""
    if element.text:
        yield element.text
    for child in element:
        left[0] -= 1
        if left[0] < 0:
            return
        yield from _texts(child, left)
        if child.tail:
            yield child.tail


def folded(label: str) -> str:
    """Return a label as labels are compared: small letters, no colon, no currency."""
    return _SPACE.sub(" ", re.sub(r"\(£\)|[:*]", " ", label)).strip().casefold()


def answers(tree: Element, labels: Mapping[str, str], pairs: Pairs) -> dict[str, str]:
    """Return by field what stands beside known labels; of a label that is there twice, the first that is answered.

    `labels` gives fields by folded label. An unknown label takes the next answer, so that it is not taken for
    another's.
    """
    found: dict[str, str] = {}
    waiting: str | None = None
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        if pairs.is_label(element):
            waiting = labels.get(folded(words(element, LONGEST_LABEL)))
        elif waiting and pairs.is_answer(element):
            if _holds_no_label(element, pairs) and (said := words(element)):
                found.setdefault(waiting, said)
            waiting = None
    return found


def _holds_no_label(element: Element, pairs: Pairs) -> bool:
    within = list(islice(element.iterdescendants(), MOST_WITHIN + 1))
    return len(within) <= MOST_WITHIN and not any(map(pairs.is_label, within))


def rows_of(table: Element) -> Iterator[list[Element]]:
    """Yield the rows of a table as their cells, those of tables within it left out."""
    for number, row in enumerate(table.iter("tr")):
        if number == MOST_ROWS:
            return
        if next(row.iterancestors("table"), None) is table:
            yield [cell for cell in row if cell.tag in ("td", "th")]


def with_class(tree: Element, tag: str, name: str) -> Iterator[Element]:
    """Yield the elements of a tag that have a class."""
    return (each for each in tree.iter(tag) if _has_class(each, name))


def _has_class(element: Element, name: str | None) -> bool:
    return name in (element.get("class") or "").split()
