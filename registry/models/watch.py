"""Watches: what someone wishes to be told, what was found for them, and how far it was told."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.db import Base, Versioned
from registry.models.api_key import ApiKey


class Watch(Versioned, Base):
    """Someone's wish to be told: the holder of a key, who alone may read and change it."""

    __tablename__ = "watches"
    __table_args__ = (Index(None, "kind", "subject"), Index(None, "api_key_id", "created_at", "id"))

    id: Mapped[str] = mapped_column(String(13), primary_key=True)
    """Random: a watch is known by nothing else."""
    api_key_id: Mapped[int] = mapped_column(ForeignKey("api_keys.id"))
    kind: Mapped[str] = mapped_column(String(20))
    """What is watched: `watches.kinds.Kind`."""
    subject: Mapped[str | None] = mapped_column(String(200))
    """The id of the record; none for a search."""
    name: Mapped[str] = mapped_column(String(300))
    asked: Mapped[dict[str, Any]] = mapped_column(JSON)
    """The arguments of a search, as they were given."""
    meant: Mapped[dict[str, Any]] = mapped_column(JSON)
    """The same with names turned into ids, days as text."""
    state: Mapped[dict[str, Any]] = mapped_column(JSON)
    """What was so when the clock was last asked, of what changes without a write: renewals, joint opportunities."""
    looked_on: Mapped[date | None]
    """The day on which that was."""
    nonce: Mapped[str] = mapped_column(String(43))
    """What its feed's address and its webhook's secret are made with: a new one ends both."""
    email: Mapped[str | None] = mapped_column(String(254))
    email_every: Mapped[str | None] = mapped_column(String(10))
    """`instant`, `daily` or `weekly`."""
    email_asked_at: Mapped[datetime | None] = mapped_column(index=True)
    """When its address was asked whether it wants this."""
    email_confirmed_at: Mapped[datetime | None]
    """When it said yes: before that nothing else is written to it."""
    webhook_url: Mapped[str | None] = mapped_column(String(2000))
    created_at: Mapped[datetime]

    key: Mapped[ApiKey] = relationship(lazy="raise", viewonly=True)


class WatchNews(Base):
    """A record of which watches must be asked: queued in the transaction that changed it, so that none is missed."""

    __tablename__ = "watch_news"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    """`notice` or `contract` (new, or newly linked), or `change`."""
    record_id: Mapped[str] = mapped_column(String(200))


class WatchFound(Base):
    """One thing to tell one watch, once."""

    __tablename__ = "watch_found"
    __table_args__ = (UniqueConstraint("watch_id", "key"), Index(None, "watch_id", "id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    watch_id: Mapped[str] = mapped_column(ForeignKey("watches.id"))
    key: Mapped[str] = mapped_column(String(200))
    """What happened, `notice:abc` or `change:17`: the same thing is found once."""
    event: Mapped[str] = mapped_column(String(20))
    """What kind of thing happened: `watches.kinds.Event`."""
    record_kind: Mapped[str] = mapped_column(String(20))
    record_id: Mapped[str] = mapped_column(String(200))
    """The record to read when it is told: what its reader may not see by then is not told."""
    why: Mapped[str] = mapped_column(Text)
    """Why it concerns this watch, in words that everyone may read; blank where the record says it all."""
    found_at: Mapped[datetime]


class WatchDelivery(Base):
    """How far one found thing was told through one channel."""

    __tablename__ = "watch_deliveries"
    __table_args__ = (
        UniqueConstraint("found_id", "channel"),
        Index(None, "state", "channel", "due_at"),
        Index(None, "watch_id", "channel", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    found_id: Mapped[int] = mapped_column(ForeignKey("watch_found.id"))
    watch_id: Mapped[str] = mapped_column(ForeignKey("watches.id"))
    channel: Mapped[str] = mapped_column(String(10))
    """`webhook` or `email`."""
    state: Mapped[str] = mapped_column(String(10))
    """`waiting`, `sent`, `withheld` (its reader may not see it any more) or `failed` (given up)."""
    due_at: Mapped[datetime]
    """When it is tried next; while it is being tried, when another may take it for abandoned."""
    attempts: Mapped[int]
    batch: Mapped[str | None] = mapped_column(String(40))
    """The mail that it went into: a mail that must be sent again is the same mail."""
    sent_at: Mapped[datetime | None]
    error: Mapped[str | None] = mapped_column(Text)
    """What the last try met."""
