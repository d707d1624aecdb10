"""The record of what was decided about suppliers: by whom, when and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from registry.models import Change


@dataclass(frozen=True, slots=True)
class Decision:
    """Who decides, when, and why."""

    by: str
    at: datetime
    note: str | None = None


def put_on_record(
    session: Session, id_: str, action: str, before: Mapping[str, Any], after: Mapping[str, Any], decision: Decision
) -> None:
    """Put on record what a decision did to a supplier: the fields that were written, before and after."""
    session.add(
        Change(
            at=decision.at,
            by=decision.by,
            action=action,
            subject_kind="supplier",
            subject_id=id_,
            before=dict(before),
            after=dict(after),
            note=decision.note,
            audience="public",
        )
    )
