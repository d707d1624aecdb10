"""`/contracts/{id}/…`: what an authority says of its contract, each with one call."""

from datetime import date, timedelta
from typing import Any

from flask import Response, abort
from flask.views import MethodView

from registry.api.auth import needs, speaking_for
from registry.api.blueprint import Blueprint
from registry.api.clock import today
from registry.api.contract_claims import contract_claims
from registry.api.contracts import shown
from registry.api.schemas.contract import ContractDetailSchema
from registry.api.schemas.correction import Confirmation, ContractCorrection, DecisionIn, OptionsIn, Rejection
from registry.api.session import session
from registry.api.writing import confirmable, keep_authorities, require_match, say
from registry.models import Contract
from registry.months import add_months
from registry.options import months_newly_taken, read_options
from registry.queries.contracts import contract_by_id, family_of, statements_about
from registry.roles import Scope

blp = Blueprint("contract words", "What an authority says of its contracts")
WRITTEN = ContractDetailSchema()


def own_contract(contract_id: str) -> tuple[Contract, str]:
    """Return a contract, and the authority for which the actor writes to it.

    404 when there is none, 403 when it is another authority's, 412 or 428 when it was not read before.
    """
    contract: Contract = session().scalar(contract_by_id(contract_id)) or abort(404)
    gss = speaking_for([each.gss for each in contract.authorities])
    if contract.merged_into_id:
        abort(409, f"It was merged: write to /api/v1/contracts/{contract.merged_into_id}.")
    require_match(contract, contract.id, "contract")
    return contract, gss


@blp.route("/contracts/<contract_id>/confirm")
class ContractConfirmation(MethodView):
    @needs(Scope.estate)
    @blp.arguments(Confirmation())
    @blp.response(200, WRITTEN)
    @blp.changes
    def post(self, body: dict[str, Any], contract_id: str) -> Response:
        """Confirm what is known of a contract, or some fields of it"""
        contract, gss = own_contract(contract_id)
        ids = session().execute(family_of(contract.id)).scalars()
        statements = session().scalars(statements_about(*ids)).all()
        claims = confirmable(statements, gss, body.get("fields_"))
        say("contract", contract.id, gss, "confirm", {**claims, **restored(contract)}, body)
        return shown(contract.id)


@blp.route("/contracts/<contract_id>/correct")
class ContractCorrecting(MethodView):
    @needs(Scope.estate)
    @blp.arguments(ContractCorrection())
    @blp.response(200, WRITTEN)
    @blp.changes
    def post(self, body: dict[str, Any], contract_id: str) -> Response:
        """Correct fields of a contract; the authority's word stays, whatever notices say later"""
        contract, gss = own_contract(contract_id)
        claims = contract_claims(body)
        if not claims:
            abort(422, "Give at least one field to correct.")
        keep_authorities(contract, claims)
        say("contract", contract.id, gss, "correct", claims, body)
        return shown(contract.id)


@blp.route("/contracts/<contract_id>/options")
class ContractOptions(MethodView):
    @needs(Scope.estate)
    @blp.arguments(OptionsIn())
    @blp.response(200, WRITTEN)
    @blp.changes
    def post(self, body: dict[str, Any], contract_id: str) -> Response:
        """Say which options a contract has, and which are taken; its end moves by those newly taken"""
        contract, gss = own_contract(contract_id)
        claims = contract_claims(body)
        if "ends_on" not in claims and (later := _later_end(contract, body["options"])):
            claims["ends_on"] = later.isoformat()
        say("contract", contract.id, gss, "options", claims, body)
        return shown(contract.id)


@blp.route("/contracts/<contract_id>/decision")
class ContractDecision(MethodView):
    @needs(Scope.estate)
    @blp.arguments(DecisionIn())
    @blp.response(200, WRITTEN)
    @blp.changes
    def post(self, body: dict[str, Any], contract_id: str) -> Response:
        """Declare what the authority will do when a contract ends"""
        contract, gss = own_contract(contract_id)
        decided_on = body.get("decided_on") or today()
        if decided_on > today() + timedelta(days=1):
            abort(422, "decided_on: give a day that has come.")
        decision = {"decision": body["decision"], "decided_on": decided_on.isoformat(), "reason": body.get("reason")}
        say("contract", contract.id, gss, "decide", {"decision": decision}, body)
        return shown(contract.id)


@blp.route("/contracts/<contract_id>/reject")
class ContractRejection(MethodView):
    @needs(Scope.estate)
    @blp.arguments(Rejection())
    @blp.response(200, WRITTEN)
    @blp.changes
    def post(self, body: dict[str, Any], contract_id: str) -> Response:
        """Say that a contract is not this authority's; it stays rejected until it is confirmed"""
        contract, gss = own_contract(contract_id)
        say("contract", contract.id, gss, "reject", {"is_rejected": True}, body)
        return shown(contract.id)


def restored(contract: Contract) -> dict[str, bool]:
    """Return the claim that takes a rejection back, where there is one."""
    return {} if contract.is_listed else {"is_rejected": False}


def _later_end(contract: Contract, options: list[dict[str, Any]]) -> date | None:
    months = months_newly_taken(read_options(contract.options), read_options(options))
    return add_months(contract.ends_on, months) if contract.ends_on and months else None
