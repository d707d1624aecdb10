"""What a layout of a portal's pages declares, and how what it declares is read."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import ClassVar
from urllib.parse import parse_qsl, urlencode, urlsplit

from scrapers.saved.elements import Pairs, answers
from scrapers.saved.page import LONGEST_ADDRESS, SavedPage
from scrapers.saved.told import Advert, Told
from scrapers.saved.wordings import advert


class Layout(ABC):
    """The pages of one portal: subclasses declare their marks and labels."""

    name: ClassVar[str]
    """The source of what its pages say."""
    title: ClassVar[str]
    hosts: ClassVar[tuple[str, ...]]
    """Where such pages come from; an address elsewhere is not shown as theirs."""
    identifying: ClassVar[str] = ""
    """The parameter by which an address names an advert; the others say how one got there."""
    labels: ClassVar[Mapping[str, str]] = {}
    """Fields of an advert by folded label; `left_out` for what names persons."""
    pairs: ClassVar[Pairs] = Pairs()

    @abstractmethod
    def recognises(self, page: SavedPage) -> bool:
        """Whether a page is of this layout, by its marks."""

    @abstractmethod
    def read(self, page: SavedPage) -> Told:
        """Return what a page tells; nothing where it holds neither advert nor list."""

    def advert(self, page: SavedPage) -> Advert | None:
        """Return the advert that a page holds by its labels; None without a reference or title."""
        said = answers(page.tree, self.labels, self.pairs)
        if not said.get("reference") or not said.get("title"):
            return None
        return advert(said, self.document(page, said["reference"]))

    def document(self, page: SavedPage, reference: str) -> str:
        """Return what stands for a page in statements: its address, else its layout and reference.

        An address that a file tells itself counts only where such pages come from.
        """
        address = page.own_address
        plain = self.plain_address(address) if address and (page.address or self.is_ours(address)) else None
        return plain or f"{self.name}:{' '.join(reference.split())}"[:LONGEST_ADDRESS]

    def is_ours(self, address: str) -> bool:
        """Whether an address is of a host that has such pages."""
        host = (urlsplit(address).hostname or "").casefold()
        return any(host == each or host.endswith(f".{each}") for each in self.hosts)

    def plain_address(self, address: str) -> str | None:
        """Return an address as it always names the page; None when it is too long to keep."""
        parts = urlsplit(address)
        told = [(key, value) for key, value in parse_qsl(parts.query) if key.casefold() == self.identifying.casefold()]
        query = urlencode(told) if told else parts.query
        plain = parts._replace(query=query, fragment="").geturl()
        return plain if len(plain) <= LONGEST_ADDRESS else None
