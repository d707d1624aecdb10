"""`/contracts`: who buys what from whom, and until when."""

from collections.abc import Mapping
from typing import Any

from flask import Response, abort
from flask.views import MethodView
from sqlalchemy import Select

from registry.api.blueprint import Blueprint
from registry.api.clock import today
from registry.api.conditional import conditional
from registry.api.pagination import SelectPage
from registry.api.references import resolved
from registry.api.renewals import renewal_of
from registry.api.schemas.contract import ContractDetailSchema, ContractFilters, ContractSchema
from registry.api.session import session
from registry.claims import Claim, Resolved
from registry.filing.notices import notice_id
from registry.models import Contract
from registry.provenance import believed
from registry.queries.contracts import contract_by_id, contracts_matching, statements_about

blp = Blueprint("contracts", "What authorities buy from suppliers, and until when")
_CONTRACT = ContractSchema()
_MORE = ContractDetailSchema(only=("service_words", "renewal", "sources"))


@blp.route("/contracts")
class Contracts(MethodView):
    @blp.arguments(ContractFilters(), location="query")
    @blp.response(200, ContractSchema(many=True))
    @blp.paginate(SelectPage)
    def get(self, filters: dict[str, Any]) -> Select[Contract]:
        """List contracts, soonest to end first"""
        return contracts_matching(**resolved(filters))


@blp.route("/contracts/<contract_id>")
class ContractById(MethodView):
    @blp.response(200, ContractDetailSchema())
    @blp.alt_response(304, description="It is as you have it.")
    @blp.alt_response(404, description="No contract has this id.")
    def get(self, contract_id: str) -> Response:
        """Show a contract, with the source and age of every field"""
        contract = session().scalar(contract_by_id(contract_id)) or abort(404)
        return conditional(contract, contract.id, _detail(contract))


def _detail(contract: Contract) -> dict[str, Any]:
    fields = believed(session().scalars(statements_about(contract.id)))
    more = {
        "service_words": contract.service_words,
        "renewal": renewal_of(contract, today(), fields),
        "sources": {name: _source(contract, field) for name, field in fields.items()},
    }
    return {**_CONTRACT.dump(contract), **_MORE.dump(more)}


def _source(contract: Contract, field: Resolved) -> Mapping[str, Any]:
    return {
        **_claim(contract, field.claim),
        "confidence": field.confidence(today()),
        "confirmed_on": field.confirmed_on,
        "disputes": [_claim(contract, claim) for claim in field.disputes],
    }


def _claim(contract: Contract, claim: Claim) -> Mapping[str, Any]:
    is_page = claim.reference.startswith(("http://", "https://"))
    notice = f"/api/v1/notices/{notice_id(contract.ocid or '', claim.reference)}"
    return {
        "value": claim.value,
        "source": claim.source,
        "reference": claim.reference,
        "url": claim.reference if is_page else notice,
        "said_on": claim.said_on,
        "belief": claim.belief.name,
    }
