"""`/contracts`: who buys what from whom, and until when."""

from typing import Any

from flask import Response, abort, redirect
from flask.views import MethodView
from sqlalchemy import Select

from registry.api.auth import needs, own_authority, speaking_for
from registry.api.blueprint import Blueprint
from registry.api.clock import today
from registry.api.conditional import conditional
from registry.api.contract_breaks import keep_break
from registry.api.contract_claims import contract_claims
from registry.api.pagination import SelectPage
from registry.api.references import resolved
from registry.api.renewals import renewal_of
from registry.api.schemas.contract import ContractDetailSchema, ContractFilters, ContractSchema
from registry.api.schemas.correction import NewContract
from registry.api.schemas.option_proposal import with_call
from registry.api.seen import contract_as_seen, heard, sources_of
from registry.api.session import session
from registry.api.writing import say, told_whole
from registry.identities import public_id
from registry.models import Contract
from registry.queries.contracts import contract_by_id, contracts_matching, family_of, statements_about, systems_under
from registry.roles import Scope
from registry.supplier_names import name_key

blp = Blueprint("contracts", "What authorities buy from suppliers, and until when")
_CONTRACT = ContractSchema()
_MORE = ContractDetailSchema(
    only=("service_words", "renewal", "proposed_options", "sources", "systems", "merged", "is_listed")
)


@blp.route("/contracts")
class Contracts(MethodView):
    @blp.arguments(ContractFilters(), location="query")
    @blp.response(200, ContractSchema(many=True))
    @blp.paginate(SelectPage)
    def get(self, filters: dict[str, Any]) -> Select[Contract]:
        """List contracts, soonest to end first"""
        return contracts_matching(**resolved(filters))

    @needs(Scope.estate)
    @blp.arguments(NewContract())
    @blp.response(201, ContractDetailSchema())
    @blp.alt_response(409, description="It is known already: correct it.")
    def post(self, body: dict[str, Any]) -> Response:
        """Tell of a contract that no source has told of"""
        claims = contract_claims(body)
        keep_break({}, claims)
        gss = speaking_for(claims.get("authorities") or own_authority())
        claims = {"authorities": [gss], "status": "active", **claims}
        told = claims.get("reference") or f"{name_key(claims['title'])} {claims.get('starts_on')}"
        contract_id = public_id("contract", gss, told)
        if session().get(Contract, contract_id):
            abort(409, f"This contract is known already: correct /api/v1/contracts/{contract_id}.")
        say("contract", contract_id, gss, "tell", claims, told_whole(body, claims, "title"))
        response = shown(contract_id)
        response.status_code, response.headers["Location"] = 201, f"/api/v1/contracts/{contract_id}"
        return response


@blp.route("/contracts/<contract_id>")
class ContractById(MethodView):
    @blp.response(200, ContractDetailSchema())
    @blp.alt_response(304, description="It is as you have it.")
    @blp.alt_response(308, description="It was merged into another contract, whose link is in `Location`.")
    @blp.alt_response(404, description="No contract has this id.")
    def get(self, contract_id: str) -> Response:
        """Show a contract, with the source and age of every field"""
        return shown(contract_id)


def shown(contract_id: str) -> Response:
    """Return a contract as the one who asks may see it; one that was merged redirects."""
    contract: Contract = session().scalar(contract_by_id(contract_id)) or abort(404)
    if contract.merged_into_id:
        return redirect(f"/api/v1/contracts/{contract.merged_into_id}", 308)  # type: ignore[return-value]
    return conditional(contract, contract.id, _detail(contract))


def _detail(contract: Contract) -> dict[str, Any]:
    ocids: dict[str, str | None] = dict(session().execute(family_of(contract.id)).all())
    systems = session().scalars(systems_under(contract.id)).all()
    statements = session().scalars(statements_about(*ocids)).all()
    if not heard(statements):
        abort(404)
    contract, fields = contract_as_seen(contract, statements)
    renewal = renewal_of(contract, today(), fields)
    more = {
        "service_words": contract.service_words,
        "renewal": renewal,
        "proposed_options": with_call(renewal["proposal"], contract.id),
        "sources": sources_of(fields, statements, ocids),
        "systems": systems,
        "merged": sorted(ocids.keys() - {contract.id}),
        "is_listed": contract.is_listed,
    }
    return {**_CONTRACT.dump(contract), **_MORE.dump(more)}
