"""Notices: what portals published, kept as published."""

from datetime import datetime

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.db import Base, Versioned
from registry.models.authority import Authority
from registry.models.service import Service
from registry.models.supplier import Supplier


class Notice(Versioned, Base):
    """One publication on a portal: an OCDS release."""

    __tablename__ = "notices"
    __table_args__ = (UniqueConstraint("ocid", "release_id"), Index(None, "published_at", "id"))

    id: Mapped[str] = mapped_column(String(13), primary_key=True)
    source: Mapped[str] = mapped_column(String(40), index=True)
    ocid: Mapped[str] = mapped_column(ForeignKey("procurements.ocid"))
    release_id: Mapped[str] = mapped_column(String(200), index=True)
    published_at: Mapped[datetime]
    recorded_at: Mapped[datetime]
    digest: Mapped[bytes] = mapped_column(LargeBinary(32))
    """SHA-256 of the release as kept: tells a changed release from the same one read again."""
    raw: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    """The release as published, less contact persons: zlib over JSON."""

    regime: Mapped[str] = mapped_column(String(20))
    """The law it was published under: `procurement_act`, `previous` or `unstated`."""
    notice_type: Mapped[str | None] = mapped_column(String(4), index=True)
    """`UK1` to `UK17`; None under older law, where there is no such code."""
    stage: Mapped[str] = mapped_column(String(20), index=True)
    title: Mapped[str] = mapped_column(Text)
    description: Mapped[str] = mapped_column(Text, deferred=True)
    buyer_name: Mapped[str] = mapped_column(Text)
    buyer_id: Mapped[str | None] = mapped_column(String(200), index=True)
    portal_url: Mapped[str | None] = mapped_column(Text)
    closes_at: Mapped[datetime | None] = mapped_column(index=True)
    value_pence: Mapped[int | None] = mapped_column(BigInteger)
    vat: Mapped[str | None] = mapped_column(String(10))
    currency: Mapped[str | None] = mapped_column(String(3))
    cpv: Mapped[list[str]] = mapped_column(JSON)
    is_technology: Mapped[bool]
    service_id: Mapped[str | None] = mapped_column(ForeignKey("services.id"), index=True)
    service_words: Mapped[list[str]] = mapped_column(JSON)
    """The words and codes that decided the service, for a person to check."""

    service: Mapped[Service | None] = relationship(lazy="raise")
    authorities: Mapped[list[Authority]] = relationship(
        secondary="notice_authorities", lazy="raise", order_by=Authority.gss, viewonly=True
    )
    suppliers: Mapped[list[Supplier]] = relationship(
        secondary="notice_suppliers",
        secondaryjoin="NoticeSupplier.supplier_id == Supplier.id",
        lazy="raise",
        order_by=Supplier.id,
        viewonly=True,
    )


class NoticeAuthority(Base):
    """A covered authority among the buyers of a notice."""

    __tablename__ = "notice_authorities"

    notice_id: Mapped[str] = mapped_column(ForeignKey("notices.id"), primary_key=True)
    gss: Mapped[str] = mapped_column(ForeignKey("authorities.gss"), primary_key=True, index=True)


class NoticeSupplier(Base):
    """A supplier named in a notice."""

    __tablename__ = "notice_suppliers"

    notice_id: Mapped[str] = mapped_column(ForeignKey("notices.id"), primary_key=True)
    sighted_id: Mapped[str] = mapped_column(ForeignKey("suppliers.id"), primary_key=True, index=True)
    """The supplier as the notice identifies it."""
    supplier_id: Mapped[str] = mapped_column(ForeignKey("suppliers.id"), index=True)
    """The same after merging: the one to show."""
