"""Small payments files of our own, and contracts of Camden's for them."""

from datetime import UTC, date, datetime

from sqlalchemy import select

from registry.models import Contract, Statement
from registry.provenance import believed
from registry.renewals import LeadTimes
from scrapers.payments.importing import take_in
from scrapers.payments.reading import read_payments
from scrapers.registers.importing import Upload
from tests.scrapers.registers.example_imports import bring
from tests.scrapers.registers.example_register import csv_of

CAMDEN = "E09000007"
HEADERS = ("Body Name", "Supplier Name", "Payment Date", "Net Amount", "Transaction Number", "Contract Reference")
AT, TODAY = datetime(2026, 10, 15, 12, tzinfo=UTC), date(2026, 10, 15)
HOUSING = ("C1", "Housing management system", "Example Ltd", "01/04/2024", "31/03/2027", "£100,000.00")
PARKING = ("C2", "Parking permits system", "Sample plc", "01/04/2025", "31/03/2028", "£50,000.00")


def row(supplier="Example Limited", on="01/05/2026", net="£40,000.00", number="1001", reference="C1", body="Camden"):
    return (body, supplier, on, net, number, reference)


def file_of(*rows, headers=HEADERS, **how):
    return csv_of(*rows, headers=headers, **how)


def outcomes(*rows, headers=HEADERS, said=None, today=TODAY, **how):
    """Return what became of the rows of a file that was read and not yet matched."""
    data = file_of(*rows, headers=headers, **how)
    return read_payments(data, "payments.csv", said, lambda name: name == "Hackney", today).rows


def told(**cells):
    """Return what became of one row with a day, an amount and these cells; underscores in headers are blanks."""
    cells = {"Payment Date": "01/05/2026", "Supplier": "Example Ltd"} | {
        name.replace("_", " "): value for name, value in cells.items()
    }
    return outcomes(tuple(cells.values()), headers=tuple(cells))[0]


def contracts_of_camden(sessions, locks, *rows):
    bring(sessions, locks, *(rows or (HOUSING, PARKING)), at=datetime(2026, 9, 1, tzinfo=UTC))


def take(sessions, locks, *rows, is_dry=False, at=AT, data=None, **how):
    """Take in a file of Camden's."""
    said_on = how.pop("said_on", None)
    upload = Upload(data or file_of(*rows, **how), "payments.csv", CAMDEN, "an officer", said_on)
    return take_in(sessions, LeadTimes(), locks, upload, at, at.date(), is_dry=is_dry)


def payments_under(sessions, reference):
    """Return the payments under the contract with a reference, as they resolve."""
    with sessions() as session:
        contract = session.scalar(select(Contract).where(Contract.reference == reference))
        said = session.scalars(select(Statement).where(Statement.subject_id == contract.id)).all()
        fields = believed(said)
        return fields["payments"].value if "payments" in fields else []


def pence_under(sessions, reference):
    return [each["value"]["pence"] for each in payments_under(sessions, reference)]
