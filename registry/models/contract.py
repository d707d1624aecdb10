"""Contracts: the resolution of what sources say about them."""

from datetime import date
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.db import Base, Versioned
from registry.models.authority import Authority
from registry.models.product import Product
from registry.models.service import Service
from registry.models.supplier import Supplier


class Contract(Versioned, Base):
    """What authorities buy from suppliers, and until when.

    Every column but `id`, `ocid` and `merged_into_id` resolves the claims that the public may see
    (`registry/claims.py`): never written by hand.
    """

    __tablename__ = "contracts"
    __table_args__ = (
        Index(None, "is_listed", "ends_on", "id"),
        Index("ix_contracts_to_act_by", "is_listed", "is_technology", "act_by_on", "ends_on", "id"),
        Index(
            "ix_contracts_renewals",
            *("is_listed", "is_technology", "status", "ends_on", "act_by_on", "id", "decision", "service_id"),
        ),
        Index("ix_contracts_decision_id", "decision", "id"),
    )

    id: Mapped[str] = mapped_column(String(13), primary_key=True)
    ocid: Mapped[str | None] = mapped_column(String(200), index=True)
    """The procurement it came from; known sometimes before any notice of it is."""
    reference: Mapped[str | None] = mapped_column(String(300), index=True)
    """The buyer's own reference."""
    title: Mapped[str] = mapped_column(Text)
    status: Mapped[str] = mapped_column(String(12))
    """`awarded` (not yet said to be signed), `active`, `terminated` or `cancelled`."""
    signed_on: Mapped[date | None]
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    """Last day of the current term, options taken included; None when no source says."""
    max_ends_on: Mapped[date | None]
    """Last day it could run to if every option were taken; None when no source says."""
    review_on: Mapped[date | None]
    break_on: Mapped[date | None]
    """First day on which the authority may end it early; None when no source says."""
    lead_months: Mapped[int | None]
    """How long the authority reckons its replacement to take; that of the service's kind when None."""
    open_ended: Mapped[bool] = mapped_column(default=False)
    """Whether it runs until one side ends it."""
    extension_text: Mapped[str | None] = mapped_column(Text)
    """The options in the buyer's words."""
    options: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    """Extensions that the buyer may choose: `registry.options.Option` as dictionaries."""
    value_pence: Mapped[int | None] = mapped_column(BigInteger)
    """Value over the whole life, on the basis of `vat`."""
    annual_value_pence: Mapped[int | None] = mapped_column(BigInteger)
    annual_vat: Mapped[str | None] = mapped_column(String(10))
    value_with_vat_pence: Mapped[int | None] = mapped_column(BigInteger)
    vat: Mapped[str | None] = mapped_column(String(10))
    """`excluded`, `included` or `unknown`."""
    currency: Mapped[str | None] = mapped_column(String(3))
    procedure: Mapped[str | None] = mapped_column(Text)
    agreement: Mapped[str | None] = mapped_column(String(10))
    """`contract`, `framework` or `call_off`."""
    framework: Mapped[str | None] = mapped_column(Text)
    """The framework that it is called off from."""
    cpv: Mapped[list[str]] = mapped_column(JSON)
    service_id: Mapped[str | None] = mapped_column(ForeignKey("services.id"), index=True)
    service_words: Mapped[list[str]] = mapped_column(JSON)
    is_technology: Mapped[bool] = mapped_column(default=True)
    """Registers hold every contract of a council; the estate is the technology among them."""
    product_id: Mapped[str | None] = mapped_column(ForeignKey("products.id"), index=True)
    product_text: Mapped[str | None] = mapped_column(Text)
    """The product in a source's words."""
    decision: Mapped[str | None] = mapped_column(String(12))
    """What the authority will do at its end: `undecided`, `extend`, `re-procure` or `exit`."""
    decided_on: Mapped[date | None]
    decision_reason: Mapped[str | None] = mapped_column(Text)
    act_by_on: Mapped[date | None]
    """The day by which its replacement must start (`registry/renewals.py`), kept to sort and filter by.

    None when no end is known, and for contracts that are over: nothing has to be started for them.
    """
    confirmed_on: Mapped[date | None]
    """The last day on which the authority itself spoke about it."""
    value_confirmed: Mapped[bool] = mapped_column(default=False)
    """Whether its value, whole or yearly, is the authority's own word."""
    disputed: Mapped[list[str]] = mapped_column(JSON, default=list)
    """Fields on which a later official notice disagrees with the authority."""
    doubts: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    """Published values that were set aside (`registry/doubts.py`): `registry.weighing.SetAside` as dictionaries."""
    is_listed: Mapped[bool] = mapped_column(default=True)
    """False when it was rejected by its authority, or merged into another."""
    merged_into_id: Mapped[str | None] = mapped_column(ForeignKey("contracts.id"), index=True)
    """The contract that this one turned out to be; its id redirects there."""

    service: Mapped[Service | None] = relationship(lazy="raise")
    product: Mapped[Product | None] = relationship(lazy="raise")
    authorities: Mapped[list[Authority]] = relationship(
        secondary="contract_authorities", lazy="raise", order_by=Authority.gss, viewonly=True
    )
    suppliers: Mapped[list[Supplier]] = relationship(
        secondary="contract_suppliers",
        secondaryjoin="ContractSupplier.supplier_id == Supplier.id",
        lazy="raise",
        order_by=Supplier.id,
        viewonly=True,
    )


class ContractAuthority(Base):
    """An authority that buys under a contract."""

    __tablename__ = "contract_authorities"
    __table_args__ = (Index(None, "gss", "contract_id"),)

    contract_id: Mapped[str] = mapped_column(ForeignKey("contracts.id"), primary_key=True)
    gss: Mapped[str] = mapped_column(ForeignKey("authorities.gss"), primary_key=True)


class ContractSupplier(Base):
    """A supplier that sells under a contract."""

    __tablename__ = "contract_suppliers"
    __table_args__ = (Index(None, "supplier_id", "contract_id"), Index(None, "contract_id", "supplier_id"))

    contract_id: Mapped[str] = mapped_column(ForeignKey("contracts.id"), primary_key=True)
    sighted_id: Mapped[str] = mapped_column(ForeignKey("suppliers.id"), primary_key=True, index=True)
    """The supplier as the source identifies it."""
    supplier_id: Mapped[str] = mapped_column(ForeignKey("suppliers.id"))
    """The same after merging: the one to show."""
