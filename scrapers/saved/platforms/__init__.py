"""The layouts that we can read: every class declared in a module of this folder."""

from __future__ import annotations

import importlib
import pkgutil

from scrapers.saved.layout import Layout


def all_layouts() -> dict[str, Layout]:
    """Return every layout by its name, in the order of names."""
    names = [f"{__name__}.{module.name}" for module in pkgutil.iter_modules(__path__)]
    found = (kind for name in names for kind in vars(importlib.import_module(name)).values())
    kinds = {kind for kind in found if isinstance(kind, type) and kind.__module__ in names and issubclass(kind, Layout)}
    return {kind.name: kind() for kind in sorted(kinds, key=lambda kind: kind.name)}
