"""What an authority's inbox is made of: rows of columns, for thousands of contracts are looked through at once."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import ColumnElement, Select, Text, and_, cast, func, literal_column, or_, select, union_all
from sqlalchemy.orm import selectinload

from registry.inbox import MAY_BE_NONE
from registry.models import (
    Contract,
    ContractAuthority,
    ContractSupplier,
    Plan,
    PlanContract,
    PlanMember,
    Statement,
    Supplier,
    System,
    SystemAuthority,
)
from registry.plans import OPEN, OVER, Membership
from registry.queries.estates import IS_TECHNOLOGY
from registry.visibility import Audience

_CONTRACT = (
    Contract.id,
    Contract.version,
    Contract.title,
    Contract.status,
    Contract.starts_on,
    Contract.ends_on,
    Contract.max_ends_on,
    Contract.open_ended,
    Contract.value_pence,
    Contract.annual_value_pence,
    Contract.decision,
    Contract.act_by_on,
    Contract.confirmed_on,
    Contract.disputed,
    Contract.doubts,
    Contract.reference,
    Contract.ocid,
)

_NO_DRAFT = Statement.audience != Audience.draft.value


def contracts_of(gss: str) -> Select:
    """Return the columns that matter of an authority's listed technology contracts."""
    return select(*_CONTRACT).where(*IS_TECHNOLOGY, Contract.id.in_(_bought_by(gss))).order_by(Contract.id)


def merged_of(gss: str) -> Select[str, str | None]:
    """Return an authority's contracts that were merged, each with the one that it turned out to be."""
    merged = select(Contract.id, Contract.merged_into_id).where(Contract.merged_into_id.is_not(None))
    return merged.where(Contract.merged_into_id.in_(_bought_by(gss))).order_by(Contract.id)


def sellers_of(gss: str) -> Select[str, str]:
    """Return the suppliers of an authority's contracts, by contract."""
    link = ContractSupplier
    return select(link.contract_id, link.supplier_id).where(link.contract_id.in_(_bought_by(gss)))


def seller_names(contract_ids: Collection[str]) -> Select[str, str]:
    """Return what the suppliers of contracts are called, by contract."""
    link = ContractSupplier
    named = select(link.contract_id, Supplier.name).join(Supplier, Supplier.id == link.supplier_id)
    return named.where(link.contract_id.in_(contract_ids)).distinct().order_by(link.contract_id, Supplier.name)


def systems_waiting(gss: str, confirmed_before: date) -> Select:
    """Return the columns that matter of an authority's listed systems that may wait for its word."""
    fresh = select(Statement.subject_id).where(
        *_said_by(gss), _NO_DRAFT, Statement.subject_kind == "system", Statement.said_on >= confirmed_before
    )
    waits = (
        System.status == "proposed",
        and_(System.status != "retired", System.id.not_in(fresh)),
        func.json_array_length(System.disputed) > 0,
    )
    columns = (System.id, System.version, System.name, System.status, System.disputed)
    return select(*columns).where(System.is_listed, System.id.in_(_used_by(gss)), or_(*waits)).order_by(System.id)


def invitations_of(gss: str) -> Select[Plan, PlanMember]:
    """Return the plans to which an authority is invited and has not answered, while it may join, with its part."""
    invited = select(Plan, PlanMember).join(PlanMember, PlanMember.plan_id == Plan.id)
    invited = invited.where(PlanMember.gss == gss, PlanMember.state == Membership.invited, Plan.stage.in_(sorted(OPEN)))
    return invited.options(selectinload(Plan.lead), selectinload(Plan.service)).order_by(Plan.id)


def plans_joined_by(gss: str) -> Select[Plan]:
    """Return the plans that are not over in which an authority takes part, with their contracts as they are now."""
    parts = (Membership.interested, Membership.committed)
    joined = select(PlanMember.plan_id).where(PlanMember.gss == gss, PlanMember.state.in_(parts))
    plans = select(Plan).where(Plan.id.in_(joined), Plan.stage.not_in(sorted(OVER))).order_by(Plan.id)
    contracts = selectinload(Plan.contracts).selectinload(PlanContract.contract)
    return plans.options(contracts.selectinload(Contract.authorities))


def own_words(gss: str) -> Select[str, date | None, int]:
    """Return of which records an authority has spoken itself: when last but for drafts, and how many drafts it has.

    Contracts that were merged stand for themselves.
    """
    theirs = union_all(_bought_by(gss), _merged_into_those_of(gss), _used_by(gss))  # an OR would read every word
    said_on = func.max(Statement.said_on).filter(_NO_DRAFT)
    drafts = func.count().filter(~_NO_DRAFT)
    told = select(Statement.subject_id, said_on, drafts).where(
        *_said_by(gss),
        Statement.subject_kind.in_(("contract", "system")),
        Statement.subject_id.in_(theirs),
    )
    return told.group_by(Statement.subject_id)


def told_in_private(gss: str) -> Select[str]:
    """Return the ids of an authority's contracts of which something is said that is not for everyone."""
    # Each is named, so that the index on audiences serves: few statements are not for everyone.
    some = Statement.audience.in_([each.value for each in Audience if each is not Audience.public])
    return select(Statement.subject_id).where(some, *_about_contracts(gss)).distinct()


def told_apart(gss: str) -> Select[Statement]:
    """Return what is said of an authority's contracts that look alike and are two."""
    return _own_words('%"distinct_from"%').where(*_about_contracts(gss))


def told_as_none(gss: str) -> Select[Statement]:
    """Return the words of authorities that a contract has no end, or no value."""
    return _own_words(*(f'%"{name}": null%' for name in MAY_BE_NONE)).where(*_about_contracts(gss))


def _own_words(*patterns: str) -> Select[Statement]:
    # JSON is read as the text that it is kept as: databases have no way in common to ask for a key, or for a null.
    fields = cast(Statement.fields, Text)
    own = select(Statement).where(Statement.source == "authority", or_(*(fields.like(each) for each in patterns)))
    return own.order_by(Statement.said_on, Statement.id)


def _about_contracts(gss: str) -> tuple[ColumnElement[bool], ...]:
    about = or_(Statement.subject_id.in_(_bought_by(gss)), Statement.subject_id.in_(_merged_into_those_of(gss)))
    return Statement.subject_kind == "contract", about


def _said_by(gss: str) -> tuple[ColumnElement[bool], ...]:
    own = Statement.belief == literal_column("'authority'")  # not a parameter: so the index of such statements serves
    return own, Statement.source == "authority", Statement.gss == gss


def _used_by(gss: str) -> Select[str]:
    return select(SystemAuthority.system_id).where(SystemAuthority.gss == gss)


def _merged_into_those_of(gss: str) -> Select[str]:
    return select(Contract.id).where(Contract.merged_into_id.in_(_bought_by(gss)))


def _bought_by(gss: str) -> Select[str]:
    return select(ContractAuthority.contract_id).where(ContractAuthority.gss == gss)
