"""Conditions on opportunities: on which side of the threshold they are, and to whom they are reserved."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Text, and_, case, cast, func, literal, or_

from registry.models import Procurement
from registry.ocds.reservations import UNITED_KINGDOM
from registry.ocds.shapes import LONDON
from registry.thresholds import THRESHOLDS, VAT_PERCENT, threshold

ANY, LOCAL = "any", "local"
"""Reserved at all; reserved to an area that is smaller than the United Kingdom."""


def pence_with_vat(pence: Any, vat: Any) -> ColumnElement[int]:
    """Return an amount with VAT, as `registry.thresholds.with_vat` has it: taken to be without, and rounded up."""
    return case((vat == "included", pence), else_=(pence * (100 + VAT_PERCENT[-1].value) + 99) // 100)


def is_below_threshold(pence: Any, vat: Any, currency: Any, limit: Any) -> ColumnElement[bool]:
    """Return the condition that a value is below `limit` (pence with VAT); null where the value is not known."""
    in_pounds = or_(currency == "GBP", currency.is_(None))
    return case((in_pounds, pence_with_vat(pence, vat) < limit))


def is_procurement_below(row: type[Procurement] = Procurement) -> ColumnElement[bool]:
    """Return whether a procurement is below its threshold: as its notice says, else by its value; null if unknown."""
    by_value = is_below_threshold(row.value_pence, row.vat, row.currency, _threshold_at(row.first_published_at))
    return case((row.above_threshold.is_not(None), ~row.above_threshold), else_=by_value)


def is_worth_below(pence: Any, vat: Any, currency: Any, on: date) -> ColumnElement[bool]:
    """Return whether what would commence on a day is below the threshold; null where its value is not known."""
    return is_below_threshold(pence, vat, currency, literal(threshold("services", on).value))


def reserved_to(words: Sequence[str], row: type[Procurement] = Procurement) -> ColumnElement[bool]:
    """Return the condition that a procurement is reserved to one of `words`: ONS codes, `any`, or `local`."""
    as_text = cast(row.reserved_areas, Text)
    areas = func.json_array_length(row.reserved_areas)
    is_for_all = as_text.like(f'%"{UNITED_KINGDOM}"%')
    meant = {ANY: areas > 0, LOCAL: and_(areas > 0, ~is_for_all)}
    return or_(*(meant[each] if each in meant else as_text.like(f'%"{each}"%') for each in words))


def _threshold_at(published_at: Any) -> ColumnElement[int]:
    """Return the threshold in force when a procurement was first published."""
    table = THRESHOLDS["services"]
    dated = [(published_at >= _midnight(rule.from_on), rule.value) for rule in reversed(table[1:])]
    return case(*dated, else_=table[0].value)


def _midnight(on: date) -> datetime:
    return datetime(on.year, on.month, on.day, tzinfo=LONDON)
