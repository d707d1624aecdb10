"""Signed links that were used: each settles its item once."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from registry.db import Base


class SettledLink(Base):
    """A signed link that has settled its item."""

    __tablename__ = "settled_links"

    nonce: Mapped[str] = mapped_column(String(43), primary_key=True)
    settled_at: Mapped[datetime]
