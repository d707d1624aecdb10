"""An authority's estate, as its profile shows it."""

from collections.abc import Mapping
from typing import Any

from registry.api.clock import today
from registry.api.markets import held
from registry.api.schemas.record import ServiceRef, money
from registry.api.session import session
from registry.claims import FRESH_FOR
from registry.holdings import Counts
from registry.market import shares
from registry.queries import estates, market
from registry.queries.authorities import notice_counts
from registry.queries.services import services_matching

SHOWN = 10
_SERVICE = ServiceRef()


def estate_of(gss: str) -> dict[str, Any]:
    """Return what is known of an authority's contracts and systems."""
    ask = session().execute
    summary = ask(estates.estate_summary(gss, today(), today() - FRESH_FOR)).one()._asdict()
    notices, latest = ask(notice_counts(gss)).one()
    counts = held(authority=gss)
    return {
        **summary,
        "annual_value": worth(summary, "annual"),
        "whole_value": worth(summary, "whole"),
        "ends_by_year": years(counts),
        "decisions": dict(sorted(counts.decisions.items())),
        "suppliers": _holders(counts),
        "systems": dict(ask(estates.systems_by_status(gss)).all()),
        "services": _services(counts),
        "services_without_known_system": session().scalars(estates.services_without_a_system(gss)).all(),
        "notices": notices,
        "latest_notice_at": latest,
    }


def worth(summary: Mapping[str, Any], name: str) -> dict[str, Any]:
    """Return what running contracts are worth, of the columns of `registry.queries.estates.worth_counts`."""
    known = summary[f"{name}_known"]
    return {
        "amount": money(int(summary[f"{name}_pence"])),
        "known": known,
        "with_vat": summary[f"{name}_with_vat"],
        "not_known": summary["running"] - known,
    }


def years(counts: Counts) -> list[dict[str, int]]:
    """Return how many running contracts end in each year."""
    return [{"year": year, "contracts": count} for year, count in sorted(counts.years.items())]


def _services(counts: Counts) -> list[dict[str, Any]]:
    called = {each.id: each for each in session().scalars(services_matching())}
    return [{**_SERVICE.dump(called[id_]), "contracts": count} for id_, count in counts.services.most_common()]


def _holders(counts: Counts) -> dict[str, Any]:
    shared = shares(counts.by_supplier, counts.unnamed)
    largest = list(shared.counts)[:SHOWN]
    called = {each.id: each for each in session().scalars(market.suppliers_called(largest))}
    return {
        "measure": shared,
        "suppliers": [
            {
                "supplier": called[id_],
                "contracts": shared.counts[id_],
                "share": shared.shares[id_],
                "annual_value": money(counts.pence_by_supplier[id_] or None),
            }
            for id_ in largest
        ],
    }
