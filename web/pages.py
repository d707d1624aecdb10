"""The pages. Each asks the registry, and says it in a template."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from flask import abort, current_app, redirect, render_template, url_for
from sqlalchemy import Row, select
from werkzeug import Response

from registry.api.clock import now, today
from registry.api.renewals import renewal_of
from registry.api.session import session
from registry.models import Service, Source
from registry.provenance import believed
from registry.queries.authorities import authority_by_code, estate_counts, notice_counts
from registry.queries.contracts import contract_by_id, contracts_matching, statements_about
from registry.queries.notices import notices_matching
from registry.queries.procurements import open_on, procurement_by_ocid, procurements_matching
from registry.queries.renewals import renewals_matching
from registry.queries.services import buyers_for, service_by_id
from registry.queries.suppliers import supplier_by_id
from scrapers.sources import all_sources
from web import finding, queries, words
from web.blueprint import blp
from web.facts import ContractRow, contract_rows, words_about
from web.paging import listed

__all__ = ["blp", "finding"]

PRESSING = ("act_now", "due")
SOON = 6
"""How many renewals, and how many plans, are shown where there is more to show."""
NOTICES = 50
"""How many notices and contracts of one procurement are shown."""

blp.add_app_template_filter(words.day)
blp.add_app_template_filter(words.moment)
blp.add_app_template_filter(words.money)
blp.add_app_template_filter(words.number)
blp.add_app_template_filter(words.notice_kind)
blp.add_app_template_test(words.is_web, "web")
blp.context_processor(lambda: {"words": words})


@blp.get("/")
def home() -> str:
    """Show what there is to know."""
    soon = session().scalars(renewals_matching(today(), state=PRESSING).limit(SOON)).all()
    return render_template(
        "web/home.html",
        soon=contract_rows(soon),
        services=_service_counts(),
        authorities=session().execute(queries.authority_counts()).all(),
        sources=[_source(name) for name in all_sources()],
    )


@blp.get("/renewals")
def renewals() -> str:
    """Show what must be replaced soon, most pressing first."""
    found = listed(renewals_matching(today(), state=PRESSING))
    return render_template("web/renewals.html", found=found, rows=contract_rows(found.items))


@blp.get("/services/<key>")
def service(key: str) -> str:
    """Show who has which contracts for a service."""
    service = session().scalar(service_by_id(key)) or abort(404)
    found = listed(queries.contracts_running_first(today(), service=service.id))
    return render_template(
        "web/service.html",
        service=service,
        found=found,
        rows=contract_rows(found.items),
        buyers=session().execute(buyers_for(service.id)).all(),
    )


@blp.get("/authorities/<key>")
def authority(key: str) -> str:
    """Show an authority's contracts, service by service."""
    authority = session().scalar(authority_by_code(key)) or abort(404)
    found = listed(queries.contracts_by_service(authority.gss), 50)
    return render_template(
        "web/authority.html",
        authority=authority,
        found=found,
        groups=_by_service(contract_rows(found.items)),
        estate=session().execute(estate_counts(authority.gss, today())).one(),
        notices=session().execute(notice_counts(authority.gss)).one(),
    )


@blp.get("/suppliers/<key>")
def supplier(key: str) -> str | Response:
    """Show the contracts that a supplier holds."""
    supplier = session().scalar(supplier_by_id(key)) or abort(404)
    if supplier.merged_into_id:
        return redirect(url_for("pages.supplier", key=supplier.merged_into_id), 308)
    found = listed(queries.contracts_running_first(today(), supplier=supplier.id))
    return render_template("web/supplier.html", supplier=supplier, found=found, rows=contract_rows(found.items))


@blp.get("/contracts/<key>")
def contract(key: str) -> str:
    """Show a contract, and for each field who says it, where and when."""
    contract = session().scalar(contract_by_id(key)) or abort(404)
    fields = believed(session().scalars(statements_about(contract.id)))
    notices = notices_matching(ocid=contract.ocid).limit(NOTICES)
    return render_template(
        "web/contract.html",
        contract=contract,
        fields=fields,
        said=words_about(contract, fields),
        renewal=renewal_of(contract, today(), fields),
        cpv=session().scalars(queries.cpv_named(contract.cpv)).all(),
        notices=session().scalars(notices).all() if contract.ocid else [],
    )


@blp.get("/procurements/<path:ocid>")
def procurement(ocid: str) -> str:
    """Show a procurement with its notices and contracts."""
    return render_template(
        "web/procurement.html",
        procurement=session().scalar(procurement_by_ocid(ocid)) or abort(404),
        notices=session().scalars(notices_matching(ocid=ocid).limit(NOTICES)).all(),
        rows=contract_rows(session().scalars(contracts_matching(ocid=ocid).limit(NOTICES)).all()),
    )


@blp.get("/opportunities")
def opportunities() -> str:
    """Show what a supplier can answer now, and what is planned."""
    planned = procurements_matching(stage=["planning"], technology=True).limit(SOON)
    return render_template(
        "web/opportunities.html",
        found=listed(open_on(procurements_matching(technology=True, sort="closes_at"), now())),
        planned=session().scalars(planned).all(),
        sources=[_source(name) for name in all_sources()],
    )


@blp.get("/<outside_api:_path>")
def nowhere(_path: str) -> str:
    """Say that there is no such page."""
    abort(404)


def _service_counts() -> Sequence[Row[Service, int, int]]:
    """Return the services with their counts, counted once a minute: over 100,000 contracts that takes 0.4 seconds."""
    minute = now().replace(second=0, microsecond=0)
    counted_at, counts = current_app.extensions.get("service_counts", (None, ()))
    if counted_at != minute:
        counts = session().execute(queries.service_counts()).all()
        current_app.extensions["service_counts"] = (minute, counts)
    return counts


def _by_service(rows: list[ContractRow]) -> Iterator[tuple[Service | None, list[ContractRow]]]:
    return ((service, list(of)) for service, of in groupby(rows, lambda row: row.contract.service))


def _source(name: str) -> dict[str, object]:
    return {
        "title": words.PORTALS[name],
        "notices": session().scalar(queries.notices_kept(name)),
        "latest_at": session().scalar(queries.latest_notice(name)),
        "whole_until": session().scalar(select(Source.whole_until).where(Source.name == name)),
    }
