"""Releases of values in doubt: an editor's word that a published value counts."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from registry.db import Base


class ValueRelease(Base):
    """One published value that counts although it is in doubt; another value of the same field does not."""

    __tablename__ = "value_releases"

    subject_kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    """`contract` or `procurement`."""
    subject_id: Mapped[str] = mapped_column(String(200), primary_key=True)
    """Kept when the record goes, for it may come back: so no foreign key."""
    field: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[Any] = mapped_column(JSON)
    """As published, in the shape of claims."""
    rule: Mapped[str] = mapped_column(String(40))
    """The rule that had caught it."""
    by: Mapped[str] = mapped_column(String(100))
    at: Mapped[datetime]
    why: Mapped[str] = mapped_column(Text)
