"""Systems: products as authorities use them."""

from datetime import date

from sqlalchemy import JSON, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.db import Base, Versioned
from registry.models.authority import Authority
from registry.models.contract import Contract
from registry.models.product import Product
from registry.models.service import Service


class System(Versioned, Base):
    """A product (or a name, until someone says which product) in use for services.

    Every column but `id` resolves the claims that the public may see (`registry/claims.py`): never written by
    hand. Versions, hosting and experience are for boroughs and stand in the statements alone.
    """

    __tablename__ = "systems"
    __table_args__ = (Index(None, "is_listed", "name", "id"),)

    id: Mapped[str] = mapped_column(String(13), primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    product_id: Mapped[str | None] = mapped_column(ForeignKey("products.id"), index=True)
    status: Mapped[str] = mapped_column(String(10))
    """`proposed` (by sources; nobody has confirmed it), `live`, `retiring` or `retired`."""
    modules: Mapped[list[str]] = mapped_column(JSON, default=list)
    interfaces: Mapped[list[str]] = mapped_column(JSON, default=list)
    """Other systems and services that it exchanges data with."""
    standards: Mapped[list[str]] = mapped_column(JSON, default=list)
    """Data standards that it speaks: `Open Referral UK`, `UPRN`."""
    has_open_api: Mapped[bool | None]
    first_used_on: Mapped[date | None]
    retired_on: Mapped[date | None]
    replaces: Mapped[list[str]] = mapped_column(JSON, default=list)
    """Ids of systems, or names, that it took over from."""
    confirmed_on: Mapped[date | None]
    """The last day on which an authority that uses it spoke about it."""
    disputed: Mapped[list[str]] = mapped_column(JSON, default=list)
    is_listed: Mapped[bool] = mapped_column(default=True)
    """False when its authority rejected it, or no source proposes it any more."""

    product: Mapped[Product | None] = relationship(lazy="raise")
    authorities: Mapped[list[Authority]] = relationship(
        secondary="system_authorities", lazy="raise", order_by=Authority.gss, viewonly=True
    )
    services: Mapped[list[Service]] = relationship(
        secondary="system_services", lazy="raise", order_by=Service.id, viewonly=True
    )
    contracts: Mapped[list[Contract]] = relationship(
        secondary="system_contracts", lazy="raise", order_by=Contract.id, viewonly=True
    )


class SystemAuthority(Base):
    """An authority that uses a system."""

    __tablename__ = "system_authorities"
    __table_args__ = (Index(None, "gss", "system_id"),)

    system_id: Mapped[str] = mapped_column(ForeignKey("systems.id"), primary_key=True)
    gss: Mapped[str] = mapped_column(ForeignKey("authorities.gss"), primary_key=True)


class SystemService(Base):
    """A service that a system is used for."""

    __tablename__ = "system_services"
    __table_args__ = (Index(None, "service_id", "system_id"),)

    system_id: Mapped[str] = mapped_column(ForeignKey("systems.id"), primary_key=True)
    service_id: Mapped[str] = mapped_column(ForeignKey("services.id"), primary_key=True)


class SystemContract(Base):
    """A contract under which a system is bought."""

    __tablename__ = "system_contracts"
    __table_args__ = (Index(None, "contract_id", "system_id"),)

    system_id: Mapped[str] = mapped_column(ForeignKey("systems.id"), primary_key=True)
    contract_id: Mapped[str] = mapped_column(ForeignKey("contracts.id"), primary_key=True)
