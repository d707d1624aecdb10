"""`/coverage`: how much of the estate is known, and what is missing."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from flask import current_app
from flask.views import MethodView
from flask_smorest import Page

from registry.api.blueprint import Blueprint
from registry.api.clock import today
from registry.api.coverage_counts import counted, counted_sources
from registry.api.references import resolved
from registry.api.schemas.coverage import Cell, CellFilters, CellSchema, CoverageFilters, CoverageSchema
from registry.api.session import session
from registry.coverage import Counted, Known, known_pairs, missing
from registry.models import Authority, Service
from registry.queries import coverage as queries
from registry.queries.coverage import Within

blp = Blueprint("coverage", "How much of the estate is known, and what is missing")


@blp.route("/coverage")
class Coverage(MethodView):
    @blp.arguments(CoverageFilters(), location="query")
    @blp.response(200, CoverageSchema())
    def get(self, filters: dict[str, Any]) -> dict[str, Any]:
        """Show how much of the estate is known, by authority, service and source, and what is missing"""
        within, authorities, services = _chosen(filters)
        found = counted(within)
        pairs = known_pairs(found.cells)
        registers = {gss: said_on for gss, said_on, _ in session().execute(queries.registers())}
        return {
            "on": today(),
            "totals": found.total,
            "authorities": [
                {
                    **asdict(found.authorities.get(each.gss, Known())),
                    "authority": each,
                    **_split("services", sum((each.gss, service.id) in pairs for service in services), len(services)),
                    "register_said_on": registers.get(each.gss),
                }
                for each in authorities
            ],
            "services": [
                {
                    **asdict(found.services.get(each.id, Known())),
                    "service": each,
                    **_split("authorities", sum((of.gss, each.id) in pairs for of in authorities), len(authorities)),
                }
                for each in services
            ],
            "sources": counted_sources(),
            "missing": _missing(found, authorities, services, registers),
        }


@blp.route("/coverage/cells")
class CoverageCells(MethodView):
    @blp.arguments(CellFilters(), location="query")
    @blp.response(200, CellSchema(many=True))
    @blp.paginate(Page)
    def get(self, filters: dict[str, Any]) -> list[Cell]:
        """List pairs of an authority and a service with what is known of each, nothing included"""
        known = filters.pop("known", None)
        within, authorities, services = _chosen(filters)
        unsorted = [None] if within.services is None else []
        cells = counted(Within()).cells
        pairs = ((authority, service) for authority in authorities for service in [*services, *unsorted])
        listed = (
            Cell(authority, service, cells.get((authority.gss, service.id if service else None), Known()))
            for authority, service in pairs
        )
        return [cell for cell in listed if _is_asked(cell.service, cell.known, known)]


def _chosen(filters: dict[str, Any]) -> tuple[Within, Sequence[Authority], Sequence[Service]]:
    found = resolved(filters)
    within = Within(found.get("authority"), found.get("service"))
    authorities, services = session().scalars(queries.authorities()), session().scalars(queries.services())
    return (
        within,
        [each for each in authorities if within.authorities is None or each.gss in within.authorities],
        [each for each in services if within.services is None or each.id in within.services],
    )


def _split(name: str, known: int, of: int) -> dict[str, int]:
    return {f"{name}_known": known, f"{name}_unknown": of - known}


def _missing(
    found: Counted, authorities: Sequence[Authority], services: Sequence[Service], registers: dict[str, Any]
) -> dict[str, Any]:
    read = {each["name"] for each in counted_sources() if each["kind"] == "portal" and each["whole_until"]}
    unread = [name for name in current_app.extensions["scraping"].urls if name not in read]
    called: dict[str, Any] = {each.gss: each for each in authorities} | {each.id: each for each in services}
    lacking = missing(
        [each.gss for each in authorities],
        [each.id for each in services],
        found.cells,
        registers=registers,
        unread=unread,
    )
    names = ("authorities", "services", "without_register")
    return {
        **asdict(lacking),
        **{name: [called[each] for each in getattr(lacking, name)] for name in names},
        "portals_never_read": lacking.unread,
    }


def _is_asked(service: Service | None, known: Known, wanted: bool | None) -> bool:
    if service is None and not known.is_anything:
        return False  # no pair, but a place for contracts of unknown purpose
    return wanted is None or known.is_anything == wanted
