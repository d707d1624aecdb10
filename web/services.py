"""`/services/<key>`: who uses what for a service, who has which contracts, and who sells how much of it."""

from flask import abort, render_template

from registry.api.cached import once_a_minute
from registry.api.clock import today
from registry.api.markets import market_of
from registry.api.session import session
from registry.models import Service
from registry.queries.services import buyers_for, service_by_id
from registry.queries.systems import systems_matching
from web import queries
from web.blueprint import blp
from web.facts import contract_rows, system_rows
from web.paging import listed

SIZE = 50
SYSTEMS = 50
"""How many systems are shown; the list of systems has them all."""


@blp.get("/services/<key>")
def service(key: str) -> str:
    """Show who uses what for a service, from whom and until when."""
    service: Service = session().scalar(service_by_id(key)) or abort(404)
    found = listed(queries.contracts_running_first(today(), service=service.id), SIZE)
    used = systems_matching(service=[service.id]).order_by(None).order_by(*queries.in_use_first()).limit(SYSTEMS + 1)
    systems = session().scalars(used).all()
    return render_template(
        "web/service.html",
        service=service,
        found=found,
        rows=contract_rows(found.items),
        systems=system_rows(systems[:SYSTEMS]) if found.page == 1 else [],
        has_more_systems=len(systems) > SYSTEMS,
        buyers=session().execute(buyers_for(service.id)).all(),
        market=once_a_minute(f"market of {service.id}", lambda: market_of(service.id)),
    )
