"""Registers imported: claims, the next quarter, what vanished, and a kill in the middle."""

from datetime import UTC, date, datetime

import pytest
from filelock import FileLock
from sqlalchemy import select

from registry.models import Change, Contract, Statement
from registry.renewals import LeadTimes
from scrapers.registers import filing
from scrapers.registers.filing import apply_import
from scrapers.registers.importing import take_in
from scrapers.registers.locking import ImportBusy
from tests.scrapers.registers.example_imports import (
    AT,
    CAMDEN,
    HOUSING,
    JULY,
    OCTOBER,
    PARKING,
    TREES,
    bring,
    contracts,
    everything,
    import_of,
    read,
    rows_of,
    upload,
)

LATER = datetime(2026, 11, 1, 12, tzinfo=UTC)
EXTENDED = (*HOUSING[:4], "31/03/2029", HOUSING[5])


@pytest.fixture
def locks(tmp_path):
    return tmp_path / "locks"


def test_reading_changes_no_contract(sessions, locks):
    import_id = read(sessions, locks, HOUSING, PARKING)

    assert contracts(sessions) == {}
    assert import_of(sessions, import_id).state == "read"
    assert import_of(sessions, import_id).counts == {
        "understood": 2, "partly": 0, "refused": 0, "skipped": 0, "contracts": 2, "new": 2
    }  # fmt: skip


def test_rows_become_contracts(sessions, locks):
    bring(sessions, locks, HOUSING)

    housing = contracts(sessions)["C1"]
    assert (housing.title, housing.starts_on, housing.ends_on) == (
        "Housing management system",
        date(2024, 4, 1),
        date(2027, 3, 31),
    )
    assert (housing.value_pence, housing.status, housing.is_technology) == (10_000_000, "active", True)
    assert housing.service_id == "housing-management"


def test_contracts_that_are_no_technology_are_kept_and_said_to_be_none(sessions, locks):
    bring(sessions, locks, TREES)

    assert contracts(sessions)["C3"].is_technology is False


def test_every_row_is_accounted_for(sessions, locks):
    total = ("Total", "", "", "", "", "£159,000.00")
    unclear = ("C4", "Lifts", "Lift Ltd", "soon", "31/03/2028", "£1.00")
    import_id = bring(sessions, locks, HOUSING, total, unclear)

    assert [(row.number, row.status) for row in rows_of(sessions, import_id)] == [
        (2, "understood"),
        (3, "skipped"),
        (4, "partly"),
    ]


def test_what_was_not_understood_is_kept_as_written(sessions, locks):
    import_id = bring(sessions, locks, ("C4", "Lifts", "Lift Ltd", "soon", "31/03/2028", "£1.00"))

    assert rows_of(sessions, import_id)[0].as_written == {"starts_on": "soon"}
    assert contracts(sessions)["C4"].starts_on is None


def test_the_same_file_twice_changes_nothing(sessions, locks):
    bring(sessions, locks, HOUSING, PARKING, TREES)
    before = everything(sessions)

    bring(sessions, locks, HOUSING, PARKING, TREES, at=LATER)

    assert everything(sessions) == before


def test_the_same_facts_in_another_file_change_no_contract(sessions, locks):
    bring(sessions, locks, HOUSING, PARKING)

    again = bring(sessions, locks, PARKING, HOUSING, said_on=OCTOBER)

    assert import_of(sessions, again).vanished == []
    assert len(contracts(sessions)) == 2


def test_the_next_quarter_updates(sessions, locks):
    bring(sessions, locks, HOUSING, PARKING)

    second = bring(sessions, locks, EXTENDED, PARKING, TREES, said_on=OCTOBER)

    assert contracts(sessions)["C1"].ends_on == date(2029, 3, 31)
    assert import_of(sessions, second).counts["new"] == 1


def test_the_next_quarter_says_what_vanished_and_leaves_it(sessions, locks):
    bring(sessions, locks, HOUSING, PARKING)
    parking = contracts(sessions)["C2"]

    second = bring(sessions, locks, EXTENDED, said_on=OCTOBER)

    assert import_of(sessions, second).vanished == [parking.id]
    assert contracts(sessions)["C2"].ends_on == parking.ends_on


def test_registers_in_any_order_leave_the_same_word(sessions, locks):
    later = bring(sessions, locks, EXTENDED, said_on=OCTOBER)
    bring(sessions, locks, HOUSING, PARKING)

    assert contracts(sessions)["C1"].ends_on == date(2029, 3, 31)
    assert import_of(sessions, later).vanished == [contracts(sessions)["C2"].id]


def test_another_authoritys_register_is_no_part_of_the_history(sessions, locks):
    bring(sessions, locks, HOUSING, PARKING)

    other = bring(sessions, locks, TREES, said_on=OCTOBER, gss="E09000012")

    assert import_of(sessions, other).vanished == []


def test_one_reference_for_two_suppliers_is_one_contract(sessions, locks):
    bring(sessions, locks, HOUSING, (*HOUSING[:2], "Second Ltd", *HOUSING[3:]))

    with sessions() as session:
        said = session.scalar(select(Statement).where(Statement.source == "register"))
    assert sorted(each["name"] for each in said.fields["suppliers"]) == ["Example Ltd", "Second Ltd"]
    assert len(contracts(sessions)) == 1


def test_rows_of_one_contract_that_contradict_each_other_say_so(sessions, locks):
    import_id = bring(sessions, locks, HOUSING, (*HOUSING[:5], "£7.00"))

    assert contracts(sessions)["C1"].value_pence is None
    for row in rows_of(sessions, import_id):
        assert row.status == "partly"
        assert row.problems["value_pence"].startswith("Rows 2, 3 are about one contract and differ here")


def test_a_reference_used_twice_keeps_the_first_contracts_id(sessions, locks):
    bring(sessions, locks, HOUSING)
    before = contracts(sessions)["C1"].id

    second = bring(sessions, locks, HOUSING, ("C1", "Housing repairs", *HOUSING[2:]), said_on=OCTOBER)

    assert [row.contract_id == before for row in rows_of(sessions, second)] == [True, False]
    assert import_of(sessions, second).vanished == []


def test_registers_read_together_and_applied_one_by_one_keep_ids(sessions, locks):
    first = read(sessions, locks, HOUSING)
    second = read(sessions, locks, HOUSING, ("C1", "Housing repairs", *HOUSING[2:]), said_on=OCTOBER)

    for import_id in (first, second):
        apply_import(sessions, LeadTimes(), locks, import_id, "an officer", AT)

    kept = rows_of(sessions, first)[0].contract_id
    assert [row.contract_id == kept for row in rows_of(sessions, second)] == [True, False]
    assert import_of(sessions, second).vanished == []


def test_a_corrected_column_is_read_anew_and_waits_to_be_applied(sessions, locks):
    bring(sessions, locks, HOUSING)

    import_id = read(sessions, locks, HOUSING, columns={"End Date": "review_on"}, at=LATER)

    assert import_of(sessions, import_id).state == "read"
    assert contracts(sessions)["C1"].review_on is None


def test_an_import_applied_with_other_columns_takes_back_what_it_said(sessions, locks):
    bring(sessions, locks, HOUSING)

    bring(sessions, locks, HOUSING, columns={"End Date": "review_on", "Reference": None}, at=LATER)

    with sessions() as session:
        [only] = session.scalars(select(Contract))
    assert (only.reference, only.ends_on, only.review_on) == (None, None, date(2027, 3, 31))


def test_corrected_columns_add_up(sessions, locks):
    read(sessions, locks, HOUSING, columns={"End Date": "review_on"})
    import_id = read(sessions, locks, HOUSING, columns={"Contract Value": None})

    fed = {each["header"]: each["field"] for each in import_of(sessions, import_id).columns}
    assert (fed["End Date"], fed["Contract Value"]) == ("review_on", None)


def test_the_same_columns_again_change_nothing(sessions, locks):
    bring(sessions, locks, HOUSING, columns={"End Date": "review_on"})
    before = everything(sessions)

    bring(sessions, locks, HOUSING, columns={"end date": "review_on"}, at=LATER)
    bring(sessions, locks, HOUSING, at=LATER)

    assert everything(sessions) == before


def test_another_day_is_news(sessions, locks):
    import_id = bring(sessions, locks, HOUSING)
    take_in(sessions, upload(HOUSING, said_on=None), locks, LATER.date(), LATER)
    assert import_of(sessions, import_id).said_on == JULY

    bring(sessions, locks, HOUSING, said_on=OCTOBER, at=LATER)

    assert import_of(sessions, import_id).said_on == OCTOBER


@pytest.mark.parametrize("broken", [1, 2, 3, 4])
def test_killed_in_the_middle_it_goes_on_and_ends_as_if_undisturbed(sessions, locks, broken, monkeypatch):
    rows = [(f"C{number}", f"Housing system {number}", *HOUSING[2:]) for number in range(7)]
    monkeypatch.setattr(filing, "BATCH", 2)
    import_id = read(sessions, locks, *rows)

    def killed(done):
        if done >= broken * 2 or done == 7:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        apply_import(sessions, LeadTimes(), locks, import_id, "an officer", AT, killed)
    assert import_of(sessions, import_id).state == "applying"
    assert len(contracts(sessions)) == min(broken * 2, 7)
    bring(sessions, locks, *rows)
    resumed = import_of(sessions, import_id)

    assert resumed.state == "applied"
    assert (resumed.counts["new"], resumed.counts["changed"], resumed.counts["unchanged"]) == (7, 0, 0)
    with sessions() as session:
        assert len(session.scalars(select(Statement).where(Statement.source == "register")).all()) == 7
        assert len(session.scalars(select(Change).where(Change.action == "import")).all()) == 1


def test_a_batch_that_breaks_leaves_nothing_of_itself(sessions, locks, monkeypatch):
    import_id = read(sessions, locks, HOUSING)
    before = everything(sessions, without=("register_imports",))

    def broken(*_arguments, **_options):
        raise OSError("disk full")

    monkeypatch.setattr(filing, "file_contracts", broken)
    with pytest.raises(OSError, match="disk full"):
        apply_import(sessions, LeadTimes(), locks, import_id, "an officer", AT)

    assert everything(sessions, without=("register_imports",)) == before


def test_a_reading_that_breaks_leaves_nothing(sessions, locks, monkeypatch):
    before = everything(sessions)

    monkeypatch.setattr("scrapers.registers.importing.insert", lambda _model: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        read(sessions, locks, HOUSING)

    assert everything(sessions) == before


def test_one_import_of_an_authority_at_a_time(sessions, locks):
    locks.mkdir()
    with FileLock(locks / f"import-{CAMDEN}.lock"), pytest.raises(ImportBusy):
        read(sessions, locks, HOUSING)

    assert read(sessions, locks, HOUSING)


def test_every_import_is_on_record(sessions, locks):
    import_id = bring(sessions, locks, HOUSING, TREES)

    with sessions() as session:
        [change] = session.scalars(select(Change).where(Change.subject_id == import_id, Change.audience == "public"))
    assert (change.subject_kind, change.action, change.gss, change.by) == ("import", "import", CAMDEN, "an officer")
    assert (change.after["new"], change.after["understood"]) == (2, 2)
