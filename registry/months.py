"""Calendar months."""

from calendar import monthrange
from datetime import date


def add_months(day: date, months: int) -> date:
    """Return the same day of the month `months` later (or earlier), or that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        return date.min if months < 0 else date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def extend(ends_on: date, months: int) -> date:
    """Return the last day of a term that runs `months` longer (or shorter): as `add_months`, by whole months.

    A term that ends on the last day of a month ends on the last day of the later one.
    """
    end = add_months(ends_on, months)
    if end in (date.min, date.max) or ends_on.day < monthrange(ends_on.year, ends_on.month)[1]:
        return end
    return end.replace(day=monthrange(end.year, end.month)[1])
