"""Open data over HTTP: lists as files, contracts as OCDS releases, and all of it as one bundle."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from inspect import unwrap
from typing import Any

from flask import Response, abort, redirect
from flask.views import MethodView
from marshmallow import Schema
from sqlalchemy import Select
from sqlalchemy.orm import Session

from registry.api import (
    authorities,
    changes,
    contracts,
    joint_opportunities,
    notices,
    opportunities,
    plans,
    procurements,
    products,
    renewals,
    services,
    suppliers,
    systems,
)
from registry.api.auth import as_public
from registry.api.blueprint import Blueprint
from registry.api.clock import today
from registry.api.conditional import conditional
from registry.api.downloads import download, edition, refuse_too_many
from registry.api.references import resolved
from registry.api.schemas.contract import ContractFilters
from registry.api.schemas.joint_filters import JointOpportunityFilters
from registry.api.schemas.notice import NoticeFilters, ProcurementFilters
from registry.api.schemas.plan import PlanFilters
from registry.api.schemas.product import ProductFilters
from registry.api.schemas.supplier import SupplierFilters
from registry.api.schemas.system import SystemFilters
from registry.api.session import session
from registry.exports import bundle, delimited, json_lines, workbooks
from registry.exports.changes import CHANGES
from registry.exports.columns import Edition, Export
from registry.exports.contracts import CONTRACTS
from registry.exports.joint_opportunities import JOINT_OPPORTUNITIES, joint_partitions
from registry.exports.notices import NOTICES
from registry.exports.ocds_releases import package, releases
from registry.exports.opportunities import OPPORTUNITIES, all_opportunities
from registry.exports.organisations import AUTHORITIES, SUPPLIERS
from registry.exports.plans import PLANS
from registry.exports.procurements import PROCUREMENTS
from registry.exports.products import PRODUCTS
from registry.exports.renewals import RENEWALS
from registry.exports.rows import Values, partitions
from registry.exports.services import SERVICES
from registry.exports.systems import SYSTEMS
from registry.queries.contracts import contract_by_id, contracts_matching

blp = Blueprint("exports", "Open data: lists as files, contracts as OCDS releases, and all of it as one bundle")
FORMATS: dict[str, tuple[str, Callable[[Export, Iterable[list[Values]]], Iterator[bytes]]]] = {
    "csv": (delimited.MEDIA_TYPE, delimited.csv_chunks),
    "jsonl": (json_lines.MEDIA_TYPE, json_lines.json_chunks),
    "xlsx": (workbooks.MEDIA_TYPE, workbooks.workbook_chunks),
}
Rows = Callable[[Session], Iterator[list[Values]]]
_SUFFIX = {
    "name": "suffix",
    "in": "path",
    "required": True,
    "description": "`csv`, `jsonl` (JSON Lines) or `xlsx`, all with the same columns.",
    "schema": {"type": "string", "enum": list(FORMATS)},
}
_FILE = {"type": "string", "format": "binary"}


@dataclass(frozen=True, slots=True)
class Listing:
    """A list that can be had as a file: its export, and the view and the filters that it is had as pages by."""

    export: Export
    view: type[MethodView]
    filters: type[Schema]


LISTINGS = (
    Listing(AUTHORITIES, authorities.Authorities, authorities.AuthorityFilters),
    Listing(SERVICES, services.Services, services.ServiceFilters),
    Listing(PRODUCTS, products.Products, ProductFilters),
    Listing(SUPPLIERS, suppliers.Suppliers, SupplierFilters),
    Listing(SYSTEMS, systems.Systems, SystemFilters),
    Listing(CONTRACTS, contracts.Contracts, ContractFilters),
    Listing(NOTICES, notices.Notices, NoticeFilters),
    Listing(PROCUREMENTS, procurements.Procurements, ProcurementFilters),
    Listing(OPPORTUNITIES, opportunities.Opportunities, opportunities.OpportunityFilters),
    Listing(RENEWALS, renewals.RenewalList, renewals.RenewalFilters),
    Listing(JOINT_OPPORTUNITIES, joint_opportunities.JointOpportunities, JointOpportunityFilters),
    Listing(PLANS, plans.Plans, PlanFilters),
    Listing(CHANGES, changes.Changes, changes.ChangeFilters),
)


def _export(listing: Listing) -> None:
    """Add the files of a list: they take its filters, and hold all that it would show page by page."""
    export, asked = listing.export, unwrap(listing.view.get)  # type: ignore[attr-defined]

    @blp.route(f"/{export.name}.<suffix>", endpoint=export.name, parameters=[_SUFFIX])
    class ListAsFile(MethodView):
        @blp.doc(summary=f"Export {export.name} as CSV, JSON Lines or XLSX")
        @blp.arguments(listing.filters(), location="query")
        @blp.response(200, _FILE, content_type="text/csv")
        @blp.alt_response(200, schema=_FILE, content_type=json_lines.MEDIA_TYPE, success=True)
        @blp.alt_response(200, schema=_FILE, content_type=workbooks.MEDIA_TYPE, success=True)
        @blp.alt_response(404, description="There is no such kind of file.")
        def get(self, filters: dict[str, Any], suffix: str) -> Response:
            if suffix not in FORMATS:
                abort(404)
            with as_public():
                rows = _rows(export, asked(None, filters), suffix)
            media_type, write = FORMATS[suffix]
            name = f"thirty3-{export.name}-{today()}.{suffix}"
            return download(lambda own: write(export, rows(own)), name, media_type)


def _rows(export: Export, found: Any, suffix: str) -> Rows:
    """Return what reads the rows of all that a list's view answers."""
    if export is JOINT_OPPORTUNITIES:  # which are there already, fewer than contracts
        seen = replace(edition(), on=found.on)
        return lambda own: joint_partitions(own, found.opportunities, seen, found.asked)
    query, now = _seen(found, edition())
    if suffix == "xlsx":
        refuse_too_many(query, workbooks.MOST_ROWS)
    return lambda own: partitions(own, export, query, now)


def _seen(found: Any, now: Edition) -> tuple[Select[Any], Edition]:
    """Return what a list's view asks for, and when it is seen from: renewals and opportunities may name another day."""
    if isinstance(found, renewals.Renewals):
        return found.contracts, replace(now, on=found.on)
    if isinstance(found, opportunities.Listing):
        wanted = found.wanted
        return all_opportunities(wanted, found.sort), replace(now, at=wanted.at, on=wanted.on)
    return found, now


for each in LISTINGS:
    _export(each)


@blp.route("/ocds/releases.jsonl")
class Releases(MethodView):
    @blp.arguments(ContractFilters(), location="query")
    @blp.response(200, _FILE, content_type=json_lines.MEDIA_TYPE)
    def get(self, filters: dict[str, Any]) -> Response:
        """Export contracts as OCDS releases, one a line"""
        query, now = contracts_matching(**resolved(filters)), edition()
        name = f"thirty3-ocds-releases-{now.on}.jsonl"
        return download(
            lambda own: (b"".join(map(json_lines.json_line, many)) for many in releases(own, query, now)),
            name,
            json_lines.MEDIA_TYPE,
        )


@blp.route("/contracts/<contract_id>/ocds")
class ContractAsOcds(MethodView):
    @blp.response(200, {"type": "object"})
    @blp.alt_response(304, description="It is as you have it.")
    @blp.alt_response(308, description="It was merged into another contract, whose link is in `Location`.")
    @blp.alt_response(404, description="No contract has this id, or its authority rejected it.")
    def get(self, contract_id: str) -> Response:
        """Show a contract as an OCDS release package"""
        contract = session().scalar(contract_by_id(contract_id)) or abort(404)
        if contract.merged_into_id:
            return redirect(f"/api/v1/contracts/{contract.merged_into_id}/ocds", 308)  # type: ignore[return-value]
        if not contract.is_listed:
            abort(404)
        now = edition()
        (found,) = next(releases(session(), contract_by_id(contract.id), now))
        uri = f"{now.public_url}/api/v1/contracts/{contract.id}/ocds"
        return conditional(contract, f"{contract.id}-ocds", package(found, uri, now))


@blp.route("/bundle.zip")
class Bundle(MethodView):
    @blp.response(200, _FILE, content_type=bundle.MEDIA_TYPE)
    def get(self) -> Response:
        """Download everything as one archive of CSV files and OCDS releases"""
        now = edition()
        name = f"{bundle.bundle_name(now)}.zip"
        return download(lambda own: bundle.bundle_chunks(own, now), name, bundle.MEDIA_TYPE)
