"""Choosing a search engine by the name that the settings give."""

from collections.abc import Callable
from pathlib import Path

from search.engines.engine import SearchEngine
from search.engines.tantivy import TantivyEngine
from search.engines.whoosh import WhooshEngine
from search.exceptions import UnknownEngine

ENGINES: dict[str, Callable[[Path], SearchEngine]] = {"tantivy": TantivyEngine, "whoosh": WhooshEngine}


def make_engine(name: str, path: str | Path) -> SearchEngine:
    """Return the engine called `name`, keeping its index at `path`; raises `UnknownEngine` or `IndexMisplaced`."""
    if name not in ENGINES:
        raise UnknownEngine(f"there is no search engine {name!r}: choose one of {', '.join(ENGINES)}")
    return ENGINES[name](Path(path))
