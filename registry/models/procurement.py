"""Procurements: all notices of one OCID, merged."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.db import Base, Versioned
from registry.models.authority import Authority
from registry.models.service import Service


class Procurement(Versioned, Base):
    """One procurement from first plan to last notice; its columns are read from the merged release."""

    __tablename__ = "procurements"
    __table_args__ = (Index(None, "updated_at", "ocid"), Index(None, "is_open", "closes_at"))

    ocid: Mapped[str] = mapped_column(String(200), primary_key=True)
    title: Mapped[str] = mapped_column(Text)
    description: Mapped[str] = mapped_column(Text, deferred=True)
    stage: Mapped[str] = mapped_column(String(20), index=True)
    """The furthest stage that a notice has reached."""
    is_open: Mapped[bool]
    """Invited, and neither awarded nor cancelled; whether it can still be answered depends on `closes_at`."""
    regime: Mapped[str] = mapped_column(String(20))
    buyer_name: Mapped[str] = mapped_column(Text)
    first_published_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    closes_at: Mapped[datetime | None]
    value_pence: Mapped[int | None] = mapped_column(BigInteger)
    vat: Mapped[str | None] = mapped_column(String(10))
    currency: Mapped[str | None] = mapped_column(String(3))
    procedure: Mapped[str | None] = mapped_column(Text)
    above_threshold: Mapped[bool | None]
    suits_sme: Mapped[bool | None]
    """Whether the buyer says that it suits small and medium-sized companies."""
    reserved_areas: Mapped[list[str]] = mapped_column(JSON, default=list)
    """ONS codes of the areas to whose suppliers it is reserved: `K02000001` for the United Kingdom; usually none."""
    cpv: Mapped[list[str]] = mapped_column(JSON)
    is_technology: Mapped[bool] = mapped_column(index=True)
    service_id: Mapped[str | None] = mapped_column(ForeignKey("services.id"), index=True)
    service_words: Mapped[list[str]] = mapped_column(JSON)
    doubts: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    """Published values that were set aside (`registry/doubts.py`), as those of contracts."""

    service: Mapped[Service | None] = relationship(lazy="raise")
    authorities: Mapped[list[Authority]] = relationship(
        secondary="procurement_authorities", lazy="raise", order_by=Authority.gss, viewonly=True
    )


class ProcurementAuthority(Base):
    """A covered authority among the buyers of a procurement."""

    __tablename__ = "procurement_authorities"

    ocid: Mapped[str] = mapped_column(ForeignKey("procurements.ocid"), primary_key=True)
    gss: Mapped[str] = mapped_column(ForeignKey("authorities.gss"), primary_key=True, index=True)
