"""Links of procurements that are one, published through several doors: what tells, what is found, what people say."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.db import Base
from registry.models.procurement import Procurement


class ProcurementDoor(Base):
    """What the notices of one OCID say that tells which procurement it is: `registry.doors.facts.Door` as JSON."""

    __tablename__ = "procurement_doors"

    ocid: Mapped[str] = mapped_column(ForeignKey("procurements.ocid"), primary_key=True)
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)


class ProcurementKey(Base):
    """A key that a procurement shares with its other doors, if it has any."""

    __tablename__ = "procurement_keys"

    ocid: Mapped[str] = mapped_column(ForeignKey("procurements.ocid"), primary_key=True)
    key: Mapped[str] = mapped_column(String(16), primary_key=True, index=True)


class ProcurementLink(Base):
    """Two procurements that are one; that of the portal that tells most is `first_ocid`."""

    __tablename__ = "procurement_links"

    first_ocid: Mapped[str] = mapped_column(ForeignKey("procurements.ocid"), primary_key=True)
    other_ocid: Mapped[str] = mapped_column(ForeignKey("procurements.ocid"), primary_key=True, index=True)
    rule: Mapped[str] = mapped_column(String(20))
    """The rule that found it (`registry.doors.rules`), or `person`."""
    score: Mapped[float]
    reasons: Mapped[list[str]] = mapped_column(JSON)
    is_clear: Mapped[bool] = mapped_column(default=True)
    """False where several of one portal look the same by their title: then none of them is taken to be the one."""
    found_at: Mapped[datetime]

    first: Mapped[Procurement] = relationship(lazy="raise", foreign_keys=[first_ocid], viewonly=True)
    other: Mapped[Procurement] = relationship(lazy="raise", foreign_keys=[other_ocid], viewonly=True)


class ProcurementLinkWord(Base):
    """What a person says of two procurements: it stands whatever the rules find, now and later."""

    __tablename__ = "procurement_link_words"

    first_ocid: Mapped[str] = mapped_column(ForeignKey("procurements.ocid"), primary_key=True)
    other_ocid: Mapped[str] = mapped_column(ForeignKey("procurements.ocid"), primary_key=True, index=True)
    is_same: Mapped[bool]
    by: Mapped[str] = mapped_column(String(100))
    said_at: Mapped[datetime]
    note: Mapped[str | None] = mapped_column(Text)
