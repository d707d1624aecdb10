"""Contracts that turn out to be one: merged by an authority, and split again."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.exceptions import CannotMerge
from registry.filing.contracts import resolve_contracts
from registry.filing.knowledge import Reference
from registry.filing.statements import statements_of
from registry.models import Change, Contract


def merge_contracts(
    session: Session,
    reference: Reference,
    one: Contract,
    into: Contract,
    *,
    gss: str,
    by: str,
    at: datetime,
    note: str | None = None,
) -> None:
    """Let all that is said about `one` be said about `into`, whose id and link it takes.

    Nothing is lost: splitting brings back exactly what was. Raises `CannotMerge` when they are one already, or
    when others were merged into `one`: which of them a split would bring back could not be told.
    """
    if one.id == into.id or into.merged_into_id:
        raise CannotMerge("Name another contract, one that is not merged itself.")
    if session.scalar(select(Contract.id).where(Contract.merged_into_id == one.id).limit(1)):
        raise CannotMerge(f"Others were merged into {one.id}: split them first, or merge the other way round.")
    one.merged_into_id = into.id
    session.add(_change(one, gss, by, at, "merge", {"merged_into": None}, {"merged_into": into.id}, note))
    _resolve(session, reference, [one.id, into.id], at)


def split_contract(
    session: Session, reference: Reference, one: Contract, *, gss: str, by: str, at: datetime, note: str | None = None
) -> None:
    """Make a merged contract one of its own again."""
    target = one.merged_into_id
    if target is None:
        raise CannotMerge("It is not merged.")
    one.merged_into_id = None
    session.add(_change(one, gss, by, at, "split", {"merged_into": target}, {"merged_into": None}, note))
    _resolve(session, reference, [one.id, target], at)


def _resolve(session: Session, reference: Reference, ids: list[str], at: datetime) -> None:
    session.flush()
    resolve_contracts(session, reference, statements_of(session, "contract", ids), set(ids), at)


def _change(
    one: Contract,
    gss: str,
    by: str,
    at: datetime,
    action: str,
    before: dict[str, str | None],
    after: dict[str, str | None],
    note: str | None,
) -> Change:
    return Change(
        at=at,
        by=by,
        gss=gss,
        action=action,
        subject_kind="contract",
        subject_id=one.id,
        before=before,
        after=after,
        note=note,
        audience="public",
    )
