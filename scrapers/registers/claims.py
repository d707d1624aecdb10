"""What the rows about one contract claim, in the shapes of statements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from functools import lru_cache
from typing import Any

from registry.filing.suppliers import Sighting, sighting
from registry.ocds.parties import NAME_LIMIT, Party
from scrapers.registers.grouping import title_of

AS_GIVEN = ("starts_on", "ends_on", "max_ends_on", "review_on", "extension_text", "procedure", "agreement", "framework")
COMPARED = (*AS_GIVEN, "open_ended", "options", "value_pence", "annual_value_pence", "vat", "currency", "cpv")
"""Fields that all rows about one contract must agree on."""
MOST_REFERENCE = 300
"""Characters of a reference that the registry keeps."""
_CLAIM_OF = {"value_pence": "value", "annual_value_pence": "annual_value", "vat": "value", "currency": "value"}

Fields = Mapping[str, Any]


def contradictions(rows: Sequence[Fields]) -> list[str]:
    """Return the fields on which rows about one contract contradict each other."""
    if len(rows) == 1:
        return []
    return [name for name in COMPARED if _differ(row[name] for row in rows if name in row)]


def claims_of(rows: Sequence[Fields], gss: str) -> dict[str, Any]:
    """Return the claims of the rows about one contract; what they contradict each other on is left out."""
    left_out = contradictions(rows)
    said: dict[str, Any] = {}
    for row in rows:
        for name, value in row.items():
            if name not in left_out:
                said.setdefault(name, value)
    claims: dict[str, Any] = {name: said[name] for name in AS_GIVEN if name in said}
    claims |= {"title": title_of(said), "authorities": [gss], "status": "active"}
    claims["reference"] = " ".join(said.get("reference", "").split())
    claims["suppliers"] = [asdict(each) for each in sightings(rows)]
    claims["cpv"] = sorted(said.get("cpv", ()))
    claims["value"] = _money(said, "value_pence")
    claims["annual_value"] = _money(said, "annual_value_pence")
    if len(claims["reference"]) > MOST_REFERENCE:
        del claims["reference"]
    claims = {name: value for name, value in claims.items() if value}
    if said.get("open_ended") or "ends_on" in claims:  # an end takes back an earlier register's "open ended"
        claims["open_ended"] = bool(said.get("open_ended"))
    if "options" in said:
        claims["options"] = [{**each, "notice_days": None} for each in said["options"]]
    return claims


def sightings(rows: Iterable[Fields]) -> list[Sighting]:
    """Return the suppliers that rows name, each once, in the order of statements."""
    found = {_sighting(each["name"], each["company_number"]) for row in rows for each in row.get("suppliers", ())}
    return sorted(found, key=lambda each: (each.id, each.name))


def words_of(rows: Sequence[Mapping[str, str]]) -> dict[str, str] | None:
    """Return by claim the words that the rows keep beside their fields; None where there are none."""
    words: dict[str, dict[str, None]] = {}
    for row in rows:
        for name, text in row.items():
            words.setdefault(_CLAIM_OF.get(name, name), {})[text] = None
    return {name: "; ".join(texts) for name, texts in words.items()} or None


@lru_cache(10_000)
def _sighting(name: str, number: str | None) -> Sighting:
    return sighting(Party(name[:NAME_LIMIT], (f"GB-COH-{number}",) if number else ()))


def _money(said: Fields, name: str) -> dict[str, Any] | None:
    if name not in said:
        return None
    return {"pence": said[name], "with_vat_pence": None, "vat": said.get("vat", "unknown"), "currency": "GBP"}


def _differ(values: Iterable[Any]) -> bool:
    several = iter(values)
    first = next(several, None)
    return any(value != first for value in several)
