"""`/sources`: what we read, how far, and what went wrong."""

from typing import Any

from flask import abort, current_app
from flask.views import MethodView
from marshmallow import Schema, fields
from sqlalchemy import func, select

from registry.api.blueprint import Blueprint
from registry.api.fields import Moment
from registry.api.session import session
from registry.models import BrokenPage, Notice, ScrapeRun, Source
from scrapers.sources import all_sources

LATEST_RUNS = 10
LATEST_BROKEN = 20
blp = Blueprint("sources", "What we read, how far, and what went wrong")


class RunSchema(Schema):
    """One run of a source."""

    since = Moment()
    until = Moment()
    started_at = Moment()
    finished_at = Moment("Null while it runs, and for ever when it was killed.", allow_none=True)
    windows = fields.Int(metadata={"description": "Spans of time that it read whole."})
    new = fields.Int()
    changed = fields.Int()
    unchanged = fields.Int()
    out_of_scope = fields.Int()
    quarantined = fields.Int()
    error = fields.Str(allow_none=True)


class BrokenPageSchema(Schema):
    """A page that could not be read as published."""

    page_url = fields.Str(attribute="url")
    status = fields.Int(allow_none=True)
    reason = fields.Str()
    window_since = Moment()
    window_until = Moment()
    seen_at = Moment()
    is_lost = fields.Bool(metadata={"description": "Whether its releases are still missing."})


class SourceSchema(Schema):
    """A source, and how far it has been read."""

    id = fields.Str()
    url = fields.Str()
    name = fields.Str()
    title = fields.Str()
    documentation = fields.Str()
    address = fields.Str(metadata={"description": "Where it is read from."})
    whole_since = Moment("Everything published from here on has been read ...", allow_none=True)
    whole_until = Moment("... until here.", allow_none=True)
    notices = fields.Int(metadata={"description": "How many notices of it are kept."})
    broken_pages = fields.Int(metadata={"description": "How many of its pages could not be read as published."})
    latest_run = fields.Nested(RunSchema, allow_none=True)


class SourceDetailSchema(SourceSchema):
    """A source with its latest runs and broken pages."""

    description = fields.Str()
    runs = fields.List(fields.Nested(RunSchema))
    latest_broken_pages = fields.List(fields.Nested(BrokenPageSchema))


@blp.route("/sources")
class Sources(MethodView):
    @blp.response(200, SourceSchema(many=True))
    def get(self) -> list[dict[str, Any]]:
        """List the portals that we read"""
        return [_source(name) for name in all_sources()]


@blp.route("/sources/<name>")
class SourceByName(MethodView):
    @blp.response(200, SourceDetailSchema())
    @blp.alt_response(404, description="No source has this name.")
    def get(self, name: str) -> dict[str, Any]:
        """Show a portal with its latest runs and broken pages"""
        if name not in all_sources():
            abort(404)
        broken = select(BrokenPage).where(BrokenPage.source == name).order_by(BrokenPage.id.desc())
        return {
            **_source(name),
            "description": all_sources()[name].__doc__,
            "runs": list(session().scalars(_runs(name).limit(LATEST_RUNS))),
            "latest_broken_pages": list(session().scalars(broken.limit(LATEST_BROKEN))),
        }


def _source(name: str) -> dict[str, Any]:
    kind, row = all_sources()[name], session().get(Source, name)
    return {
        "id": name,
        "url": f"/api/v1/sources/{name}",
        "name": name,
        "title": kind.title,
        "documentation": kind.documentation,
        "address": current_app.extensions["scraping"].urls.get(name, kind.base_url),
        "whole_since": row.whole_since if row else None,
        "whole_until": row.whole_until if row else None,
        "notices": _count(Notice, name),
        "broken_pages": _count(BrokenPage, name),
        "latest_run": session().scalar(_runs(name).limit(1)),
    }


def _runs(name: str):  # type: ignore[no-untyped-def]
    return select(ScrapeRun).where(ScrapeRun.source == name).order_by(ScrapeRun.id.desc())


def _count(model: type[Notice] | type[BrokenPage], name: str) -> int:
    return session().scalar(select(func.count()).select_from(model).where(model.source == name)) or 0
