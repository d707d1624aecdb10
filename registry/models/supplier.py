"""Suppliers, and the names under which they were published."""

from sqlalchemy import ForeignKey, String
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
    """The supplier that this one turned out to be; its id redirects there."""

    names: Mapped[list["SupplierName"]] = relationship(lazy="raise", order_by="SupplierName.name")


class SupplierName(Base):
    """One spelling under which a supplier was published."""

    __tablename__ = "supplier_names"

    supplier_id: Mapped[str] = mapped_column(ForeignKey("suppliers.id"), primary_key=True)
    name: Mapped[str] = mapped_column(String(500), primary_key=True)
    name_key: Mapped[str] = mapped_column(String(500), index=True)
    """The name without legal form, case and punctuation: equal keys are one legal name."""
