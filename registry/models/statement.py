"""Statements: one source's word about one record."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from registry.db import Base


class Statement(Base):
    """What one document says about one record; each of its fields is a claim.

    One row per source document and record, so that reading the document again replaces the row.
    """

    __tablename__ = "statements"
    __table_args__ = (UniqueConstraint("subject_kind", "subject_id", "source", "reference"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    subject_kind: Mapped[str] = mapped_column(String(20))
    """`contract`."""
    subject_id: Mapped[str] = mapped_column(String(13))
    source: Mapped[str] = mapped_column(String(40))
    """`find_a_tender`, `public_record`, or `authority` for its own word."""
    reference: Mapped[str] = mapped_column(String(500))
    """The document: a release id, or the address of a page."""
    belief: Mapped[str] = mapped_column(String(12))
    """How far it is believed: a `registry.claims.Belief` by name."""
    said_on: Mapped[date]
    said_at: Mapped[datetime | None]
    """The moment, where it is known: it orders what was said on one day."""
    recorded_at: Mapped[datetime]
    by: Mapped[str | None] = mapped_column(String(100))
    """Who said it, for an authority's word."""
    fields: Mapped[dict[str, Any]] = mapped_column(JSON)
