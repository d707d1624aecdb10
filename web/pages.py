"""The pages. Each asks the registry, and says it in a template."""

from flask import abort, render_template

from registry.api.cached import once_a_minute
from registry.api.clock import today
from registry.api.session import session
from registry.queries.renewals import renewals_matching
from web import (
    contracts,
    coverage,
    finding,
    joint_procurement,
    labels,
    opportunities,
    organisations,
    plans,
    procurements,
    products,
    queries,
    services,
    settling,
    systems,
    values,
    watch_mail,
    words,
)
from web.blueprint import blp
from web.facts import contract_rows
from web.paging import listed
from web.sources import portals

__all__ = [
    "blp",
    "contracts",
    "coverage",
    "finding",
    "joint_procurement",
    "opportunities",
    "organisations",
    "plans",
    "procurements",
    "products",
    "services",
    "settling",
    "systems",
    "watch_mail",
]

PRESSING = ("act_now", "due")
SOON = 6
"""How many renewals are shown where there is more to show."""

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
        sources=portals(),
    )


@blp.get("/renewals")
def renewals() -> str:
    """Show what must be replaced soon, most pressing first."""
    found = listed(renewals_matching(today(), state=PRESSING))
    return render_template("web/renewals.html", found=found, rows=contract_rows(found.items))


@blp.get("/<outside_api:_path>")
def nowhere(_path: str) -> str:
    """Say that there is no such page."""
    abort(404)
