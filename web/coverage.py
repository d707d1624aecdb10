"""`/coverage`: how much of the estate is known, and what is not."""

from collections import Counter

from flask import current_app, render_template

from registry.api.clock import now
from registry.api.coverage_counts import counted, counted_sources
from registry.api.session import session
from registry.coverage import Known, known_pairs, missing
from registry.queries import coverage as queries
from registry.queries.coverage import Within
from scrapers.health_reading import healths
from scrapers.sources import everything
from web.blueprint import blp
from web.words import PORTALS


@blp.get("/coverage")
def coverage() -> str:
    """Show what is known of each authority, for each service and from each source."""
    found, sources = counted(Within()), counted_sources()
    authorities, services = session().scalars(queries.authorities()).all(), session().scalars(queries.services()).all()
    pairs = known_pairs(found.cells)
    registers = {gss: said_on for gss, said_on, _ in session().execute(queries.registers())}
    read = {each["name"] for each in sources if each["kind"] == "portal" and each["whole_until"]}
    lacking = missing(
        [each.gss for each in authorities],
        [each.id for each in services],
        found.cells,
        registers=registers,
        unread=[PORTALS.get(name, name) for name in current_app.extensions["scraping"].urls if name not in read],
    )
    served, serving = Counter(gss for gss, _ in pairs), Counter(service for _, service in pairs)
    by_authority = [
        (each, found.authorities.get(each.gss, Known()), served[each.gss], registers.get(each.gss))
        for each in authorities
    ]
    by_service = [(each, found.services.get(each.id, Known()), serving[each.id]) for each in services]
    return render_template(
        "web/coverage.html",
        total=found.total,
        by_authority=by_authority,
        by_service=by_service,
        sources=sources,
        healths={name: health for name, (health, _) in healths(session(), everything(), now()).items()},
        missing=lacking,
    )
