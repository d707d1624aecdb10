"""The clock of the HTTP layer: rules and queries are told the day."""

from datetime import UTC, date, datetime

from registry.ocds.shapes import LONDON


def now() -> datetime:
    """Return this instant in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """Return the day it is in London."""
    return datetime.now(LONDON).date()
