"""A page as somebody saved it: its bytes, within bounds, as a tree of elements without scripts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from urllib.parse import urlsplit

from scrapers.saved.building import Element, built
from scrapers.saved.exceptions import UnreadablePage

MOST_BYTES = 5 * 1024 * 1024
"""A list of a hundred opportunities has a tenth of it."""
LONGEST_ADDRESS = 400
_ARCHIVE = re.compile(rb"(?:from|mime-version|content-type|snapshot-content-location):", re.IGNORECASE)
# What browsers and SingleFile write at the head of a page that they save.
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)|<!--[^>]{0,200}?\burl: (https?://\S+)")


@dataclass(frozen=True)
class SavedPage:
    """One page of a portal."""

    data: bytes
    name: str
    """The file's, or the address it was read from."""
    address: str | None = None
    """Where it was read from; None for a file, which may tell it itself."""
    said_on: date | None = None
    """The day as of which it speaks, where somebody says so."""

    @cached_property
    def text(self) -> str:
        """The page decoded; raises `UnreadablePage`."""
        return _decoded(self.data)

    @cached_property
    def tree(self) -> Element:
        """Its elements, without those that show nothing; raises `UnreadablePage`."""
        return _tree(self.text)

    @cached_property
    def own_address(self) -> str | None:
        """Where it was read or saved from, as far as is known: an http(s) address."""
        if self.address:
            return self.address
        found = _SAVED_FROM.search(self.text[:5000])
        address = (found[1] or found[2]) if found else _canonical(self.tree)
        return address if address and _is_plain(address) else None


def _decoded(data: bytes) -> str:
    if len(data) > MOST_BYTES:
        raise UnreadablePage(f"It is larger than {MOST_BYTES // 1024 // 1024} MB: no page of a portal is.")
    if not data.strip(b"\x00 \r\n\t"):
        raise UnreadablePage("It is empty.")
    if data.startswith((b"%PDF", b"PK", b"\x89PNG", b"\xff\xd8\xff", b"\xd0\xcf\x11\xe0")):
        raise UnreadablePage("It is not a web page: save the page itself as HTML.")
    if _ARCHIVE.match(data.lstrip()[:40]):
        raise UnreadablePage("It is a web archive (.mht): save the page as HTML only.")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _tree(text: str) -> Element:
    # Controls that no tree may hold would end the text early.
    return built(re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]", "\ufffd", text))


def _canonical(tree: Element) -> str | None:
    for link in tree.iter("link"):
        if (link.get("rel") or "").casefold() == "canonical":
            return (link.get("href") or "").strip()
    return None


def _is_plain(address: str) -> bool:
    try:
        parts = urlsplit(address)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and not parts.username
    except ValueError:
        return False
