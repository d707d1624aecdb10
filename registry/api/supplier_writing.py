"""What every operation that changes a supplier has in common."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import abort

from registry.api.auth import actor
from registry.api.clock import now
from registry.api.session import session
from registry.api.writing import require_match
from registry.exceptions import CannotMerge
from registry.filing.supplier_record import Decision
from registry.models import Supplier
from registry.queries.suppliers import supplier_by_id


def supplier_to_change(supplier_id: str, *, merged: bool = False) -> Supplier:
    """Return a supplier that the one who asks has read; one that was merged only where `merged` is asked for.

    What was merged reads as the one that it was merged into, and so it is that one's `ETag` that must match.
    404 when there is none, 409 when it was merged, 412 or 428 when it was not read before.
    """
    supplier: Supplier = session().scalar(supplier_by_id(supplier_id)) or abort(404)
    if supplier.merged_into_id and not merged:
        abort(409, f"It was merged: write to /api/v1/suppliers/{supplier.merged_into_id}.")
    read = session().get_one(Supplier, supplier.merged_into_id or supplier.id)
    require_match(read, read.id, "supplier")
    return supplier


def decided(note: str | None = None) -> Decision:
    """Return who decides, now, and why."""
    return Decision(actor().label, now(), note)


@contextmanager
def refusing() -> Iterator[None]:
    """Answer what cannot be merged or split with a 409 that says what can be done instead."""
    try:
        yield
    except CannotMerge as refused:
        abort(409, str(refused))
