"""What suppliers say about themselves: kept beside what authorities say, never among it."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from registry.filing.supplier_record import Decision, put_on_record
from registry.models import SupplierProfile


def say_of_itself(
    session: Session, supplier_id: str, profile: SupplierProfile | None, fields: dict[str, Any], said: Decision
) -> SupplierProfile:
    """Replace a supplier's own words, or file its first ones under its id."""
    before = profile.fields if profile else {}
    if profile is None:
        profile = SupplierProfile(supplier_id=supplier_id)
        session.add(profile)
    profile.fields, profile.said_at, profile.by = fields, said.at, said.by
    names = [name for name in {**before, **fields} if before.get(name) != fields.get(name)]
    was, now = ({name: of.get(name) for name in names} for of in (before, fields))
    put_on_record(session, profile.supplier_id, "describe", was, now, said)
    session.flush()
    return profile


def unsay(session: Session, profiles: Sequence[SupplierProfile], said: Decision) -> None:
    """Take a supplier's own words back, and those of the suppliers that were merged into it."""
    for profile in profiles:
        put_on_record(session, profile.supplier_id, "withdraw", profile.fields, dict.fromkeys(profile.fields), said)
        session.delete(profile)
