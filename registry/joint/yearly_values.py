"""What a contract costs a year, with VAT, from what sources say."""

from dataclasses import dataclass
from datetime import date

from registry.law import with_vat

_A_YEAR = 365


@dataclass(frozen=True, slots=True)
class Worth:
    """What sources say of a contract's value, in pence."""

    currency: str | None = None
    annual_pence: int | None = None
    annual_vat: str | None = None
    whole_pence: int | None = None
    """Over its whole life."""
    whole_with_vat_pence: int | None = None
    vat: str | None = None


def yearly_pence(worth: Worth, starts_on: date | None, latest_on: date | None) -> tuple[int | None, bool]:
    """Return pence a year with VAT, and whether that was worked out from the value over the whole life.

    The value of the whole life is spread over the longest term, which it commonly covers; that of a term below a
    year is taken as it is. None when no source lets it be known, or not in pounds.
    """
    if worth.currency not in (None, "GBP"):
        return None, False
    if worth.annual_pence is not None:
        return with_vat(worth.annual_pence, worth.annual_vat), False
    whole = worth.whole_with_vat_pence
    if whole is None and worth.whole_pence is not None:
        whole = with_vat(worth.whole_pence, worth.vat)
    if whole is None or starts_on is None or latest_on is None or latest_on < starts_on:
        return None, False
    return whole * _A_YEAR // max(_A_YEAR, (latest_on - starts_on).days + 1), True
