"""Sources: how far each has been read, each run, each page that could not be, and the gaps to be read again."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from registry.db import Base


class Source(Base):
    """A portal or a published register that we read, and the moment up to which all of it has been read."""

    __tablename__ = "sources"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    whole_since: Mapped[datetime | None]
    whole_until: Mapped[datetime | None]
    """The checkpoint: everything published from `whole_since` until here has been read."""
    ask_after: Mapped[datetime | None]
    """The portal is not asked before: kept, so that a run that follows a killed one waits out its wait."""
    etag: Mapped[str | None] = mapped_column(String(300))
    """Of a published register as it was last applied ..."""
    last_modified: Mapped[str | None] = mapped_column(String(100))
    """... and its `Last-Modified`: sent back, so that an unchanged file is not sent again."""


class ScrapeRun(Base):
    """One run of a source, from its start to its end or its error."""

    __tablename__ = "scrape_runs"

    id: Mapped[int] = mapped_column(primary_key=True)
    source: Mapped[str] = mapped_column(ForeignKey("sources.name"), index=True)
    since: Mapped[datetime]
    until: Mapped[datetime]
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    """None while it runs, and for ever when it was killed outright."""
    windows: Mapped[int] = mapped_column(default=0)
    new: Mapped[int] = mapped_column(default=0)
    changed: Mapped[int] = mapped_column(default=0)
    unchanged: Mapped[int] = mapped_column(default=0)
    out_of_scope: Mapped[int] = mapped_column(default=0)
    quarantined: Mapped[int] = mapped_column(default=0)
    setbacks: Mapped[dict[str, int] | None] = mapped_column(JSON)
    """What the portal did that was got over, counted by kind (`scrapers.setbacks`); None where it did nothing."""
    waited_seconds: Mapped[int] = mapped_column(default=0)
    """How long the portal wanted to be left alone, beside the usual pace."""
    error: Mapped[str | None] = mapped_column(Text)


class BrokenPage(Base):
    """A page that could not be read as published: kept on record with the reason."""

    __tablename__ = "broken_pages"

    id: Mapped[int] = mapped_column(primary_key=True)
    source: Mapped[str] = mapped_column(ForeignKey("sources.name"), index=True)
    url: Mapped[str] = mapped_column(Text)
    status: Mapped[int | None]
    """The HTTP status; None when there was no answer."""
    reason: Mapped[str] = mapped_column(Text)
    body: Mapped[str] = mapped_column(Text)
    """How the page begins."""
    window_since: Mapped[datetime]
    window_until: Mapped[datetime]
    seen_at: Mapped[datetime]
    is_lost: Mapped[bool]
    """Whether the releases of the page are still missing after every other way was tried."""


class Gap(Base):
    """A span of a source's record that is not whole, or that brought so little that it must be read again."""

    __tablename__ = "gaps"
    __table_args__ = (UniqueConstraint("source", "since", "until", "kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    source: Mapped[str] = mapped_column(ForeignKey("sources.name"))
    since: Mapped[datetime]
    until: Mapped[datetime]
    kind: Mapped[str] = mapped_column(String(20))
    """`lost_page`, or a quiet day's verdict: `few` or `nothing`."""
    detail: Mapped[str] = mapped_column(Text)
    found_at: Mapped[datetime]
    tried_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None] = mapped_column(index=True)
    """None while it is open."""
    outcome: Mapped[str | None] = mapped_column(Text)
    """What the latest try came to, in a sentence."""
