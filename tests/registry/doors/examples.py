"""Doors of procurements, with facts of our own."""

from datetime import date

from registry.doors.facts import Door

FTS, CF = "ocds-h6vhtk-0a0001", "ocds-b5fd17-00000000-0000-0000-0000-000000000001"
CLOSES, STARTS, ENDS = date(2026, 6, 1), date(2026, 9, 1), date(2029, 8, 31)


def door(ocid=FTS, **told):
    """Return a door of Camden's procurement of a housing management system; what is told is its own."""
    facts = {
        "title": "Housing management system",
        "buyers": frozenset({"E09000007", "london borough of camden"}),
        "stages": frozenset({"invitation"}),
        "published_on": date(2026, 5, 1),
        "closes": frozenset({CLOSES}),
        "starts": frozenset({STARTS}),
        "ends": frozenset({ENDS}),
    }
    return Door(ocid=ocid, **{**facts, **told})
