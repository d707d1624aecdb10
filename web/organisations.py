"""`/authorities/<key>` and `/suppliers/<key>`: who buys, and who sells."""

from flask import abort, redirect, render_template, url_for
from werkzeug import Response

from registry.api.clock import today
from registry.api.session import session
from registry.api.supplier_pages import supplier_page
from registry.claims import FRESH_FOR
from registry.models import Authority, Service, Supplier
from registry.queries.authorities import authority_by_code, notice_counts
from registry.queries.estates import systems_by_status
from registry.queries.suppliers import supplier_by_id
from web import queries
from web.blueprint import blp
from web.facts import SystemRow, by_first, contract_rows, system_rows
from web.paging import listed

SIZE = 50
SYSTEMS = 50
"""How many systems of one authority are shown; the list of systems has them all."""


@blp.get("/authorities/<key>")
def authority(key: str) -> str:
    """Show an authority's systems and contracts, service by service, and what is not known of it."""
    authority: Authority = session().scalar(authority_by_code(key)) or abort(404)
    estate = session().execute(queries.estate_counts(authority.gss, today(), today() - FRESH_FOR)).one()
    found = listed(queries.contracts_by_service(authority.gss), SIZE, estate.contracts)
    rows = contract_rows(found.items)
    used = _used(authority.gss) if found.page == 1 else []
    return render_template(
        "web/authority.html",
        authority=authority,
        found=found,
        groups=by_first((row.contract.service, row) for row in rows),
        systems=used[:SYSTEMS],
        has_more_systems=len(used) > SYSTEMS,
        estate=estate,
        system_counts=dict(session().execute(systems_by_status(authority.gss)).all()),
        unknown=session().scalars(queries.services_unknown(authority.gss)).all(),
        notices=session().execute(notice_counts(authority.gss)).one(),
    )


@blp.get("/suppliers/<key>")
def supplier(key: str) -> str | Response:
    """Show the contracts that a supplier holds, and apart from these what it says of itself."""
    supplier: Supplier = session().scalar(supplier_by_id(key)) or abort(404)
    if supplier.merged_into_id:
        return redirect(url_for("pages.supplier", key=supplier.merged_into_id), 308)
    found = listed(queries.contracts_running_first(today(), supplier=supplier.id), SIZE)
    page = supplier_page(supplier)
    own = page["own_words"]
    services = queries.services_called(own.get("services", [])) if own else None
    return render_template(
        "web/supplier.html",
        supplier=supplier,
        page=page,
        found=found,
        rows=contract_rows(found.items),
        own=own,
        own_services=session().scalars(services).all() if services is not None else [],
    )


def _used(gss: str) -> list[tuple[Service | None, SystemRow]]:
    """Return the systems of an authority as rows, each with a service that it is for; one more than are shown."""
    pairs = session().execute(queries.systems_by_service(gss).limit(SYSTEMS + 1)).all()
    return list(zip((service for _, service in pairs), system_rows(system for system, _ in pairs), strict=True))
