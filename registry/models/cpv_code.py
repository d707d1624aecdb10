"""The Common Procurement Vocabulary of 2008."""

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from registry.db import Base


class CpvCode(Base):
    """One code of the vocabulary, without its check digit."""

    __tablename__ = "cpv_codes"

    code: Mapped[str] = mapped_column(String(8), primary_key=True)
    parent_code: Mapped[str | None] = mapped_column(String(8))
    description: Mapped[str] = mapped_column(String(300))
