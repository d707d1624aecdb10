"""What `/coverage` counts: the public's view of the whole estate, counted at most once a minute."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from registry.api.cached import once_a_minute
from registry.api.clock import now, today
from registry.api.session import session
from registry.claims import FRESH_FOR
from registry.coverage import COUNTS, Counted, Known
from registry.models import Contract, ContractAuthority, SystemAuthority, SystemService
from registry.queries import coverage as queries
from registry.queries.coverage import Within

LATELY = timedelta(days=7)
_KINDS = {"register": "register", "public_record": "public_record", "authority": "authority"}
"""Sources beside portals; what we work out ourselves is none."""


def counted(within: Within) -> Counted:
    """Return what is known within some authorities and services; of all, of one or of a pair as of this minute."""
    if len(within.authorities or ()) > 1 or len(within.services or ()) > 1:
        return _count(within)
    everything = once_a_minute("coverage", lambda: _count(Within()))
    return everything.narrowed(*((each[0] if each else None) for each in (within.authorities, within.services)))


def counted_sources() -> list[dict[str, Any]]:
    """Return what each source has told, as of this minute."""
    return once_a_minute("coverage_sources", _sources)


def _count(within: Within) -> Counted:
    buyer, service = ContractAuthority.gss, Contract.service_id
    user, served = SystemAuthority.gss, SystemService.service_id
    total = _known((), (), within).get((), Known())
    return Counted(
        cells=_known((buyer, service), (user, served), within),
        authorities={key[0]: known for key, known in _known((buyer,), (user,), within).items()},
        services={key[0]: known for key, known in _known((service,), (served,), within).items()},
        total=total,
    )


def _known(of_contracts: Iterable[Any], of_systems: Iterable[Any], within: Within) -> dict[Any, Known]:
    """Return counts by key: those of contracts by some columns, with those of systems by others."""
    of_contracts, of_systems = tuple(of_contracts), tuple(of_systems)
    width, since = len(of_contracts), today() - FRESH_FOR
    ask = session().execute
    systems = {tuple(row[:width]): row[width] for row in ask(queries.systems_by(*of_systems, within=within))}
    rows = ask(queries.contracts_by(*of_contracts, on=today(), confirmed_since=since, within=within))
    contracts = {tuple(row[:width]): row[width:] for row in rows}
    return {
        key: Known(systems.get(key, 0), **dict(zip(COUNTS[1:], contracts.get(key, ()), strict=False)))
        for key in {**systems, **contracts}
    }


def _sources() -> list[dict[str, Any]]:
    ask = session().execute
    contracts = dict(ask(queries.contracts_spoken_of()).all())
    notices, read = dict(ask(queries.notices_by_source()).all()), dict(ask(queries.last_read()).all())
    lost = dict(ask(queries.lost_pages()).all())
    lately = {source: (runs, failed) for source, runs, failed in ask(queries.runs_since(now() - LATELY))}
    portals = [
        {
            "name": portal.name,
            "kind": "portal",
            "contracts": contracts.get(portal.name, 0),
            "notices": notices.get(portal.name, 0),
            "last_read_at": read.get(portal.name),
            "whole_since": portal.whole_since,
            "whole_until": portal.whole_until,
            "runs_lately": lately.get(portal.name, (0, 0))[0],
            "failed_lately": lately.get(portal.name, (0, 0))[1],
            "lost_pages": lost.get(portal.name, 0),
        }
        for portal in session().scalars(queries.portals())
    ]
    applied = max((at for _, _, at in ask(queries.registers()) if at), default=None)
    others = [
        {
            "name": name,
            "kind": kind,
            "contracts": contracts[name],
            "last_read_at": applied if kind == "register" else None,
        }
        for name, kind in _KINDS.items()
        if name in contracts
    ]
    return portals + others
