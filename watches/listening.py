"""Listening: what watches may want to know of is noted in the transaction that writes it, so that none is missed.

The listener is registered when this module is imported, on every session there is. While nobody watches anything,
nothing is noted.
"""

from collections.abc import Iterator

from sqlalchemy import event, exists, insert, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import get_history

from registry.models import Change, Contract, ContractAuthority, ContractSupplier, Notice, Watch, WatchNews

_ARRIVES_WITH = ("is_listed", "is_technology", "service_id")
"""Columns of a contract with which it comes to be one that a watch is about."""


@event.listens_for(Session, "after_flush")
def _note(session: Session, _context: object) -> None:
    noted = {each for record in session.new for each in _of_new(record)}
    noted |= {each for record in session.dirty for each in _of_changed(record)}
    if noted and session.connection().scalar(select(exists(select(Watch.id)))):
        rows = [{"kind": kind, "record_id": record_id} for kind, record_id in sorted(noted)]
        session.connection().execute(insert(WatchNews), rows)


def _of_new(record: object) -> Iterator[tuple[str, str]]:
    if isinstance(record, Notice):
        yield "notice", record.id
    elif isinstance(record, Contract):
        yield "contract", record.id
    elif isinstance(record, ContractSupplier | ContractAuthority):
        yield "contract", record.contract_id
    elif isinstance(record, Change):
        yield "change", str(record.id)


def _of_changed(record: object) -> Iterator[tuple[str, str]]:
    if isinstance(record, Contract) and any(get_history(record, name).has_changes() for name in _ARRIVES_WITH):
        yield "contract", record.id
    elif isinstance(record, Change) and get_history(record, "audience").has_changes():
        yield "change", str(record.id)  # an embargo has ended
