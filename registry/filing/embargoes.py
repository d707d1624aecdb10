"""Embargoes that have ended: what was said under them becomes public."""

from collections import defaultdict
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.filing.contracts import resolve_contracts
from registry.filing.knowledge import load_reference
from registry.filing.statements import statements_of
from registry.filing.systems import resolve_systems
from registry.models import Change, Statement
from registry.ocds.shapes import LONDON
from registry.renewals import LeadTimes
from registry.visibility import Audience


def lift_embargoes(session: Session, lead_times: LeadTimes, at: datetime) -> int:
    """Make public what was under an embargo until the day of `at` in London, or before; return how much was."""
    on = at.astimezone(LONDON).date()
    subjects: dict[str, set[str]] = defaultdict(set)
    said = select(Statement).where(Statement.audience == Audience.embargoed, Statement.public_from <= on)
    done = select(Change).where(Change.audience == Audience.embargoed, Change.public_from <= on)
    for row in (*session.scalars(said), *session.scalars(done)):
        row.audience = Audience.public.value
        subjects[row.subject_kind].add(row.subject_id)
    if not subjects:
        return 0
    session.flush()
    reference, contracts, systems = load_reference(session, lead_times), subjects["contract"], subjects["system"]
    resolve_contracts(session, reference, statements_of(session, "contract", contracts), contracts, at)
    resolve_systems(session, reference, statements_of(session, "system", systems), systems, at)
    return sum(map(len, subjects.values()))
