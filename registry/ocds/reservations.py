"""To whose suppliers a procurement is reserved: those of an area, or small ones.

Below the threshold a council may reserve a competition to suppliers of the United Kingdom or of a county or London
borough (the UK extension of OCDS: `otherRequirements.reservedParticipationLocation`, of the tender or of a lot).
"""

import re
from collections.abc import Iterator

from registry.ocds.shapes import Json, object_at, objects, text

UNITED_KINGDOM = "K02000001"
_CODE = re.compile(r"[A-Z][0-9]{8}\Z")
_SMALL = "smeVcse"


def reserved_areas(tender: Json) -> list[str]:
    """Return the ONS codes of the areas that a tender, or any of its lots, is reserved to; usually none."""
    return sorted({code for each in _requirements(tender) for code in _codes(each)})


def is_reserved_to_small(tender: Json) -> bool:
    """Return whether a tender, or any of its lots, is reserved to small and medium-sized or voluntary organisations."""
    given = (each.get("reservedParticipation") for each in _requirements(tender))
    return any(_SMALL in each for each in given if isinstance(each, list))


def _requirements(tender: Json) -> Iterator[Json]:
    for each in (tender, *objects(tender, "lots")):
        yield object_at(each, "otherRequirements")


def _codes(requirements: Json) -> Iterator[str]:
    gazetteer = object_at(requirements, "reservedParticipationLocation", "gazetteer")
    given = gazetteer.get("identifiers")
    if text(gazetteer, "scheme", 20) == "GB-ONS" and isinstance(given, list):
        yield from (code for code in given if isinstance(code, str) and _CODE.match(code))
