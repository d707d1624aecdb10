"""What is doubtful about a notice, or about the merged record of a procurement: its value, deadline and buyer."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from registry.doubts import Doubt, buyer_doubt, closing_doubt, value_doubt
from registry.ocds.deadlines import closes_at
from registry.ocds.dynamic_markets import kind_of
from registry.ocds.merging import instant
from registry.ocds.parties import buyers
from registry.ocds.shapes import Json, flag, moment, object_at, text

_COLUMNS = {"value": ("value_pence", "vat", "currency"), "closes_at": ("closes_at",)}
"""The columns that are unknown while a field is in doubt; a buyer without a name has none."""


def record_doubts(columns: Mapping[str, Any], release: Json) -> Iterator[Doubt]:
    """Yield what is doubtful about the columns of a notice or a procurement, read from a cleaned release."""
    tender = object_at(release, "tender")
    is_market = kind_of(columns.get("procedure") or text(tender, "procurementMethodDetails", 500)) == "dynamic_market"
    is_framework = is_market or bool(flag(object_at(tender, "techniques"), "hasFrameworkAgreement"))
    worth = {"pence": columns["value_pence"], "vat": columns["vat"], "currency": columns["currency"]}
    named = next((each for party in buyers(release) for each in party.identifiers), None)
    published_at = moment(release, "date")
    found = (
        value_doubt("value", worth, is_framework=is_framework),
        published_at and closing_doubt(columns["closes_at"], published_at.date(), is_market=is_market),
        buyer_doubt(columns["buyer_name"], named),
    )
    return (doubt for doubt in found if doubt)


def set_aside(doubts: Iterable[Doubt]) -> dict[str, None]:
    """Return the columns that doubts leave unknown."""
    return {column: None for doubt in doubts for column in _COLUMNS.get(doubt.field, ())}


def as_kept(doubt: Doubt, releases: Sequence[Json]) -> dict[str, Any]:
    """Return a doubt as a procurement keeps it, with the latest of its releases, oldest first, that says so."""
    saying = next((each for each in reversed(releases) if _says(each, doubt.field)), releases[-1])
    said = {"reference": text(saying, "id"), "said_on": instant(saying).date().isoformat()}
    return {"field": doubt.field, "rule": doubt.rule, "value": doubt.value, "why": doubt.why, **said}


def _says(release: Json, field: str) -> bool:
    tender = object_at(release, "tender")
    return {"value": bool(object_at(tender, "value")), "closes_at": bool(closes_at(tender))}.get(field, False)
