"""`…/doubts/{field}/release`: an editor lets a published value count that was set aside, or takes that back."""

from typing import Any

from flask import Response, abort, current_app
from flask.views import MethodView

from registry.api.auth import actor, needs
from registry.api.blueprint import Blueprint
from registry.api.clock import now
from registry.api.contracts import shown as contract_shown
from registry.api.procurements import shown as procurement_shown
from registry.api.schemas.contract import ContractDetailSchema
from registry.api.schemas.doubt import ReleaseIn, ValueReleaseSchema
from registry.api.schemas.procurement import ProcurementDetailSchema
from registry.api.session import session
from registry.api.writing import keep, reference, require_match
from registry.filing.contracts import resolve_contracts
from registry.filing.filer import refile
from registry.filing.knowledge import load_knowledge
from registry.filing.releasing import Kind, release, released, take_back
from registry.filing.statements import statements_of
from registry.models import Contract, Procurement, ValueRelease
from registry.queries.contracts import contract_by_id
from registry.queries.procurements import procurement_by_ocid
from registry.roles import Scope

blp = Blueprint("doubts", "Published values that were set aside, and count after all")
_CONTRACT, _PROCUREMENT = ContractDetailSchema(), ProcurementDetailSchema()
_NONE = "Nothing of this field was released, or no such record is known."


@blp.route("/contracts/<contract_id>/doubts/<field>/release")
class ContractValueRelease(MethodView):
    @blp.response(200, ValueReleaseSchema())
    @blp.alt_response(404, description=_NONE)
    def get(self, contract_id: str, field: str) -> ValueRelease:
        """Show who let a doubtful value of a contract count, and why"""
        return released(session(), "contract", contract_id, field) or abort(404, _NONE)

    @needs(Scope.reference)
    @blp.arguments(ReleaseIn())
    @blp.response(200, _CONTRACT)
    @blp.changes
    def put(self, body: dict[str, Any], contract_id: str, field: str) -> Response:
        """Let a published value of a contract count that was set aside; another value would be set aside anew

        A key that belongs to an authority says it of what this authority buys.
        """
        contract = _contract(contract_id)
        _release("contract", contract.id, contract.doubts, field, body["why"])
        return _resolved(contract)

    @needs(Scope.reference)
    @blp.response(200, _CONTRACT)
    @blp.changes
    def delete(self, contract_id: str, field: str) -> Response:
        """Set a released value of a contract aside again"""
        contract = _contract(contract_id)
        _take_back("contract", contract.id, field)
        return _resolved(contract)


@blp.route("/procurements/<path:ocid>/doubts/<path:field>/release")
class ProcurementValueRelease(MethodView):
    @blp.response(200, ValueReleaseSchema())
    @blp.alt_response(404, description=_NONE)
    def get(self, ocid: str, field: str) -> ValueRelease:
        """Show who let a doubtful value of a procurement count, and why"""
        return released(session(), "procurement", ocid, field) or abort(404, _NONE)

    @needs(Scope.reference)
    @blp.arguments(ReleaseIn())
    @blp.response(200, _PROCUREMENT)
    @blp.changes
    def put(self, body: dict[str, Any], ocid: str, field: str) -> Response:
        """Let a published value of a procurement count that was set aside; another value would be set aside anew

        A key that belongs to an authority says it of what this authority buys.
        """
        procurement = _procurement(ocid)
        _release("procurement", ocid, procurement.doubts, field, body["why"])
        return _refiled(ocid)

    @needs(Scope.reference)
    @blp.response(200, _PROCUREMENT)
    @blp.changes
    def delete(self, ocid: str, field: str) -> Response:
        """Set a released value of a procurement aside again"""
        _procurement(ocid)
        _take_back("procurement", ocid, field)
        return _refiled(ocid)


def _contract(contract_id: str) -> Contract:
    contract: Contract = session().scalar(contract_by_id(contract_id)) or abort(404)
    if contract.merged_into_id:
        abort(409, f"It was merged: write to /api/v1/contracts/{contract.merged_into_id}.")
    _own(contract)
    require_match(contract, contract.id, "contract")
    return contract


def _procurement(ocid: str) -> Procurement:
    procurement: Procurement = session().scalar(procurement_by_ocid(ocid)) or abort(404)
    _own(procurement)
    require_match(procurement, ocid, "procurement")
    return procurement


def _own(record: Contract | Procurement) -> None:
    """Refuse a key of an authority that does not buy this, unless it is an administrator's."""
    who = actor()
    if who.gss and not who.speaks_for({each.gss for each in record.authorities}):
        abort(403, "This record belongs to other authorities than this key.")


def _release(kind: Kind, subject_id: str, doubts: list[dict[str, Any]], field: str, why: str) -> None:
    # Of several published values the first is the one that would be believed.
    doubt = next((each for each in doubts if each["field"] == field), None)
    if doubt is None:
        abort(404, "Nothing that was published of this field is set aside.")
    release(session(), kind, subject_id, doubt, by=actor().label, at=now(), why=why)


def _take_back(kind: Kind, subject_id: str, field: str) -> None:
    row = released(session(), kind, subject_id, field) or abort(404, _NONE)
    take_back(session(), row, by=actor().label, at=now())


def _resolved(contract: Contract) -> Response:
    said = statements_of(session(), "contract", [contract.id])
    resolve_contracts(session(), reference(), said, {contract.id}, now())
    keep()
    return contract_shown(contract.id)


def _refiled(ocid: str) -> Response:
    refile(session(), load_knowledge(session(), current_app.config["LEAD_TIMES"]), [ocid], now())
    keep()
    return procurement_shown(ocid)
