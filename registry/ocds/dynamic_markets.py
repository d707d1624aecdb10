"""Dynamic markets: suppliers join one to be invited later; none of their notices is a tender to answer.

Procurement Act 2023, sections 34 to 40; notices UK13 to UK16.
"""

from collections.abc import Sequence

from registry.ocds.notice_types import notice_type
from registry.ocds.shapes import Json

PROCEDURE = "Dynamic market"
"""What Find a Tender gives as the procedure of such a notice."""
_TYPES = {"UK13", "UK14", "UK15", "UK16"}


def is_market_notice(release: Json) -> bool:
    """Whether a notice is about a dynamic market itself, and no purchase."""
    return notice_type(release) in _TYPES


def kind_of(procedure: str | None) -> str:
    """Return what a procurement with this procedure is: `dynamic_market` or `procurement`."""
    return "dynamic_market" if (procedure or "").casefold() == PROCEDURE.casefold() else "procurement"


def procedure_of(stated: str, releases: Sequence[Json]) -> str:
    """Return a procurement's procedure as stated; that of a dynamic market where only its notices tell."""
    return PROCEDURE if any(map(is_market_notice, releases)) else stated
