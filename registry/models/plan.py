"""Plans: joint procurements that authorities agree to work on."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.db import Base, Versioned
from registry.models.authority import Authority
from registry.models.contract import Contract
from registry.models.service import Service
from registry.models.supplier import Supplier


class Plan(Versioned, Base):
    """A joint procurement: who takes part, which contracts it replaces, and by when."""

    __tablename__ = "plans"
    __table_args__ = (Index(None, "audience", "starts_on", "id"),)

    id: Mapped[str] = mapped_column(String(13), primary_key=True)
    title: Mapped[str] = mapped_column(String(300))
    service_id: Mapped[str] = mapped_column(ForeignKey("services.id"), index=True)
    lead_gss: Mapped[str] = mapped_column(ForeignKey("authorities.gss"), index=True)
    """The authority that leads the procurement."""
    stage: Mapped[str] = mapped_column(String(10))
    """How far it is: `registry.plans.Stage`."""
    audience: Mapped[str] = mapped_column(String(10))
    """Who may read it: `members`, `boroughs` or `public`."""
    requirement: Mapped[str] = mapped_column(Text)
    """What is to be bought, in the members' words."""
    starts_on: Mapped[date]
    """First day of the new contract."""
    value_pence: Mapped[int | None] = mapped_column(BigInteger)
    """Value over the whole life and for all members, with VAT, as they estimate it."""
    lead_months: Mapped[int | None]
    """Months from first market engagement to go-live; that of the service's kind when None."""
    opportunity_id: Mapped[str | None] = mapped_column(String(100))
    """The joint opportunity that it was made from."""
    milestones: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    """What members have said of milestones: `key`, `moved_on`, `done_on`, `note`."""
    documents: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    """Links: `kind` (document or lesson), `title`, `url`, `audience`, `by`, `gss`, `added_on`."""
    notes: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    """For members: `at`, `by`, `gss`, `text`."""
    answers: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    """What any supplier was told, for everyone to read: `at`, `gss`, `question`, `answer`."""
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]

    service: Mapped[Service] = relationship(lazy="raise")
    lead: Mapped[Authority] = relationship(lazy="raise")
    members: Mapped[list["PlanMember"]] = relationship(
        lazy="raise", order_by="PlanMember.gss", cascade="all, delete-orphan"
    )
    contracts: Mapped[list["PlanContract"]] = relationship(
        lazy="raise", order_by="PlanContract.contract_id", cascade="all, delete-orphan"
    )
    interests: Mapped[list["PlanInterest"]] = relationship(
        lazy="raise", order_by="PlanInterest.said_at, PlanInterest.supplier_id", cascade="all, delete-orphan"
    )
    notices: Mapped[list["PlanNotice"]] = relationship(
        lazy="raise", order_by="PlanNotice.ocid", cascade="all, delete-orphan"
    )


class PlanMember(Base):
    """An authority's part in a plan."""

    __tablename__ = "plan_members"
    __table_args__ = (Index(None, "gss", "plan_id"),)

    plan_id: Mapped[str] = mapped_column(ForeignKey("plans.id"), primary_key=True)
    gss: Mapped[str] = mapped_column(ForeignKey("authorities.gss"), primary_key=True)
    state: Mapped[str] = mapped_column(String(10))
    """`registry.plans.Membership`."""
    said_on: Mapped[date]
    word: Mapped[str | None] = mapped_column(Text)
    """Why, for members to read."""

    authority: Mapped[Authority] = relationship(lazy="raise")


class PlanContract(Base):
    """A contract that a plan replaces, with the terms that its members reckon with."""

    __tablename__ = "plan_contracts"
    __table_args__ = (Index(None, "contract_id", "plan_id"),)

    plan_id: Mapped[str] = mapped_column(ForeignKey("plans.id"), primary_key=True)
    contract_id: Mapped[str] = mapped_column(String(13), primary_key=True)
    """No foreign key: a plan keeps its word of a contract of which no source speaks any more."""
    added_on: Mapped[date]
    terms: Mapped[dict[str, Any]] = mapped_column(JSON)
    """Its terms when members last looked at them: `registry.planning.alerts.TERMS`, days as text."""

    contract: Mapped[Contract | None] = relationship(
        lazy="raise", primaryjoin="foreign(PlanContract.contract_id) == Contract.id", viewonly=True
    )


class PlanInterest(Base):
    """A supplier's interest in a plan."""

    __tablename__ = "plan_interests"
    __table_args__ = (Index(None, "supplier_id", "plan_id"),)

    plan_id: Mapped[str] = mapped_column(ForeignKey("plans.id"), primary_key=True)
    supplier_id: Mapped[str] = mapped_column(ForeignKey("suppliers.id"), primary_key=True)
    said_at: Mapped[datetime]
    word: Mapped[str | None] = mapped_column(Text)
    """What the supplier says, for members to read."""

    supplier: Mapped[Supplier] = relationship(lazy="raise")


class PlanNotice(Base):
    """A procurement that members took for the plan's own, or said is another."""

    __tablename__ = "plan_notices"

    plan_id: Mapped[str] = mapped_column(ForeignKey("plans.id"), primary_key=True)
    ocid: Mapped[str] = mapped_column(String(200), primary_key=True, index=True)
    is_ours: Mapped[bool]
    said_on: Mapped[date]
