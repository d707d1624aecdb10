"""One import of an authority at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from scrapers.exceptions import ScrapeError


class ImportBusy(ScrapeError):
    """Raised when another process imports for the same authority."""


@contextmanager
def importing_for(gss: str, locks: Path) -> Iterator[None]:
    """Keep other processes from importing for an authority; raise `ImportBusy` when one does.

    `locks` is a folder for lock files. A killed process frees its lock.
    """
    locks.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(locks / f"import-{gss}.lock", timeout=0):
            yield
    except Timeout:
        raise ImportBusy("Another import for this authority is under way: try again when it is done.") from None
