"""The sources we can read: every class declared in a module of this folder."""

from __future__ import annotations

import importlib
import pkgutil

from scrapers.exceptions import UnknownSource
from scrapers.platforms.ocds import OcdsSource


def all_sources() -> dict[str, type[OcdsSource]]:
    """Return every source by its name, in the order of names."""
    names = [f"{__name__}.{module.name}" for module in pkgutil.iter_modules(__path__)]
    found = (kind for name in names for kind in vars(importlib.import_module(name)).values())
    declared = {kind for kind in found if isinstance(kind, type) and kind.__module__ in names}
    sources = [kind for kind in declared if issubclass(kind, OcdsSource)]
    return {kind.name: kind for kind in sorted(sources, key=lambda kind: kind.name)}


def source_named(name: str) -> type[OcdsSource]:
    """Return the source of that name; raises UnknownSource, naming those there are."""
    sources = all_sources()
    if name not in sources:
        raise UnknownSource(f"no source is called {name!r}; there are {', '.join(sources)}")
    return sources[name]
