"""`/sources`: what is read, how far, how each source is, and what it did that had to be got over."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from flask import render_template
from sqlalchemy import select

from registry.api.clock import now
from registry.api.session import session
from registry.models import Gap, Source
from scrapers.health_reading import healths
from scrapers.setbacks import SETBACKS
from scrapers.sources import all_sources, everything
from web import queries, words
from web.blueprint import blp

SHOWN_GAPS = 20
"""Of a source, the open ones first."""


@blp.get("/sources")
def sources() -> str:
    """Show how each source is, what it did lately, and the gaps of its record."""
    shown = []
    for name, (health, facts) in healths(session(), everything(), now()).items():
        told = [(SETBACKS.get(kind, kind), count) for kind, count in facts.setbacks.items()]
        shown.append({**_described(name), "health": health, "facts": facts, "told": told, "gaps": _gaps(name)})
    return render_template("web/sources.html", sources=shown)


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


def _described(name: str) -> dict[str, Any]:
    kind = everything()[name]
    return {"name": name, "title": kind.title, "documentation": kind.documentation, "until": _asked_after(name)}


def _asked_after(name: str) -> datetime | None:
    """Return until when a source is left alone, where that is still to come for longer than its pace."""
    until = session().scalar(select(Source.ask_after).where(Source.name == name))
    return until if until and until - now() > timedelta(minutes=1) else None


def _gaps(name: str) -> Sequence[Gap]:
    latest = select(Gap).where(Gap.source == name).order_by(Gap.closed_at.is_not(None), Gap.since.desc(), Gap.id)
    return session().scalars(latest.limit(SHOWN_GAPS)).all()
