"""The days to come of which a tender tells."""

from datetime import date

from registry.ocds.shapes import Json, day, object_at, objects


def notice_expected_on(tender: Json) -> date | None:
    """Return when the buyer means to publish the tender notice."""
    return day(object_at(tender, "communication"), "futureNoticeDate")


def starts_on(tender: Json) -> date | None:
    """Return when the first contract is to start: of the tender, or of its lots."""
    periods = [object_at(each, "contractPeriod") for each in (tender, *objects(tender, "lots"))]
    return min((found for period in periods if (found := day(period, "startDate"))), default=None)
