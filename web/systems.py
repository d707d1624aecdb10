"""`/systems` and `/systems/<key>`: who uses what."""

from typing import Any

from flask import abort, render_template
from sqlalchemy import select

from registry.api.clock import today
from registry.api.session import session
from registry.models import System
from registry.provenance import believed
from registry.queries import coverage
from registry.queries.contracts import statements_about
from registry.queries.systems import successors_of, system_by_id, systems_matching
from web import queries
from web.asking import asked_choice, asked_text
from web.blueprint import blp
from web.documents import public
from web.facts import contract_rows, system_rows, words_about
from web.history import history_of
from web.paging import listed
from web.words import SYSTEM_STATUSES

SIZE = 50
CONTRACTS = 50
"""How many contracts of one system are shown."""


@blp.get("/systems")
def systems() -> str:
    """Show who uses what: by the name of a system or a product, by service, by authority."""
    authorities = {each.slug: each for each in session().scalars(coverage.authorities())}
    services = {each.id: each.name for each in session().scalars(coverage.services())}
    name, slug = asked_text("name"), asked_choice("authority", authorities)
    service, status = asked_choice("service", services), asked_choice("status", SYSTEM_STATUSES)
    query = systems_matching(
        name=name or None,
        service=[service] if service else None,
        authority=[authorities[slug].gss] if slug else None,
        status=[status] if status else None,
    )
    found = listed(query, SIZE)
    return render_template(
        "web/systems.html",
        found=found,
        rows=system_rows(found.items),
        name=name,
        chosen={"service": service, "authority": slug, "status": status},
        choices={"service": services, "authority": {each: of.short_name for each, of in authorities.items()}},
    )


@blp.get("/systems/<key>")
def system(key: str) -> str:
    """Show a system, and for each field who says it, where and when."""
    system: System = session().scalar(system_by_id(key)) or abort(404)
    statements = public(session().scalars(statements_about(system.id, kind="system")))
    fields = believed(statements)
    contracts = queries.contracts_under(system.id, today()).limit(CONTRACTS)
    return render_template(
        "web/system.html",
        system=system,
        known=words_about(statements, fields),
        row=system_rows([system])[0],
        rows=contract_rows(session().scalars(contracts).all()),
        replaces=_called(system.replaces),
        replaced_by=session().scalars(successors_of(system.id)).all(),
        history=history_of("system", system.id),
    )


def _called(replaces: list[str]) -> list[tuple[str, str | None]]:
    """Return what a system took over from: names, each with the id of its page where it has one."""
    listed = select(System.id, System.name).where(System.id.in_(replaces), System.is_listed)
    names: dict[str, Any] = dict(session().execute(listed).all())
    return [(names.get(each, each), each if each in names else None) for each in replaces]
