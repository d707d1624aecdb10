"""The pages. Each asks the registry, and says it in a template."""

from flask import abort, render_template
from sqlalchemy import select

from registry.api.clock import now, today
from registry.api.session import session
from registry.models import Source
from registry.queries.contracts import contracts_matching
from registry.queries.notices import notices_matching
from registry.queries.procurements import open_on, procurement_by_ocid, procurements_matching
from registry.queries.renewals import renewals_matching
from scrapers.sources import all_sources
from web import (
    contracts,
    coverage,
    finding,
    labels,
    organisations,
    products,
    queries,
    services,
    settling,
    systems,
    values,
    words,
)
from web.blueprint import blp
from web.cached import once_a_minute
from web.facts import contract_rows
from web.paging import listed

__all__ = ["blp", "contracts", "coverage", "finding", "organisations", "products", "services", "settling", "systems"]

PRESSING = ("act_now", "due")
SOON = 6
"""How many renewals, and how many plans, are shown where there is more to show."""
NOTICES = 50
"""How many notices and contracts of one procurement are shown."""

for each in (words.day, words.moment, words.money, words.yearly, words.number, words.notice_kind):
    blp.add_app_template_filter(each)
blp.add_app_template_filter(values.options_in_words)
blp.add_app_template_test(words.is_web, "web")
blp.context_processor(lambda: {"words": words, "labels": labels})


@blp.get("/")
def home() -> str:
    """Show what there is to know."""
    soon = session().scalars(renewals_matching(today(), state=PRESSING).limit(SOON)).all()
    count = session().execute
    return render_template(
        "web/home.html",
        soon=contract_rows(soon),
        services=once_a_minute("service_counts", lambda: count(queries.service_counts()).all()),
        authorities=once_a_minute("authority_counts", lambda: count(queries.authority_counts()).all()),
        sources=[_source(name) for name in all_sources()],
    )


@blp.get("/renewals")
def renewals() -> str:
    """Show what must be replaced soon, most pressing first."""
    found = listed(renewals_matching(today(), state=PRESSING))
    return render_template("web/renewals.html", found=found, rows=contract_rows(found.items))


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


def _source(name: str) -> dict[str, object]:
    return {
        "title": words.PORTALS[name],
        "notices": session().scalar(queries.notices_kept(name)),
        "latest_at": session().scalar(queries.latest_notice(name)),
        "whole_until": session().scalar(select(Source.whole_until).where(Source.name == name)),
    }
