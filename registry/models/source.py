"""Sources: how far each portal has been read, each run, and each page that could not be."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from registry.db import Base


class Source(Base):
    """A portal that we read, and the moment up to which all of it has been read."""

    __tablename__ = "sources"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    whole_since: Mapped[datetime | None]
    whole_until: Mapped[datetime | None]
    """The checkpoint: everything published from `whole_since` until here has been read."""
    ask_after: Mapped[datetime | None]
    """The portal is not asked before: kept, so that a run that follows a killed one waits out its wait."""


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
