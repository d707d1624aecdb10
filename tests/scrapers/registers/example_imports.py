"""Registers of our own brought into the registry, and what is in it then."""

from datetime import UTC, date, datetime

from registry.db import Base
from registry.models import Contract, RegisterImport, RegisterRow
from registry.renewals import LeadTimes
from scrapers.registers.filing import apply_import
from scrapers.registers.importing import Upload, take_in
from tests.scrapers.registers.example_register import csv_of

CAMDEN = "E09000007"
AT = datetime(2026, 9, 1, 12, tzinfo=UTC)
JULY, OCTOBER = date(2026, 7, 1), date(2026, 10, 1)
HOUSING = ("C1", "Housing management system", "Example Ltd", "01/04/2024", "31/03/2027", "£100,000.00")
PARKING = ("C2", "Parking permits system", "Sample plc", "01/04/2025", "31/03/2028", "£50,000.00")
TREES = ("C3", "Care of trees", "Green Ltd", "01/04/2025", "31/03/2028", "£9,000.00")
_TIMES = {"recorded_at", "queued_at"}


def upload(*rows, said_on=JULY, gss=CAMDEN, columns=None, by="an officer", **how):
    return Upload(csv_of(*rows, **how), "register.csv", gss, by, said_on, columns)


def read(sessions, locks, *rows, at=AT, **how):
    """Read a register without applying it; return its import's id."""
    sent = upload(*rows, **how)
    take_in(sessions, sent, locks, at.date(), at)
    return sent.import_id


def bring(sessions, locks, *rows, at=AT, **how):
    """Read and apply a register; return its import's id."""
    import_id = read(sessions, locks, *rows, at=at, **how)
    apply_import(sessions, LeadTimes(), locks, import_id, "an officer", at)
    return import_id


def import_of(sessions, import_id):
    with sessions() as session:
        return session.get_one(RegisterImport, import_id)


def rows_of(sessions, import_id):
    with sessions() as session:
        rows = session.query(RegisterRow).where(RegisterRow.import_id == import_id)
        return rows.order_by(RegisterRow.number).all()


def contracts(sessions):
    """Return the contracts by their references."""
    with sessions() as session:
        return {each.reference: each for each in session.query(Contract)}


def everything(sessions, without=()):
    """Return all that is in the database, but for counters and the moments at which it was written."""
    with sessions() as session:
        return {
            table.name: sorted(
                repr([value for name, value in row._mapping.items() if name not in _TIMES and not _counts(table, name)])
                for row in session.execute(table.select())
            )
            for table in Base.metadata.sorted_tables
            if table.name not in ("index_queue", *without)
        }


def _counts(table, name):
    return name == "id" and table.name in ("statements", "changes")
