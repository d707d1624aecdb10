"""The portals that are read, and how far."""

from sqlalchemy import select

from registry.api.session import session
from registry.models import Source
from scrapers.sources import all_sources
from web import queries, words


def portals() -> list[dict[str, object]]:
    """Return each portal with how many notices of it are kept, the latest of them, and until when all were read."""
    return [_portal(name) for name in all_sources()]


def _portal(name: str) -> dict[str, object]:
    return {
        "title": words.PORTALS[name],
        "notices": session().scalar(queries.notices_kept(name)),
        "latest_at": session().scalar(queries.latest_notice(name)),
        "whole_until": session().scalar(select(Source.whole_until).where(Source.name == name)),
    }
