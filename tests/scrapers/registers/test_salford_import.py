"""A whole register as its council published it, imported and applied, where its file is at hand."""

import csv
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select

from registry.models import Contract, RegisterRow
from registry.renewals import LeadTimes
from registry.seeding import REFERENCE, cover
from scrapers.registers.filing import apply_import
from scrapers.registers.importing import Upload, take_in
from tests.scrapers.registers.example_imports import AT, everything, import_of

FILE = Path(__file__).parents[4] / "shared/data/registers/salford_contracts_register_2022-07.csv"
SALFORD = "E08000006"
pytestmark = pytest.mark.skipif(not FILE.exists(), reason="the register is not part of the project")


@pytest.fixture
def imported(sessions, tmp_path):
    """Salford covered and its register applied; doing it again is told from doing it once."""
    with (REFERENCE / "uk_local_authorities.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.reader(file) if row[0] in ("gss", SALFORD)]
    with (tmp_path / "salford.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    with sessions.begin() as session:
        cover(session, tmp_path / "salford.csv")
    upload = Upload(FILE.read_bytes(), FILE.name, SALFORD, "tests", date(2022, 7, 1))

    def bring():
        take_in(sessions, upload, tmp_path / "locks", AT.date(), AT)
        apply_import(sessions, LeadTimes(), tmp_path / "locks", upload.import_id, "tests", AT)
        return upload.import_id

    bring()
    return bring


def test_every_row_is_accounted_for_and_becomes_part_of_a_contract(imported, sessions):
    counts = import_of(sessions, imported()).counts

    assert sum(counts[status] for status in ("understood", "partly", "refused", "skipped")) == 360
    assert counts["contracts"] == counts["new"] == 348
    with sessions() as session:
        spoken_of = select(func.count(RegisterRow.contract_id.distinct())).where(RegisterRow.contract_id.is_not(None))
        assert session.scalar(spoken_of) == session.scalar(select(func.count(Contract.id))) == 348


def test_its_technology_is_told_from_the_rest(imported, sessions):
    with sessions() as session:
        titles = set(session.scalars(select(Contract.title).where(Contract.is_technology)))

    assert {"Netapp Maintenance", "Electoral Management Software System", "Contract Management System"} <= titles
    assert 40 < len(titles) < 80


def test_a_contract_has_what_its_row_says(imported, sessions):
    with sessions() as session:
        dive = session.scalar(select(Contract).where(Contract.reference == "S1417"))

    assert dive.title == "3No. Underwater Dive Surveys for Principal Inspections"
    assert (dive.starts_on, dive.ends_on) == (date(2022, 3, 7), date(2022, 3, 7))
    assert (dive.value_pence, dive.annual_value_pence, dive.vat) == (501_520, 501_520, "unknown")
    assert dive.is_technology is False


def test_an_original_contract_and_its_extension_under_one_reference_are_two(imported, sessions):
    with sessions() as session:
        trafford = session.scalars(
            select(Contract).where(Contract.reference == "S1465").order_by(Contract.starts_on)
        ).all()

    assert [(each.starts_on, each.value_pence) for each in trafford] == [
        (date(2021, 2, 8), 1_500_000),
        (date(2022, 4, 4), 500_000),
    ]


def test_a_second_import_changes_nothing(imported, sessions):
    before = everything(sessions)

    imported()

    assert everything(sessions) == before
