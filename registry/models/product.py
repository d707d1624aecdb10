"""Products: software and technology with a maker and former names."""

from typing import Any

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.db import Base, Versioned


class Product(Versioned, Base):
    """Software or technology that authorities use: NEC Housing, once Northgate Housing."""

    __tablename__ = "products"

    id: Mapped[str] = mapped_column(String(80), primary_key=True)
    """A slug, `nec-housing`."""
    name: Mapped[str] = mapped_column(String(200), index=True)
    maker: Mapped[str | None] = mapped_column(String(200))
    """The company that makes it, as it calls itself."""
    maker_number: Mapped[str | None] = mapped_column(String(8), index=True)
    """Its maker's number at Companies House: leads to the supplier."""
    services: Mapped[list[str]] = mapped_column(JSON)
    """Ids of the services that it is for."""
    needs: Mapped[list[str]] = mapped_column(JSON)
    """Words one of which must stand nearby before an ambiguous name counts."""
    ends: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    """Ends of support: `{"version", "on", "source"}`."""
    is_edited: Mapped[bool] = mapped_column(default=False)
    """Whether an editor changed it: reference data then leaves it alone."""

    names: Mapped[list["ProductName"]] = relationship(
        lazy="raise", order_by="ProductName.name", cascade="all, delete-orphan"
    )


class ProductName(Base):
    """Another name of a product."""

    __tablename__ = "product_names"

    product_id: Mapped[str] = mapped_column(ForeignKey("products.id"), primary_key=True)
    name: Mapped[str] = mapped_column(String(200), primary_key=True)
    kind: Mapped[str] = mapped_column(String(10))
    """`former` or `alias`."""
