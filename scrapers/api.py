"""`/sources`: what we read, how it is, how far it has come, and what went wrong."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from flask import abort, current_app
from flask.views import MethodView
from sqlalchemy import Select, func, select

from registry.api.blueprint import Blueprint
from registry.api.clock import now
from registry.api.session import session
from registry.models import BrokenPage, Gap, Notice, ScrapeRun, Source
from scrapers.health_reading import healths
from scrapers.platforms.published_register import PublishedRegister
from scrapers.source_schemas import SourceDetailSchema, SourceSchema
from scrapers.sources import all_sources, everything

LATEST_RUNS = 10
LATEST_BROKEN = 20
LATEST_GAPS = 50
blp = Blueprint("sources", "What we read, how it is, how far it has come, and what went wrong")


@blp.route("/sources")
class Sources(MethodView):
    @blp.response(200, SourceSchema(many=True))
    def get(self) -> list[dict[str, Any]]:
        """List the portals and registers that we read, and how each is"""
        return [_source(name) for name in everything()]


@blp.route("/sources/<name>")
class SourceByName(MethodView):
    @blp.response(200, SourceDetailSchema())
    @blp.alt_response(404, description="No source has this name.")
    def get(self, name: str) -> dict[str, Any]:
        """Show a source with its latest runs, days, gaps and broken pages"""
        kind = everything().get(name) or abort(404)
        broken = select(BrokenPage).where(BrokenPage.source == name).order_by(BrokenPage.id.desc())
        return {
            **_source(name),
            "description": kind.description if isinstance(kind, PublishedRegister) else kind.__doc__,
            "runs": list(session().scalars(_runs(name).limit(LATEST_RUNS))),
            "gaps": _gaps(name),
            "latest_broken_pages": list(session().scalars(broken.limit(LATEST_BROKEN))),
        }


def _source(name: str) -> dict[str, Any]:
    kind, row = everything()[name], session().get(Source, name)
    health, facts = healths(session(), [name], now())[name]
    return {
        "id": name,
        "url": f"/api/v1/sources/{name}",
        "name": name,
        "kind": "portal" if name in all_sources() else "register",
        "title": kind.title,
        "documentation": kind.documentation,
        "address": current_app.extensions["scraping"].urls.get(name, kind.base_url),
        "whole_since": row.whole_since if row else None,
        "whole_until": row.whole_until if row else None,
        "notices": _count(Notice, name),
        "broken_pages": _count(BrokenPage, name),
        "state": health.state,
        "problems": health.problems,
        "lag_seconds": _seconds(health.lag),
        "usual_pause_seconds": _seconds(health.usual_pause),
        "open_gaps": facts.open_gaps,
        "refilled_gaps": facts.refilled_gaps,
        "error_kinds": health.error_kinds,
        "setbacks": facts.setbacks,
        "waited_seconds": _seconds(facts.waited),
        "days": facts.days,
        "latest_run": session().scalar(_runs(name).limit(1)),
    }


def _runs(name: str) -> Select[ScrapeRun]:
    return select(ScrapeRun).where(ScrapeRun.source == name).order_by(ScrapeRun.id.desc())


def _gaps(name: str) -> Sequence[Gap]:
    gaps = select(Gap).where(Gap.source == name)
    latest = gaps.order_by(Gap.closed_at.is_not(None), Gap.since.desc(), Gap.id.desc())
    return session().scalars(latest.limit(LATEST_GAPS)).all()


def _count(model: type[Notice] | type[BrokenPage], name: str) -> int:
    return session().scalar(select(func.count()).select_from(model).where(model.source == name)) or 0


def _seconds(length: timedelta | None) -> int | None:
    return None if length is None else int(length.total_seconds())
