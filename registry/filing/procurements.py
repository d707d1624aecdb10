"""What is filed of a procurement: the columns of its row, read from all its releases merged."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from registry.classification import Classification
from registry.filing.knowledge import Knowledge
from registry.filing.notices import classified, description_of
from registry.filing.record_doubts import as_kept, record_doubts, set_aside
from registry.ocds.classifications import release_cpv_codes
from registry.ocds.deadlines import closes_at
from registry.ocds.dynamic_markets import kind_of, procedure_of
from registry.ocds.merging import in_order, instant, merged
from registry.ocds.notice_types import STAGES, regime, stage
from registry.ocds.parties import buyers
from registry.ocds.reservations import is_reserved_to_small, reserved_areas
from registry.ocds.shapes import Json, flag, object_at, objects, text, wording
from registry.ocds.values import value

# Contracts Finder also publishes `InvalidStatus`, which says nothing.
_CLOSED = {"complete", "cancelled", "unsuccessful", "withdrawn", "planning", "planned"}


def read_procurement(
    releases: Sequence[Json],
    knowledge: Knowledge,
    known: Classification | None = None,
    released: Mapping[str, Any] = MappingProxyType({}),
) -> dict[str, Any]:
    """Return the columns of a procurement's row from its cleaned releases, in whatever order they come.

    `known` is what the only release was classified as, where that was done already; `released` are values, by
    field, that count although they are in doubt.
    """
    ordered = in_order(releases)
    record = merged(ordered) if len(ordered) > 1 else ordered[0]
    tender, stages = object_at(record, "tender"), [stage(release) for release in ordered]
    procedure = procedure_of(text(tender, "procurementMethodDetails", 500), ordered)
    title = wording(tender, "title", 1000) or wording(record, "title", 1000) or "Untitled"
    found = known or classified(record, knowledge)
    worth = value(object_at(tender, "value"), net_by_law=regime(record) == "previous")
    columns = {
        "title": title,
        "description": description_of(record),
        "stage": max(stages, key=STAGES.index),
        "is_open": kind_of(procedure) == "procurement" and _is_open(tender, stages),
        "regime": regime(record),
        "buyer_name": ", ".join(party.name for party in buyers(record) if party.name),
        "first_published_at": instant(ordered[0]),
        "updated_at": instant(ordered[-1]),
        "closes_at": closes_at(tender),
        "value_pence": worth.pence if worth else None,
        "vat": worth.vat if worth else None,
        "currency": worth.currency if worth else None,
        "procedure": procedure or None,
        "above_threshold": flag(tender, "aboveThreshold"),
        "suits_sme": _suits_sme(tender),
        "reserved_areas": reserved_areas(tender),
        "cpv": list(release_cpv_codes(record)),
        "is_technology": found.is_technology,
        "service_id": found.service,
        "service_words": [*found.words, *found.cpv],
    }
    doubts = [doubt for doubt in record_doubts(columns, record) if released.get(doubt.field, doubt) != doubt.value]
    return {**columns, **set_aside(doubts), "doubts": [as_kept(doubt, ordered) for doubt in doubts]}


def _is_open(tender: Json, stages: Sequence[str]) -> bool:
    """Whether suppliers were invited, and neither an award nor a cancellation has come after the last invitation."""
    invited = max((number for number, each in enumerate(stages) if each == "tender"), default=None)
    if invited is None or text(tender, "status") in _CLOSED:
        return False
    return not {"award", "contract", "cancellation"} & set(stages[invited + 1 :])


def _suits_sme(tender: Json) -> bool | None:
    said = [flag(object_at(each, "suitability"), "sme") for each in (tender, *objects(tender, "lots"))]
    told = [each for each in said if each is not None]
    return any(told) or is_reserved_to_small(tender) or (False if told else None)
