"""The queue between the database and the search index."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from registry.db import Base


class IndexQueue(Base):
    """A record whose search document must be written again.

    Queued in the transaction that changed the record, so that a crash between the two loses nothing.
    """

    __tablename__ = "index_queue"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    record_id: Mapped[str] = mapped_column(String(200))
    queued_at: Mapped[datetime]
