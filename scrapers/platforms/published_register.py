"""Contracts registers that authorities publish at an address of their own, and republish there."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from urllib.parse import unquote, urlsplit


@dataclass(frozen=True, slots=True)
class PublishedRegister:
    """One register: a row of `scrapers/sources/registers.csv`. Only the host of its address is ever asked."""

    name: str
    """What `scrape` calls it: lower-case letters, digits and underscores."""
    title: str
    gss: str
    """Of the authority whose register it is."""
    base_url: str
    """Of the file: CSV, XLSX or ODS, served over https."""
    documentation: str
    """The page on which the authority publishes it: who says so."""

    # Councils name no limits; one file a day is asked for, and not again soon where that fails.
    pace = timedelta(seconds=10)
    wait = timedelta(minutes=5)

    @property
    def filename(self) -> str:
        return unquote(urlsplit(self.base_url).path.rpartition("/")[2]) or "register"

    @property
    def description(self) -> str:
        """What it is, in a sentence."""
        return f"{self.title}: the contracts register of {self.gss}, as published at {self.documentation}"


class BadRegisters(ValueError):
    """Raised when a row of a list of registers cannot be used; its text says which and why."""


def read_registers(path: Path) -> dict[str, PublishedRegister]:
    """Return the registers of a CSV file by name; raise `BadRegisters`. Columns: name, title, authority, url, page."""
    found: dict[str, PublishedRegister] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            each = PublishedRegister(row["name"], row["title"], row["authority"], row["url"], row["page"])
            if each.name in found or not re.fullmatch(r"[a-z][a-z0-9_]{2,39}", each.name):
                raise BadRegisters(f"{each.name!r} is no name, or is there twice")
            if not all(_is_https(url) for url in (each.base_url, each.documentation)):
                raise BadRegisters(f"{each.name}: give https:// addresses of the file and of its page")
            found[each.name] = each
    return dict(sorted(found.items()))


def _is_https(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme == "https" and bool(parts.hostname) and parts.username is None
