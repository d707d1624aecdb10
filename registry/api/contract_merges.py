"""`/contracts/{id}/merge`, `split`, `distinct`: which contracts are one."""

from typing import Any

from flask import Response, abort
from flask.views import MethodView
from marshmallow import fields

from registry.api.auth import actor, needs, speaking_for
from registry.api.blueprint import Blueprint
from registry.api.clock import now
from registry.api.contract_words import WRITTEN, own_contract
from registry.api.contracts import shown
from registry.api.schemas.correction import Rejection
from registry.api.session import session
from registry.api.writing import keep, reference, require_match, say
from registry.exceptions import CannotMerge
from registry.filing.merging import merge_contracts, split_contract
from registry.models import Contract
from registry.queries.contracts import contract_by_id, statements_about
from registry.roles import Role, Scope

blp = Blueprint("contract merges", "Which contracts are one")


class MergeIn(Rejection):
    """Which contract it turned out to be."""

    into = fields.Str(required=True, metadata={"description": "Id of the contract that stays."})


class DistinctIn(Rejection):
    """Which contract it is not."""

    from_ = fields.Str(required=True, data_key="from", metadata={"description": "Id of the contract that looks alike."})


@blp.route("/contracts/<contract_id>/merge")
class ContractMerging(MethodView):
    @needs(Scope.estate)
    @blp.arguments(MergeIn())
    @blp.response(200, WRITTEN)
    @blp.changes
    def post(self, body: dict[str, Any], contract_id: str) -> Response:
        """Say that a contract is the same as another, which stays; its id leads there"""
        one, gss = own_contract(contract_id)
        into = _other(body["into"], "into")
        speaking_for([each.gss for each in into.authorities])
        lost = {each.gss for each in one.authorities} - {each.gss for each in into.authorities}
        if lost and actor().role is not Role.admin:
            abort(409, f"{', '.join(sorted(lost))} would lose it: merge into the one that all its authorities have.")
        try:
            merge_contracts(
                session(), reference(), one, into, gss=gss, by=actor().label, at=now(), note=body.get("note")
            )
        except CannotMerge as refused:
            abort(409, str(refused))
        keep()
        return shown(into.id)


@blp.route("/contracts/<contract_id>/split")
class ContractSplitting(MethodView):
    @needs(Scope.estate)
    @blp.arguments(Rejection())
    @blp.response(200, WRITTEN)
    @blp.changes
    def post(self, body: dict[str, Any], contract_id: str) -> Response:
        """Make a merged contract one of its own again; `If-Match` is that of the contract it was merged into"""
        one: Contract = session().scalar(contract_by_id(contract_id)) or abort(404)
        gss = speaking_for([each.gss for each in one.authorities])
        if one.merged_into_id is None:
            abort(409, "It is not merged.")
        into = session().get_one(Contract, one.merged_into_id)
        require_match(into, into.id, "contract")
        split_contract(session(), reference(), one, gss=gss, by=actor().label, at=now(), note=body.get("note"))
        keep()
        return shown(one.id)


@blp.route("/contracts/<contract_id>/distinct")
class ContractsApart(MethodView):
    @needs(Scope.estate)
    @blp.arguments(DistinctIn())
    @blp.response(200, WRITTEN)
    @blp.changes
    def post(self, body: dict[str, Any], contract_id: str) -> Response:
        """Say that two contracts that look alike are two"""
        one, gss = own_contract(contract_id)
        other = _other(body["from_"], "from")
        told = session().scalars(statements_about(one.id)).all()
        known = {id_ for each in told for id_ in each.fields.get("distinct_from") or ()}
        say("contract", one.id, gss, "distinct", {"distinct_from": sorted(known | {other.id})}, body)
        return shown(one.id)


def _other(contract_id: str, field: str) -> Contract:
    found: Contract | None = session().scalar(contract_by_id(contract_id))
    if found is None:
        abort(422, f"{field}: no contract has the id {contract_id!r}.")
    return found
