"""Joint procurement plans as a file: those that everyone may read, as everyone may read them."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session, aliased

from registry.exports.columns import Column, Edition, Export, Kind, Link, Linked
from registry.exports.links import Several, services
from registry.exports.shared_columns import authority_columns, each_of, service_columns
from registry.models import Authority, Contract, ContractAuthority, Plan, PlanContract, PlanMember
from registry.planning.readers import SHOWN_TO_ALL
from registry.queries.plans import plans_matching
from registry.roles import PUBLIC

_KEYS: Any = bindparam("keys", expanding=True)
_SHOWN = PlanMember.state.in_(sorted(SHOWN_TO_ALL))


def _members() -> Link:
    """Return the reader of the authorities that everyone may know to take part, by their codes."""
    columns = (Authority.gss, Authority.short_name, PlanMember.state)
    query = select(PlanMember.plan_id, *columns).join(Authority, Authority.gss == PlanMember.gss)
    query = query.where(PlanMember.plan_id.in_(_KEYS), _SHOWN).order_by(PlanMember.plan_id, PlanMember.gss)

    def read(session: Session, rows: Mapping[str, Any], _edition: Edition) -> Mapping[str, Several]:
        found: dict[str, list[Any]] = {}
        for row in session.execute(query, {"keys": list(rows)}):
            found.setdefault(row.plan_id, []).append(row)
        return {id_: _several(of, [column.key for column in columns]) for id_, of in found.items()}

    return read


def _contracts() -> Link:
    """Return the reader of the ids of the contracts that plans replace, as everyone may know them.

    As `registry.planning.readers.as_seen` has it: none that would betray an authority that has not said yes. What was
    merged is the one that it was merged into.
    """
    taken, shown = aliased(Contract), aliased(Contract)
    query = select(PlanContract.plan_id, shown.id).distinct().join(taken, taken.id == PlanContract.contract_id)
    query = query.join(shown, shown.id == func.coalesce(taken.merged_into_id, taken.id))
    query = query.join(ContractAuthority, ContractAuthority.contract_id == shown.id)
    query = query.join(
        PlanMember, (PlanMember.plan_id == PlanContract.plan_id) & (PlanMember.gss == ContractAuthority.gss)
    )
    query = query.where(PlanContract.plan_id.in_(_KEYS), _SHOWN, shown.is_listed).order_by(
        PlanContract.plan_id, shown.id
    )

    def read(session: Session, rows: Mapping[str, Any], _edition: Edition) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = {}
        for plan_id, contract_id in session.execute(query, {"keys": list(rows)}):
            found.setdefault(plan_id, []).append(contract_id)
        return found

    return read


def _several(rows: Iterable[Any], names: list[str]) -> Several:
    records = tuple(rows)
    return Several(records, {name: [getattr(record, name) for record in records] for name in names})


def _url(row: Any, linked: Linked) -> str:
    return linked.url(f"plans/{row.id}")


def _lead(row: Any, linked: Linked) -> str | None:
    found = linked.links["authorities"].get(row.id)
    members = found.records if found else ()
    return next((each.short_name for each in members if each.gss == row.lead_gss), None)


def _contract_ids(row: Any, linked: Linked) -> list[str]:
    return linked.links["contracts"].get(row.id, [])


def _of_value(told: str) -> Any:
    """Return the reader of what is said of every plan's value; nothing where it is not known."""
    return lambda row, _linked: None if row.value_pence is None else told


def _lead_months(row: Any, linked: Linked) -> int:
    kind = linked.links["services"][row.service_id].kind
    return linked.edition.lead_times.of(kind, row.lead_months)


PLANS = Export(
    "plans",
    Plan.id,
    (
        Column("id", Kind.text, Plan.id, "The same for ever."),
        Column("url", Kind.text, _url, "The permalink."),
        Column("title", Kind.text, Plan.title),
        Column("stage", Kind.text, Plan.stage, "forming, agreed, procuring, awarded, closed or abandoned."),
        Column("lead", Kind.text, _lead, "The authority that leads the procurement, by name."),
        Column("lead_gss", Kind.text, Plan.lead_gss, "Its GSS code."),
        *authority_columns("The authorities that are interested or committed, by name."),
        Column("memberships", Kind.texts, each_of("authorities", "state"), "The part of each, in the same order."),
        *service_columns(Plan.service_id),
        Column("requirement", Kind.text, Plan.requirement, "What is to be bought; empty until it is written down."),
        Column("starts_on", Kind.day, Plan.starts_on, "First day of the new contract."),
        Column("value", Kind.money, Plan.value_pence, "As members estimate it: whole life, all members."),
        Column("value_currency", Kind.text, _of_value("GBP"), "ISO 4217."),
        Column("value_vat", Kind.text, _of_value("included"), "included, always."),
        Column("lead_months", Kind.number, _lead_months, "Months from first market engagement to go-live."),
        Column("contract_ids", Kind.texts, _contract_ids, "The contracts of these authorities that it replaces."),
        Column("opportunity", Kind.text, Plan.opportunity_id, "The joint opportunity that it was made from."),
        Column("created_at", Kind.moment, Plan.created_at),
        Column("updated_at", Kind.moment, Plan.updated_at),
    ),
    lambda _edition: plans_matching(PUBLIC),
    {"authorities": _members, "services": services, "contracts": _contracts},
    (Plan.lead_months,),
)
