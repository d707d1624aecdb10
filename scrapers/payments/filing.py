"""Payments filed: those of one file become statements about contracts, all in one transaction or none."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from registry.filing.contracts import ContractFile, file_contracts
from registry.filing.knowledge import load_reference
from registry.filing.statements import statements_of
from registry.models import Change, ContractAuthority, Statement
from registry.payments import PAYMENTS_FILE, paid
from registry.provenance import believed
from registry.renewals import LeadTimes
from scrapers.payments.claiming import Document, statements
from scrapers.payments.grouping import Claims


@dataclass(frozen=True, slots=True)
class Filed:
    """What filing a file did: how many contracts have other payments now, and how many the same."""

    changed: int
    unchanged: int


def file_payments(
    session: Session, lead_times: LeadTimes, document: Document, claims: Claims, by: str, at: datetime
) -> Filed:
    """Make what a file says of an authority's contracts equal to `claims`; put contracts that change on record.

    A file that is on file already changes only what it says differently now.
    """
    on_file = session.scalars(payments_said_by(document.gss)).all()
    wanted = statements(document, claims, on_file)
    references = document.references | {each.reference for each in on_file}
    before = _paid(session, wanted)
    files = [ContractFile(id_, None, tuple(made)) for id_, made in sorted(wanted.items())]
    file_contracts(session, load_reference(session, lead_times), files, (), {PAYMENTS_FILE}, at, references)
    session.flush()
    after = _paid(session, wanted)
    changed = sorted(id_ for id_ in wanted if before[id_] != after[id_])
    session.add_all(_change(id_, before[id_], after[id_], document.gss, by, at) for id_ in changed)
    return Filed(len(changed), len(wanted) - len(changed))


def payments_said_by(gss: str) -> Select[Statement]:
    """Return what the payments files of an authority say about its contracts."""
    bought = select(ContractAuthority.contract_id).where(ContractAuthority.gss == gss)
    about = (Statement.subject_kind == "contract", Statement.subject_id.in_(bought))
    said = (Statement.source == PAYMENTS_FILE, Statement.gss == gss)
    return select(Statement).where(*about, *said).order_by(Statement.id)


def _paid(session: Session, ids: Collection[str]) -> dict[str, list[Any]]:
    """Return the payments under contracts, as all sources tell them."""
    said = statements_of(session, "contract", ids)
    resolved = {id_: believed(each for each in of if "payments" in each.fields) for id_, of in said.items()}
    return {id_: fields["payments"].value if "payments" in fields else [] for id_, fields in resolved.items()}


def _change(contract_id: str, before: Sequence[Any], after: Sequence[Any], gss: str, by: str, at: datetime) -> Change:
    return Change(
        at=at,
        by=by,
        gss=gss,
        action="import",
        subject_kind="contract",
        subject_id=contract_id,
        before=_told(before),
        after=_told(after),
        audience="public",
    )


def _told(payments: Sequence[Any]) -> dict[str, int | None]:
    """Return how many payments are known, and what they come to."""
    total = paid(payments)
    return {"payments": len(payments), "paid_pence": total.pence if total else None}
