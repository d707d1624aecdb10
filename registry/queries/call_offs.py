"""Which contracts were called off from a framework."""

from sqlalchemy import Select, exists, select

from registry.models import Contract, Statement


def call_offs_of(ocid: str) -> Select[Contract]:
    """Return the listed contracts whose public notices name the procurement `ocid` as their framework."""
    names_it = exists().where(
        Statement.subject_kind == "contract",
        Statement.subject_id == Contract.id,
        Statement.audience == "public",
        Statement.fields["framework_ocid"].as_string() == ocid,
    )
    query = select(Contract).where(Contract.agreement == "call_off", Contract.is_listed, names_it)
    return query.where(Contract.ocid.is_distinct_from(ocid)).order_by(Contract.id)
