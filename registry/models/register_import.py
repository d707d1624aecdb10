"""Imports: registers as authorities sent them, and what was understood of each row."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from registry.db import Base, Versioned


class RegisterImport(Versioned, Base):
    """One file of one authority's contracts register: read first, applied when the authority says so."""

    __tablename__ = "register_imports"

    id: Mapped[str] = mapped_column(String(13), primary_key=True)
    """Stands for the authority and the file's bytes: the same file is the same import."""
    gss: Mapped[str] = mapped_column(ForeignKey("authorities.gss"), index=True)
    filename: Mapped[str] = mapped_column(String(300))
    digest: Mapped[str] = mapped_column(String(64))
    said_on: Mapped[date]
    """The day as of which the register speaks."""
    state: Mapped[str] = mapped_column(String(10))
    """`read` (nothing changed yet), `applying` or `applied`."""
    read_at: Mapped[datetime]
    applied_at: Mapped[datetime | None]
    by: Mapped[str] = mapped_column(String(100))
    sheet: Mapped[str | None] = mapped_column(Text)
    header_row: Mapped[int]
    columns: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    """How each column was understood: `scrapers.registers.reading.Column` as dictionaries."""
    notes: Mapped[list[str]] = mapped_column(JSON)
    counts: Mapped[dict[str, int]] = mapped_column(JSON)
    """Rows by status; once applied, contracts by what happened to them."""
    vanished: Mapped[list[str]] = mapped_column(JSON)
    """Ids of contracts that the register before it has and this one has not."""


class RegisterRow(Base):
    """What was understood of one row of a register."""

    __tablename__ = "register_rows"
    __table_args__ = (Index(None, "import_id", "status", "number"),)

    import_id: Mapped[str] = mapped_column(ForeignKey("register_imports.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    """As a spreadsheet shows it, from 1."""
    status: Mapped[str] = mapped_column(String(10))
    """`understood`, `partly`, `refused` or `skipped`."""
    why: Mapped[str | None] = mapped_column(Text)
    fields: Mapped[dict[str, Any]] = mapped_column(JSON)
    as_written: Mapped[dict[str, str]] = mapped_column(JSON)
    problems: Mapped[dict[str, str]] = mapped_column(JSON)
    raw: Mapped[dict[str, str]] = mapped_column(JSON)
    contract_id: Mapped[str | None] = mapped_column(String(13), index=True)
    """The contract that the row speaks about; None when it was refused or skipped."""
