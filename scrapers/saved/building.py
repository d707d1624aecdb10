"""The tree of a page, built within bounds whatever the page: so many tags, so deep, and so long."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from scrapers.saved.exceptions import UnreadablePage

Element = Any
"""An element of lxml, which has no types of its own."""
MOST_TAGS = 150_000
DEEPEST = 250
LONGEST_SECONDS = 10.0
KEPT = frozenset({"id", "class", "title", "href", "rel"})
"""Attributes that layouts look at."""
NEVER_SHOWN = ("script", "style", "template", "noscript", "iframe", "object", "svg")


def built(text: str, clock: Callable[[], float] = time.monotonic) -> Element:
    """Return the elements of a page, without those that show nothing; raises `UnreadablePage`.

    The lenient parser of libxml2 loads nothing, knows no entities but HTML's own, and does not repeat elements that
    were left open, as a browser's does: a page cannot swell. Here it only tells of tags as it meets them, since the
    trees that it builds itself take a time that grows with the square of the attributes of a tag.
    """
    builder = _Builder(clock)
    parser = etree.HTMLParser(target=builder, encoding="utf-8", no_network=True)
    try:
        tree = etree.fromstring(text.encode(), parser)
    except (etree.LxmlError, AssertionError, UnreadablePage) as error:
        raise UnreadablePage(builder.refusal or "It holds no HTML.") from error
    if tree is None:
        raise UnreadablePage("It holds no HTML.")
    etree.strip_elements(tree, *NEVER_SHOWN, with_tail=False)
    return tree


class _Builder:
    """Builds the tree from what the parser tells."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._tree = etree.TreeBuilder()
        self._tags = self._depth = 0
        self.refusal: str | None = None
        self._clock, self._until = clock, clock() + LONGEST_SECONDS

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._tags += 1
        self._depth += 1
        if self._tags > MOST_TAGS:
            self.refusal = f"It has more than {MOST_TAGS:,} tags: no page of a portal has."
        elif self._depth > DEEPEST:
            self.refusal = f"Its elements lie more than {DEEPEST} levels deep: no page of a portal is like that."
        elif self._tags % 1000 == 0 and self._clock() > self._until:
            self.refusal = f"It takes longer than {LONGEST_SECONDS:.0f} seconds to read."
        if self.refusal:
            raise UnreadablePage(self.refusal)
        self._tree.start(tag, {name: attributes[name] for name in KEPT & attributes.keys()})

    def end(self, tag: str) -> None:
        self._depth -= 1
        self._tree.end(tag)

    def data(self, text: str) -> None:
        self._tree.data(text)

    def close(self) -> Element | None:
        return self._tree.close() if self._tags and not self.refusal else None
