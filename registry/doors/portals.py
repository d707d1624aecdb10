"""Portals by the prefix of their OCIDs, and which of them tells most of a procurement."""

PORTALS = {
    "ocds-h6vhtk": "Find a Tender",
    "ocds-b5fd17": "Contracts Finder",
    "ocds-r6ebe6": "Public Contracts Scotland",
    "ocds-kuma6s": "Sell2Wales",
}
"""What tells most comes first. https://standard.open-contracting.org/latest/en/schema/identifiers/#ocid-prefix"""
_PREFIX = len("ocds-h6vhtk")
_RANKS = {prefix: rank for rank, prefix in enumerate(PORTALS)}


def portal_of(ocid: str) -> str:
    """Return the prefix of an OCID: the portal that gave it."""
    return ocid[:_PREFIX]


def portal_name(ocid: str) -> str:
    """Return what the portal that gave an OCID is called; its prefix where we do not know it."""
    return PORTALS.get(portal_of(ocid), portal_of(ocid))


def ahead_first(ocids: tuple[str, str]) -> tuple[str, str]:
    """Return two OCIDs, that of the portal that tells most first: of one portal, the earlier given."""
    one, other = sorted(ocids, key=lambda ocid: (_RANKS.get(portal_of(ocid), len(_RANKS)), ocid))
    return one, other
