"""Which procurements are one, published through several doors."""

from collections.abc import Collection

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import joinedload

from registry.models import Contract, ContractAuthority, ProcurementLink, ProcurementLinkWord


def links_of(ocids: Collection[str]) -> Select[ProcurementLink]:
    """Return the links of procurements, each with both of its procurements; the surest first."""
    shown = joinedload(ProcurementLink.first), joinedload(ProcurementLink.other)
    about = or_(ProcurementLink.first_ocid.in_(ocids), ProcurementLink.other_ocid.in_(ocids))
    order = ProcurementLink.score.desc(), ProcurementLink.first_ocid, ProcurementLink.other_ocid
    return select(ProcurementLink).where(about, ProcurementLink.is_clear).options(*shown).order_by(*order)


def words_about(ocid: str) -> Select[ProcurementLinkWord]:
    """Return what people say of a procurement and others, the latest first."""
    about = or_(ProcurementLinkWord.first_ocid == ocid, ProcurementLinkWord.other_ocid == ocid)
    return select(ProcurementLinkWord).where(about).order_by(ProcurementLinkWord.said_at.desc())


def pairs_bought_by(gss: str) -> Select[str, str]:
    """Return the pairs of procurements that are one, of which contracts of an authority came."""
    bought = select(ContractAuthority.contract_id).where(ContractAuthority.gss == gss)
    ocids = select(Contract.ocid).where(Contract.id.in_(bought), Contract.ocid.is_not(None))
    pairs = select(ProcurementLink.first_ocid, ProcurementLink.other_ocid)
    return pairs.where(
        ProcurementLink.is_clear, ProcurementLink.first_ocid.in_(ocids), ProcurementLink.other_ocid.in_(ocids)
    )
