"""The sources we can read: every class declared in a module of this folder, and every row of `registers.csv`."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from pathlib import Path

from scrapers.exceptions import UnknownSource
from scrapers.platforms.ocds import OcdsSource
from scrapers.platforms.published_register import PublishedRegister, read_registers

REGISTERS = Path(__file__).parent / "registers.csv"


def all_sources() -> dict[str, type[OcdsSource]]:
    """Return every portal by its name, in the order of names."""
    names = [f"{__name__}.{module.name}" for module in pkgutil.iter_modules(__path__)]
    found = (kind for name in names for kind in vars(importlib.import_module(name)).values())
    declared = {kind for kind in found if isinstance(kind, type) and kind.__module__ in names}
    sources = [kind for kind in declared if issubclass(kind, OcdsSource)]
    return {kind.name: kind for kind in sorted(sources, key=lambda kind: kind.name)}


@cache
def all_registers() -> dict[str, PublishedRegister]:
    """Return every published register by its name; raises `BadRegisters`."""
    return read_registers(REGISTERS)


def everything() -> dict[str, type[OcdsSource] | PublishedRegister]:
    """Return all that `scrape` can read by its name, portals first."""
    return {**all_sources(), **all_registers()}


def source_named(name: str) -> type[OcdsSource]:
    """Return the portal of that name; raises UnknownSource, naming all that can be read."""
    sources = all_sources()
    if name not in sources:
        raise UnknownSource(f"no source is called {name!r}; there are {', '.join(everything())}")
    return sources[name]
