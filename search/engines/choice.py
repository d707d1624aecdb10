"""Choosing a search engine by the name that the settings give."""

from pathlib import Path

from search.engines.engine import SearchEngine
from search.engines.whoosh import WhooshEngine
from search.exceptions import UnknownEngine

_ENGINES = {"whoosh": WhooshEngine}


def make_engine(name: str, path: str | Path) -> SearchEngine:
    """Return the engine called `name`, keeping its index at `path`; raises `UnknownEngine` or `IndexMisplaced`."""
    if name not in _ENGINES:
        raise UnknownEngine(f"there is no search engine {name!r}: choose one of {', '.join(_ENGINES)}")
    return _ENGINES[name](Path(path))
