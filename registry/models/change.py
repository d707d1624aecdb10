"""Changes: who changed what, before and after."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from registry.db import Base


class Change(Base):
    """One write to one record, as far as one audience may know of it."""

    __tablename__ = "changes"
    __table_args__ = (
        Index(None, "subject_kind", "subject_id", "id"),
        Index(None, "gss", "id"),
        Index(None, "audience", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    by: Mapped[str] = mapped_column(String(100))
    """The label of the key, or the source that was read."""
    gss: Mapped[str | None] = mapped_column(ForeignKey("authorities.gss"))
    """The authority for which it was made."""
    action: Mapped[str] = mapped_column(String(20))
    """`confirm`, `correct`, `decide`, `import`, `merge`, ..."""
    subject_kind: Mapped[str] = mapped_column(String(20))
    subject_id: Mapped[str] = mapped_column(String(200))
    before: Mapped[dict[str, Any]] = mapped_column(JSON)
    after: Mapped[dict[str, Any]] = mapped_column(JSON)
    """Only the fields that were written, as they were before and after."""
    note: Mapped[str | None] = mapped_column(Text)
    audience: Mapped[str] = mapped_column(String(10))
    public_from: Mapped[date | None]
