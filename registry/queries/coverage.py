"""How much of the estate is known: of each authority, for each service, from each source."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select

from registry.models import (
    Authority,
    BrokenPage,
    Contract,
    ContractAuthority,
    Notice,
    RegisterImport,
    ScrapeRun,
    Service,
    Source,
    Statement,
    System,
    SystemAuthority,
    SystemService,
)
from registry.queries.estates import RUNS, contract_counts
from registry.queries.filters import any_of


@dataclass(frozen=True, slots=True)
class Within:
    """The authorities and services to which counts are narrowed; None is all."""

    authorities: Sequence[str] | None = None
    services: Sequence[str] | None = None


MEASURES = ("running", "with_known_end", "with_value", "value_confirmed", "confirmed_within_year", "disputed")
"""What is counted of contracts, as `registry.queries.estates.contract_counts` defines it."""


def contracts_by(
    *keys: ColumnElement[Any], on: date, confirmed_since: date, within: Within
) -> Select[*tuple[Any, ...]]:
    """Return the counts of running contracts, and the latest word of their authorities, by `keys`.

    `keys` are among `ContractAuthority.gss` and `Contract.service_id`; without the first, a contract that several
    authorities share counts once.
    """
    counts = contract_counts(on, confirmed_since)
    counted = select(*keys, *(counts[name] for name in MEASURES), func.max(Contract.confirmed_on))
    counted = counted.select_from(Contract).where(*RUNS, *any_of(Contract.service_id, within.services))
    if any(key is ContractAuthority.gss for key in keys):
        counted = counted.join(ContractAuthority).where(*any_of(ContractAuthority.gss, within.authorities))
    elif within.authorities is not None:
        bought = select(ContractAuthority.contract_id).where(ContractAuthority.gss.in_(within.authorities))
        counted = counted.where(Contract.id.in_(bought))
    return counted.group_by(*keys) if keys else counted


def systems_by(*keys: ColumnElement[Any], within: Within) -> Select[*tuple[Any, ...]]:
    """Return how many listed systems there are by `keys`: `SystemAuthority.gss`, `SystemService.service_id`."""
    counted = select(*keys, func.count(System.id.distinct())).select_from(System)
    if any(key is SystemAuthority.gss for key in keys) or within.authorities is not None:
        counted = counted.join(SystemAuthority).where(*any_of(SystemAuthority.gss, within.authorities))
    if any(key is SystemService.service_id for key in keys) or within.services is not None:
        served = SystemService.system_id == System.id
        counted = counted.join(SystemService, served).where(*any_of(SystemService.service_id, within.services))
    counted = counted.where(System.is_listed, System.status != "retired")
    return counted.group_by(*keys) if keys else counted


def authorities() -> Select[Authority]:
    """Return every authority that is covered, by name."""
    return select(Authority).order_by(Authority.short_name, Authority.gss)


def services() -> Select[Service]:
    """Return every service, by name."""
    return select(Service).order_by(Service.name, Service.id)


def portals() -> Select[Source]:
    """Return the portals that were read, or were begun to be."""
    return select(Source).order_by(Source.name)


def runs_since(since: datetime) -> Select[str, int, int]:
    """Return how many runs of each portal began since a moment, and how many of them failed."""
    counted = select(ScrapeRun.source, func.count(), func.count(ScrapeRun.error)).where(ScrapeRun.started_at >= since)
    return counted.group_by(ScrapeRun.source)


def last_read() -> Select[str, datetime | None]:
    """Return when each portal was last read to the end of a run without an error."""
    finished = select(ScrapeRun.source, func.max(ScrapeRun.finished_at)).where(ScrapeRun.error.is_(None))
    return finished.group_by(ScrapeRun.source)


def notices_by_source() -> Select[str, int]:
    """Return how many notices are kept of each portal."""
    return select(Notice.source, func.count()).group_by(Notice.source)


def lost_pages() -> Select[str, int]:
    """Return how many pages of each portal could not be read in any way."""
    return select(BrokenPage.source, func.count()).where(BrokenPage.is_lost).group_by(BrokenPage.source)


def contracts_spoken_of() -> Select[str, int]:
    """Return of how many contracts each source says something that the public may know."""
    spoken = select(Statement.source, func.count(Statement.subject_id.distinct()))
    spoken = spoken.where(Statement.subject_kind == "contract", Statement.audience == "public")
    return spoken.group_by(Statement.source).order_by(Statement.source)


def registers() -> Select[str, date, datetime | None]:
    """Return the registers that were applied: authority, the day as of which each speaks, and when; latest last."""
    applied = select(RegisterImport.gss, RegisterImport.said_on, RegisterImport.applied_at)
    return applied.where(RegisterImport.state == "applied").order_by(RegisterImport.said_on, RegisterImport.applied_at)
