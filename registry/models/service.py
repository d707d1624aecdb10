"""Services: what technology is for."""

from sqlalchemy import JSON, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from registry.db import Base, Versioned


class Service(Versioned, Base):
    """A service area that technology supports: housing management, telephony, ..."""

    __tablename__ = "services"

    id: Mapped[str] = mapped_column(String(60), primary_key=True)
    """A slug, `housing-management`."""
    name: Mapped[str] = mapped_column(String(100))
    kind: Mapped[str] = mapped_column(String(10))
    """`frontline`, `corporate` or `core` technology."""
    description: Mapped[str] = mapped_column(Text)
    esd_functions: Mapped[list[int]] = mapped_column(JSON)
    cpv: Mapped[list[str]] = mapped_column(JSON)
    """CPV codes that buyers typically give."""
    words: Mapped[list[str]] = mapped_column(JSON)
    """The words that betray it."""
