"""Until when a supplier can still come in."""

from datetime import datetime

from registry.ocds.shapes import Json, moment, object_at


def closes_at(tender: Json) -> datetime | None:
    """Return the first deadline that a supplier must meet, in UTC.

    In a procedure with several stages that is the deadline for asking to take part: who misses it is not invited
    to tender.
    """
    deadlines = (
        moment(object_at(tender, "tenderPeriod"), "endDate"),
        moment(tender, "expressionOfInterestDeadline"),
    )
    return min((each for each in deadlines if each), default=None)
