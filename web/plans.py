"""`/plans` and `/plans/<key>`: joint procurements that authorities work on, as far as everyone may know."""

from flask import abort, render_template

from registry.api.plan_pages import line_of, page_of
from registry.api.session import session
from registry.models import Contract, Plan
from registry.planning.readers import Reader
from registry.plans import OPEN, PlanAudience
from registry.queries import coverage
from registry.queries.contracts import contracts_matching
from registry.queries.plans import plan_by_id, plans_matching
from registry.roles import PUBLIC
from web.asking import asked_choice
from web.blueprint import blp
from web.documents import authority_names
from web.facts import contract_rows
from web.joint_pages import is_there
from web.paging import listed

STAGES = {
    "forming": ("forming", "Authorities are asked, and say whether they come along."),
    "agreed": ("agreed", "At least two are committed, and it is written down what they need."),
    "procuring": ("procuring", "The tender notice is out: suppliers answer the tender."),
    "awarded": ("awarded", "It is decided who is to supply it."),
    "closed": ("closed", "The new contract is in place."),
    "abandoned": ("given up", "It goes no further."),
}
"""How far a plan is: what it is called, and what that means."""


@blp.get("/plans")
def plans() -> str:
    """Show the plans that their members made public, soonest to start first."""
    authorities = {each.slug: each for each in session().scalars(coverage.authorities())}
    services = {each.id: each.name for each in session().scalars(coverage.services())}
    slug, service = asked_choice("authority", authorities), asked_choice("service", services)
    stage = asked_choice("stage", STAGES)
    query = plans_matching(
        PUBLIC,
        authority=[authorities[slug].gss] if slug else None,
        service=[service] if service else None,
        stage=[stage] if stage else None,
    )
    found = listed(query)
    return render_template(
        "web/plans.html",
        found=found,
        rows=[line_of(each) for each in found.items],
        stages=STAGES,
        chosen={"service": service, "authority": slug, "stage": stage},
        choices={
            "service": services,
            "authority": {each: of.short_name for each, of in authorities.items()},
            "stage": {each: called for each, (called, _) in STAGES.items()},
        },
    )


@blp.get("/plans/<key>")
def plan(key: str) -> str:
    """Show a public plan; one that is not public is not told of."""
    plan: Plan = session().scalar(plan_by_id(key)) or abort(404)
    if plan.audience != PlanAudience.public:
        abort(404)
    shown = page_of(plan, Reader.public)
    if shown["opportunity"] and not is_there(shown["opportunity"]):
        shown["opportunity"] = None
    contracts = contracts_matching().where(Contract.id.in_([each["id"] for each in shown["contracts"]]))
    return render_template(
        "web/plan.html",
        plan=shown,
        rows=contract_rows(session().scalars(contracts).all()),
        stage=STAGES[plan.stage],
        stages=STAGES,
        is_open=plan.stage in OPEN,
        called=authority_names(),
    )
