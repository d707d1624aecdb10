"""Suppliers, and the names under which they were published."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.db import Base, Versioned


class Supplier(Versioned, Base):
    """A company that sells: known by its Companies House number, or else only by a name."""

    __tablename__ = "suppliers"

    id: Mapped[str] = mapped_column(String(13), primary_key=True)
    slug: Mapped[str] = mapped_column(String(120), index=True)
    name: Mapped[str] = mapped_column(String(500))
    company_number: Mapped[str | None] = mapped_column(String(8), unique=True)
    merged_into_id: Mapped[str | None] = mapped_column(ForeignKey("suppliers.id"), index=True)
    """The supplier that this one turned out to be, at the end of `joined_id`s; its id redirects there."""
    joined_id: Mapped[str | None] = mapped_column(ForeignKey("suppliers.id"), index=True)
    """The supplier that it was joined to, by its name or by an editor."""
    joined_by: Mapped[str | None] = mapped_column(String(100))
    """The editor who joined it, or who keeps it apart; None when its name decides."""
    parent_id: Mapped[str | None] = mapped_column(ForeignKey("suppliers.id"))
    """The company that owns it."""
    is_sme: Mapped[bool | None]
    """Whether it is a small or medium-sized enterprise, as last published."""
    is_vcse: Mapped[bool | None]
    """Whether it is a voluntary, community or social enterprise, as last published."""

    names: Mapped[list["SupplierName"]] = relationship(lazy="raise", order_by="SupplierName.name")


class SupplierName(Base):
    """One spelling under which a supplier was published."""

    __tablename__ = "supplier_names"

    supplier_id: Mapped[str] = mapped_column(ForeignKey("suppliers.id"), primary_key=True)
    name: Mapped[str] = mapped_column(String(500), primary_key=True)
    name_key: Mapped[str] = mapped_column(String(500), index=True)
    """The name without legal form, case and punctuation: equal keys are one legal name."""


class SupplierProfile(Versioned, Base):
    """What a supplier says about itself: its own words, never mixed with what authorities say."""

    __tablename__ = "supplier_profiles"

    supplier_id: Mapped[str] = mapped_column(ForeignKey("suppliers.id"), primary_key=True)
    fields: Mapped[dict[str, Any]] = mapped_column(JSON)
    said_at: Mapped[datetime]
    by: Mapped[str] = mapped_column(String(100))


class SupplierApart(Base):
    """Two suppliers with like names that an editor knows to be two."""

    __tablename__ = "suppliers_apart"

    one_id: Mapped[str] = mapped_column(ForeignKey("suppliers.id"), primary_key=True)
    other_id: Mapped[str] = mapped_column(ForeignKey("suppliers.id"), primary_key=True)
    by: Mapped[str] = mapped_column(String(100))
