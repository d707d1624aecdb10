"""Keys: who may see and write more than the public."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from registry.db import Base


class ApiKey(Base):
    """A bearer key: only its digest is kept, so that a stolen database opens nothing."""

    __tablename__ = "api_keys"

    id: Mapped[int] = mapped_column(primary_key=True)
    prefix: Mapped[str] = mapped_column(String(12), unique=True)
    """How the key begins: names it in lists and finds it."""
    digest: Mapped[str] = mapped_column(String(64))
    """SHA-256 of the whole key, which is random enough to need nothing slower."""
    label: Mapped[str] = mapped_column(String(100))
    """Who holds it: a team or a role, not a person."""
    role: Mapped[str] = mapped_column(String(10))
    """`viewer`, `officer`, `editor`, `admin`, or `supplier`."""
    scopes: Mapped[list[str]] = mapped_column(JSON)
    """What of its role it may do: names of `registry.roles.Scope`."""
    gss: Mapped[str | None] = mapped_column(ForeignKey("authorities.gss"))
    supplier_id: Mapped[str | None] = mapped_column(ForeignKey("suppliers.id"))
    issued_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
    last_used_at: Mapped[datetime | None]
    """To the hour."""
