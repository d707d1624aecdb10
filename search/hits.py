"""Hits as they are shown: the index gives ids, the database what stands behind them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from registry.api.schemas.plan import plan_money
from registry.api.schemas.record import value_of
from registry.ocds.shapes import LONDON
from search import records
from search.bands import band_name, band_order, month_name
from search.building.plans import takes_part_publicly
from search.building.technology import suppliers_of
from search.building.values import product_names
from search.engines.engine import Hit
from search.naming import found_by

Counts = Sequence[tuple[str, int]]
Facets = Mapping[str, Counts]

_MOST_NAMED = 50
"""Values of a facet that are told."""
_IN_ORDER: dict[str, tuple[Callable[[str], str], Callable[[str], Any]]] = {
    "value_band": (band_name, band_order),
    "closing_month": (month_name, str),
    "ending_month": (month_name, str),
}
"""Facets that are read from the least to the most: what their values are called, and their order."""

_PLURALS = {
    "notice": "notices",
    "contract": "contracts",
    "plan": "plans",
    "supplier": "suppliers",
    "authority": "authorities",
    "service": "services",
    "product": "products",
    "system": "systems",
}


def show(session: Session, hits: Sequence[Hit]) -> list[dict[str, Any]]:
    """Return hits with what their records say now; one whose record is gone is left out."""
    found = {kind: records.shown(session, kind, ids) for kind, ids in _by_kind(hits).items()}
    shown = []
    for hit in hits:
        kind, record_id = _parts(hit)
        if record_id in found[kind]:
            row = found[kind][record_id]
            said = {**_UNKNOWN, **_SHOWN[kind](row)}
            shown.append({**_reference(hit), **said, **_because(hit, said)})
    return shown


def suggest(session: Session, hits: Sequence[Hit]) -> list[dict[str, Any]]:
    """Return the titles of hits, each once."""
    found = {kind: records.titles(session, kind, ids) for kind, ids in _by_kind(hits).items()}
    suggestions: dict[str, dict[str, Any]] = {}
    for hit in hits:
        kind, record_id = _parts(hit)
        if title := found[kind].get(record_id):
            suggestions.setdefault(title.casefold(), {**_reference(hit), "title": title})
    return list(suggestions.values())


def counts(session: Session, facets: Facets) -> dict[str, list[dict[str, Any]]]:
    """Return the counts of facets with the names of their values, and those worked out from numbers in order."""
    return {
        facet: _ordered(pairs, facet) if facet in _IN_ORDER else _named(session, facet, pairs)
        for facet, pairs in facets.items()
    }


def _ordered(pairs: Counts, facet: str) -> list[dict[str, Any]]:
    name_of, order = _IN_ORDER[facet]
    ordered = sorted(pairs, key=lambda pair: order(pair[0]))
    return [{"value": value, "name": name_of(value), "count": count} for value, count in ordered]


def _named(session: Session, facet: str, pairs: Counts) -> list[dict[str, Any]]:
    most = pairs[:_MOST_NAMED]
    names = records.names(session, facet, [value for value, _ in most])
    return [{"value": value, "name": names.get(value, value), "count": count} for value, count in most]


def _notice(row: Any) -> dict[str, Any]:
    published_on = row.published_at.astimezone(LONDON).date()
    return {**_bought(row), "stage": row.stage, "published_on": published_on, "closes_at": row.closes_at}


def _contract(row: Any) -> dict[str, Any]:
    days = {"starts_on": row.starts_on, "ends_on": row.ends_on}
    return {**_bought(row), **days, "product": row.product, "status": row.status}


def _plan(row: Any) -> dict[str, Any]:
    return {
        "title": row.title,
        "authorities": takes_part_publicly(row),
        "service": row.service,
        "services": [row.service],
        "stage": row.stage,
        "starts_on": row.starts_on,
        "value": plan_money(row.value_pence),
    }


def _system(row: Any) -> dict[str, Any]:
    return {
        "title": row.name,
        "authorities": row.authorities,
        "suppliers": suppliers_of(row),
        "services": row.services,
        "product": row.product,
        "status": row.status,
    }


def _product(row: Any) -> dict[str, Any]:
    return {"title": row.product.name, "services": row.services, "product": row.product}


def _bought(row: Any) -> dict[str, Any]:
    return {
        "title": row.title,
        "ocid": row.ocid,
        "authorities": row.authorities,
        "suppliers": row.suppliers,
        "service": row.service,
        "services": [row.service] if row.service else [],
        "value": value_of(row),
    }


_SHOWN = {
    "notice": _notice,
    "contract": _contract,
    "plan": _plan,
    "supplier": lambda row: {"title": row.name, "suppliers": [row]},
    "authority": lambda row: {"title": row.official_name, "authorities": [row]},
    "service": lambda row: {"title": row.name, "service": row, "services": [row]},
    "product": _product,
    "system": _system,
}

_UNKNOWN: dict[str, Any] = {
    **dict.fromkeys(("ocid", "service", "product", "stage", "status")),
    **dict.fromkeys(("published_on", "closes_at", "starts_on", "ends_on", "value")),
    **dict.fromkeys(("authorities", "suppliers", "services"), ()),
}


def _reference(hit: Hit) -> dict[str, Any]:
    kind, record_id = _parts(hit)
    return {"kind": kind, "id": record_id, "url": f"/api/v1/{_PLURALS[kind]}/{record_id}"}


def _because(hit: Hit, said: Mapping[str, Any]) -> dict[str, Any]:
    why = {"words": hit.words, "fields": hit.fields, "name": _name(hit, said), "boosts": hit.boosts}
    return {"highlights": hit.highlights, "why": why, "score": round(hit.score, 4)}


def _name(hit: Hit, said: Mapping[str, Any]) -> str | None:
    """Return the other name of its product by which a record was found."""
    return found_by(hit.words, said["title"], product_names(said["product"])) if said["product"] else None


def _by_kind(hits: Iterable[Hit]) -> dict[str, list[str]]:
    ids: dict[str, list[str]] = {}
    for kind, record_id in map(_parts, hits):
        ids.setdefault(kind, []).append(record_id)
    return ids


def _parts(hit: Hit) -> tuple[str, str]:
    kind, _, record_id = hit.id.partition(":")
    return kind, record_id
