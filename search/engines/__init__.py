"""Search engines: `make_engine` gives the one that the settings name."""

from search.engines.choice import make_engine

__all__ = ["make_engine"]
