"""Statements: one source's word about one record."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from registry.db import Base


class Statement(Base):
    """What one document says about one record; each of its fields is a claim.

    One row per source document and record, so that reading the document again replaces the row.
    """

    __tablename__ = "statements"
    __table_args__ = (
        UniqueConstraint("subject_kind", "subject_id", "source", "reference"),
        Index(None, "audience", "public_from"),
        # The few that authorities say, among very many: coverage counts them.
        Index(
            "ix_statements_own",
            "subject_kind",
            "subject_id",
            sqlite_where=text("belief = 'authority'"),
            postgresql_where=text("belief = 'authority'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    subject_kind: Mapped[str] = mapped_column(String(20))
    """`contract` or `system`."""
    subject_id: Mapped[str] = mapped_column(String(13))
    source: Mapped[str] = mapped_column(String(40))
    """`find_a_tender`, `public_record`, `register`, or `authority` for its own word."""
    reference: Mapped[str] = mapped_column(String(500))
    """The document: a release id, the address of a page, a row of an import, or a change."""
    belief: Mapped[str] = mapped_column(String(12))
    """How far it is believed: a `registry.claims.Belief` by name."""
    said_on: Mapped[date]
    said_at: Mapped[datetime | None]
    """The moment, where it is known: it orders what was said on one day."""
    recorded_at: Mapped[datetime]
    by: Mapped[str | None] = mapped_column(String(100))
    """Who said it, for an authority's word."""
    gss: Mapped[str | None] = mapped_column(ForeignKey("authorities.gss"))
    """The authority that speaks, or whose register it is."""
    audience: Mapped[str] = mapped_column(String(10), default="public")
    """Who may see it: `public`, `boroughs`, `draft` (this authority alone) or `embargoed` (so, until a day)."""
    public_from: Mapped[date | None]
    """The day on which an embargo ends."""
    fields: Mapped[dict[str, Any]] = mapped_column(JSON)
    as_written: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    """What a register's cells say where they could not be wholly understood, by field."""
    released: Mapped[list[str]] = mapped_column(JSON, default=list)
    """Fields whose values count although they are in doubt: kept equal to the releases (`value_releases`)."""
