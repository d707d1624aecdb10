"""`/contracts/<key>`: one contract, and for each field who says it, where and when."""

from flask import abort, redirect, render_template, url_for
from werkzeug import Response

from registry.api.clock import today
from registry.api.renewals import renewal_of
from registry.api.session import session
from registry.models import Contract
from registry.provenance import weighed
from registry.queries.contracts import contract_by_id, family_of, statements_about, systems_under
from registry.queries.notices import notices_matching
from web import queries
from web.blueprint import blp
from web.documents import public
from web.facts import words_about
from web.history import history_of
from web.life import life_of

NOTICES = 50
"""How many notices and contracts of one procurement are shown."""


@blp.get("/contracts/<key>")
def contract(key: str) -> str | Response:
    """Show a contract; one that was merged leads to the one that it became."""
    contract: Contract = session().scalar(contract_by_id(key)) or abort(404)
    if contract.merged_into_id:
        return redirect(url_for("pages.contract", key=contract.merged_into_id), 308)
    family = session().scalars(family_of(contract.id)).all()
    statements = public(session().scalars(statements_about(*family)))
    found = weighed(statements)
    fields = found.fields
    notices = notices_matching(ocid=contract.ocid).limit(NOTICES)
    known = words_about(statements, fields, found.set_aside)
    return render_template(
        "web/contract.html",
        contract=contract,
        known=known,
        life=life_of(known),
        renewal=renewal_of(contract, today(), fields),
        cpv=session().scalars(queries.cpv_named(contract.cpv)).all(),
        systems=session().scalars(systems_under(contract.id)).all(),
        notices=session().scalars(notices).all() if contract.ocid else [],
        history=history_of("contract", contract.id),
    )
