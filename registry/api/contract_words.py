"""`/contracts/{id}/…`: what an authority says of its contract, each with one call."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from flask import Response, abort
from flask.views import MethodView

from registry.api.auth import needs, speaking_for
from registry.api.blueprint import Blueprint
from registry.api.clock import today
from registry.api.contract_breaks import keep_break
from registry.api.contract_claims import contract_claims
from registry.api.contracts import shown
from registry.api.schemas.contract import ContractDetailSchema
from registry.api.schemas.correction import Confirmation, ContractCorrection, DecisionIn, OptionsIn, Rejection
from registry.api.seen import Fields, heard
from registry.api.session import session
from registry.api.writing import confirmation, keep_authorities, require_match, say, with_audience_of
from registry.filing.contract_columns import day_of, value_of
from registry.models import Contract, Statement
from registry.months import extend
from registry.options import months_newly_taken, read_options
from registry.provenance import believed
from registry.queries.contracts import contract_by_id, family_of, statements_about
from registry.renewing.term_ends import EXTEND
from registry.roles import Scope

blp = Blueprint("contract words", "What an authority says of its contracts")
WRITTEN = ContractDetailSchema()
OPTION_TAKEN = "It was extended as decided: its option was taken."


def own_contract(contract_id: str) -> tuple[Contract, str]:
    """Return a contract, and the authority for which the actor writes to it.

    404 when there is none, 403 when it is another authority's, 412 or 428 when it was not read before.
    """
    contract: Contract = session().scalar(contract_by_id(contract_id)) or abort(404)
    gss = speaking_for({*(each.gss for each in contract.authorities), *value_of(known_of(contract), "authorities", [])})
    if contract.merged_into_id:
        abort(409, f"It was merged: write to /api/v1/contracts/{contract.merged_into_id}.")
    require_match(contract, contract.id, "contract")
    return contract, gss


def known_of(contract: Contract) -> Fields:
    """Return what the actor may know of a contract and of those merged into it."""
    return believed(heard(said_of(contract)))


def said_of(contract: Contract) -> Sequence[Statement]:
    """Return all that is said of a contract and of those merged into it."""
    ids = session().execute(family_of(contract.id)).scalars()
    return session().scalars(statements_about(*ids)).all()


@blp.route("/contracts/<contract_id>/confirm")
class ContractConfirmation(MethodView):
    @needs(Scope.estate)
    @blp.arguments(Confirmation())
    @blp.response(200, WRITTEN)
    @blp.changes
    def post(self, body: dict[str, Any], contract_id: str) -> Response:
        """Confirm what is known of a contract, or some fields of it"""
        contract, gss = own_contract(contract_id)
        claims, visibility = confirmation("contract", said_of(contract), gss, body.get("fields_"))
        say("contract", contract.id, gss, "confirm", claims, {**body, "visibility": visibility})
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
        keep_break(known_of(contract), claims)
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
        """Say which options a contract has, and which are taken

        Its end moves by those newly taken. They carry out a decision to extend: it becomes `undecided` again.
        """
        contract, gss = own_contract(contract_id)
        claims = contract_claims(body)
        for name, value in _following(known_of(contract), body["options"]).items():
            if name not in claims:
                claims[name] = value
                body = with_audience_of(body, "options", name)
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


def _following(known: Fields, options: list[dict[str, Any]]) -> dict[str, Any]:
    """Return what else is said by saying which options are taken: the moved end, and what is left to decide."""
    months = months_newly_taken(read_options(value_of(known, "options", [])), read_options(options))
    ends_on = day_of(known, "ends_on")
    following: dict[str, Any] = {}
    if ends_on and months:
        following["ends_on"] = extend(ends_on, months).isoformat()
    if months > 0 and value_of(known, "decision", {}).get("decision") == EXTEND:
        following["decision"] = {"decision": "undecided", "decided_on": today().isoformat(), "reason": OPTION_TAKEN}
    return following
