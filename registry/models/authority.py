"""Authorities, and the identities under which they publish."""

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.db import Base, Versioned


class Authority(Versioned, Base):
    """A buyer we cover: one of the 33 London authorities, or another that was added."""

    __tablename__ = "authorities"

    gss: Mapped[str] = mapped_column(String(9), primary_key=True)
    """The code of the Office for National Statistics, `E09000018`."""
    lae: Mapped[str | None] = mapped_column(String(10))
    """The local authority code of org-id.guide's GB-LAE list, `HNS`."""
    slug: Mapped[str] = mapped_column(String(100), unique=True)
    short_name: Mapped[str] = mapped_column(String(100), index=True)
    official_name: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(60))
    region: Mapped[str] = mapped_column(String(60))

    identities: Mapped[list["AuthorityIdentity"]] = relationship(
        back_populates="authority",
        lazy="raise",
        order_by="AuthorityIdentity.value",
        cascade="all, delete-orphan",
    )


class AuthorityIdentity(Base):
    """A name or an identifier under which an authority publishes."""

    __tablename__ = "authority_identities"

    gss: Mapped[str] = mapped_column(ForeignKey("authorities.gss"), primary_key=True)
    value: Mapped[str] = mapped_column(String(200), primary_key=True)
    """`LBHF`, or a scheme with an id: `GB-PPON-PHTW-6333-BQGD`. Two who publish together may share one."""
    kind: Mapped[str] = mapped_column(String(10))
    """`name` or `identifier`."""
    origin: Mapped[str] = mapped_column(String(200))
    """Where we learned it."""

    authority: Mapped[Authority] = relationship(back_populates="identities", lazy="raise")
