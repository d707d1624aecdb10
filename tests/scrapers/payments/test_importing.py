"""Payments files taken in, and what contracts tell of them then."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from registry.filing.contracts import file_contracts
from registry.models import Change, Contract, Statement, Supplier
from scrapers.exceptions import ScrapeError
from tests.example_releases import contract_details
from tests.filing import file
from tests.scrapers.payments.example_payments import (
    AT,
    HOUSING,
    contracts_of_camden,
    payments_under,
    pence_under,
    row,
    take,
)
from tests.scrapers.registers.example_imports import bring, everything

LATER = AT + timedelta(days=90)
SECOND = row(on="03/08/2026", net="50000", number="1002")


@pytest.fixture
def locks(tmp_path):
    return tmp_path / "locks"


@pytest.fixture
def camden(sessions, locks):
    contracts_of_camden(sessions, locks)


def statements(sessions):
    with sessions() as session:
        return session.scalars(select(Statement).where(Statement.source == "payments").order_by(Statement.id)).all()


@pytest.mark.usefixtures("camden")
def test_a_payment_is_attached_to_the_contract_that_it_names(sessions, locks):
    taken = take(sessions, locks, row(), row(supplier="Unknown Ltd", number="2", reference=""))

    assert taken.counts == {
        "attached": 1,
        "not_attached": 1,
        "dropped": 0,
        "refused": 0,
        "skipped": 0,
        "payments": 1,
        "contracts": 1,
        "changed": 1,
        "unchanged": 0,
    }
    assert pence_under(sessions, "C1") == [4_000_000]


@pytest.mark.usefixtures("camden")
def test_what_is_kept_names_no_payee_and_is_believed_as_a_register(sessions, locks):
    take(sessions, locks, row())

    (said,) = statements(sessions)
    assert (said.belief, said.gss, said.said_on) == ("register", "E09000007", AT.date())
    assert "Example" not in repr(said.fields)


@pytest.mark.usefixtures("camden")
def test_one_that_names_no_contract_is_said_to_be_derived(sessions, locks):
    take(sessions, locks, row(reference=""))

    (said,) = statements(sessions)
    assert said.belief == "derived"
    assert [each["matched_by"] for each in payments_under(sessions, "C1")] == ["supplier"]


@pytest.mark.usefixtures("camden")
def test_a_dry_run_changes_nothing(sessions, locks):
    before = everything(sessions)

    taken = take(sessions, locks, row(), is_dry=True)

    assert (taken.counts["attached"], taken.filed) == (1, None)
    assert everything(sessions) == before


@pytest.mark.usefixtures("camden")
def test_the_same_file_again_changes_nothing(sessions, locks):
    take(sessions, locks, row(), SECOND)
    before = everything(sessions)

    taken = take(sessions, locks, row(), SECOND, at=LATER)

    assert (taken.filed.changed, taken.filed.unchanged) == (0, 1)
    assert everything(sessions) == before


@pytest.mark.usefixtures("camden")
def test_the_next_quarters_file_adds(sessions, locks):
    take(sessions, locks, row())

    take(sessions, locks, SECOND, at=LATER)

    assert pence_under(sessions, "C1") == [4_000_000, 5_000_000]


@pytest.mark.usefixtures("camden")
def test_a_corrected_amount_replaces_also_on_the_same_day(sessions, locks):
    take(sessions, locks, row())

    for minutes in range(1, 5):
        take(sessions, locks, row(net=f"{40000 + minutes}"), at=AT + timedelta(minutes=minutes))

        assert pence_under(sessions, "C1") == [4_000_000 + minutes * 100]


@pytest.mark.usefixtures("camden")
@pytest.mark.parametrize("is_later_first", [False, True])
def test_the_later_file_says_which_contract_a_payment_is_under(sessions, locks, is_later_first):
    earlier, later = {"said_on": date(2026, 7, 1)}, {"said_on": date(2026, 8, 1)}
    files = [((row(), SECOND), earlier), ((row(reference="C2"),), later)]
    for rows, when in reversed(files) if is_later_first else files:
        take(sessions, locks, *rows, **when)

    assert pence_under(sessions, "C2") == [4_000_000]
    assert pence_under(sessions, "C1") == [5_000_000]


@pytest.mark.usefixtures("camden")
def test_a_moved_payment_stays_moved_when_the_earlier_file_comes_again(sessions, locks):
    take(sessions, locks, row(), said_on=date(2026, 7, 1))
    take(sessions, locks, row(reference="C2"), said_on=date(2026, 8, 1))
    before = everything(sessions)

    take(sessions, locks, row(), at=LATER)

    assert everything(sessions) == before


@pytest.mark.usefixtures("camden")
def test_what_a_file_can_no_longer_be_matched_to_is_taken_back(sessions, locks):
    take(sessions, locks, row(reference=""))
    second = ("C3", "Housing repairs system", "Example Ltd", "01/04/2024", "31/03/2027", "£100,000.00")
    bring(sessions, locks, HOUSING, second, said_on=date(2026, 9, 2))

    taken = take(sessions, locks, row(reference=""))

    assert taken.counts["not_attached"] == 1
    assert pence_under(sessions, "C1") == []


@pytest.mark.usefixtures("camden")
def test_a_contract_that_became_known_since_gets_its_payments(sessions, locks):
    take(sessions, locks, row(reference="C3"))
    third = ("C3", "Trees system", "Green Ltd", "01/04/2024", "31/03/2027", "£100,000.00")
    bring(sessions, locks, HOUSING, third, said_on=date(2026, 9, 2))

    take(sessions, locks, row(reference="C3"))

    assert pence_under(sessions, "C3") == [4_000_000]


@pytest.mark.usefixtures("camden")
def test_every_contract_that_changes_is_on_record(sessions, locks):
    take(sessions, locks, row())

    with sessions() as session:
        change = session.scalar(select(Change).order_by(Change.id.desc()))
        assert (change.action, change.subject_kind, change.by, change.gss) == (
            "import",
            "contract",
            "an officer",
            "E09000007",
        )
        assert (change.before, change.after) == (
            {"payments": 0, "paid_pence": None},
            {"payments": 1, "paid_pence": 4_000_000},
        )


@pytest.mark.usefixtures("camden")
def test_a_contract_that_changes_counts_a_version(sessions, locks):
    def version():
        with sessions() as session:
            return session.scalar(select(Contract.version).where(Contract.reference == "C1"))

    before = version()
    take(sessions, locks, row())

    assert version() == before + 1


@pytest.mark.usefixtures("camden")
def test_no_supplier_is_made_of_a_payee(sessions, locks):
    take(sessions, locks, row(supplier="Norman Nobody"), row(supplier="Mr N Nobody", number="2"))

    with sessions() as session:
        assert not session.scalars(select(Supplier.id).where(Supplier.name.contains("Nobody"))).all()


@pytest.mark.usefixtures("camden")
def test_payments_alone_are_no_contract(sessions, locks, knowledge):
    take(sessions, locks, row())

    with sessions.begin() as session:
        gone = session.scalar(select(Contract.id).where(Contract.reference == "C1"))
        file_contracts(session, knowledge, (), [gone], {"register", "classification"}, AT)

    with sessions() as session:
        assert session.get(Contract, gone) is None


def test_an_ocid_or_a_notice_leads_to_a_contract_of_find_a_tender(session, sessions, knowledge, locks):
    file(session, knowledge, contract_details())
    contract = session.scalar(select(Contract))
    numbers = session.scalars(select(Statement.reference).where(Statement.subject_id == contract.id)).all()
    session.commit()
    headers = ("Payment Date", "Amount", "Payment Reference", "OCID", "Notice Number")

    taken = take(
        sessions,
        locks,
        ("01/05/2026", "40000", "1", contract.ocid.upper(), ""),
        ("02/05/2026", "40000", "2", "", numbers[0]),
        headers=headers,
    )

    assert [(each.contract_id, each.matched_by) for each in taken.file.rows] == [
        (contract.id, "ocid"),
        (contract.id, "notice"),
    ]


@pytest.mark.usefixtures("camden")
def test_another_authoritys_contracts_are_out_of_reach(sessions, locks):
    bring(sessions, locks, ("H1", "Hackney's system", "Else Ltd", "01/04/2024", "31/03/2027", ""), gss="E09000012")

    taken = take(sessions, locks, row(reference="H1"), row(body="London Borough of Hackney", number="2"))

    assert [each.status for each in taken.file.rows] == ["not_attached", "not_attached"]


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"a,b\n1,2\n", b"Date,Amount\n01/05/2026,5\n"])
def test_what_is_no_payments_file_is_refused(sessions, locks, data):
    with pytest.raises(ScrapeError):
        take(sessions, locks, data=data or b" ")


@pytest.mark.usefixtures("camden")
def test_a_file_speaks_as_of_the_day_that_is_said(sessions, locks):
    take(sessions, locks, row(), said_on=date(2026, 10, 1))

    assert statements(sessions)[0].said_on == date(2026, 10, 1)
