"""`/renewals`: which contracts must be replaced, and by when that must start."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import current_app
from flask.views import MethodView
from marshmallow import Schema, fields
from sqlalchemy import Select

from registry.api.blueprint import Blueprint
from registry.api.clock import today
from registry.api.pagination import SelectPage
from registry.api.references import resolved
from registry.api.schemas.contract import ContractSchema
from registry.api.schemas.renewal import RenewalSchema
from registry.api.schemas.renewal_filters import RenewalFilters
from registry.api.session import session
from registry.claims import Resolved
from registry.models import Contract
from registry.months import add_months
from registry.provenance import believed_by_subject
from registry.queries.contracts import contracts_matching, statements_about
from registry.queries.renewals import renewals_matching
from registry.renewals import renewal
from registry.roles import PUBLIC
from registry.visibility import seen_by

__all__ = ["ContractRenewal", "RenewalFilters", "RenewalList", "Renewals", "asked", "blp", "renewal_of"]

blp = Blueprint("renewals", "Which contracts must be replaced, and by when that must start")
_OWN_FILTERS = ("act_after", "act_before", "state", "flag", "sort")


class ContractRenewal(Schema):
    """A contract, and what its dates mean on the day."""

    contract = fields.Nested(ContractSchema)
    renewal = fields.Nested(RenewalSchema)


@dataclass(frozen=True, slots=True)
class Renewals:
    """Contracts to read, and the day to see them from."""

    contracts: Select[Contract]
    on: date


class RenewalPage(SelectPage):
    """A page of contracts with their renewals."""

    def __init__(self, collection: Renewals, page_params: Any) -> None:
        self.on = collection.on
        super().__init__(collection.contracts, page_params)

    @property
    def items(self) -> list[Any]:
        contracts = super().items
        said = session().scalars(statements_about(*(each.id for each in contracts)))
        fields_of = believed_by_subject(seen_by(PUBLIC, said, today()))  # as the rows: what everyone may know
        return [
            {"contract": contract, "renewal": renewal_of(contract, self.on, fields_of.get(contract.id, {}))}
            for contract in contracts
        ]


@blp.route("/renewals")
class RenewalList(MethodView):
    @blp.arguments(RenewalFilters(), location="query")
    @blp.response(200, ContractRenewal(many=True))
    @blp.paginate(RenewalPage)
    def get(self, filters: dict[str, Any]) -> Renewals:
        """List renewals: what still runs first, by the day to act, then what is past its end"""
        return asked(filters)


def asked(filters: Mapping[str, Any]) -> Renewals:
    """Return the renewals that `RenewalFilters` ask for, and the day to see them from."""
    wanted = dict(filters)
    on = wanted.pop("on", None) or today()
    if "within" in wanted:
        last = _after(on, *wanted.pop("within"))
        wanted["act_before"] = min(last, wanted.get("act_before", last))
    own = {name: wanted.pop(name) for name in _OWN_FILTERS if name in wanted}
    contracts = contracts_matching(technology=True, **resolved(wanted))
    return Renewals(renewals_matching(on, contracts=contracts, **own), on)


def renewal_of(contract: Contract, on: date, fields: Mapping[str, Resolved]) -> dict[str, Any]:
    """Return a contract's renewal on a day; `fields` are its resolved claims."""
    kind = contract.service.kind if contract.service else None
    lead_months = current_app.config["LEAD_TIMES"].of(kind, contract.lead_months)
    confidence = fields["ends_on"].confidence(on) if "ends_on" in fields else "low"
    found = renewal(contract, on, lead_months, confidence=confidence)
    return {"on": on, "lead_months": lead_months, **{name: getattr(found, name) for name in found.__slots__}}


def _after(on: date, number: int, unit: str) -> date:
    if unit == "d":
        return date.fromordinal(min(on.toordinal() + number, date.max.toordinal()))
    return add_months(on, number * (12 if unit == "y" else 1))
