"""What the page of a contract tells of its life: how it goes, what changed, what was paid, why it ended."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from registry.models import Contract, Statement
from tests.example_releases import contract_details, document, release, tender, termination
from tests.filing import file
from tests.web.conftest import assert_well_made


def notice(number, code, contract, published="2027-03-01T09:00:00Z"):
    own = {"id": "1", "awardID": "1", "documents": [document(number, code)], **contract}
    return release(number, published, ("implementation",), tender=tender(), contracts=[own])


@pytest.fixture
def page(client, session, knowledge):
    """Return the page of the one contract that releases tell of."""

    def page(*releases, payments=()):
        file(session, knowledge, contract_details(), *releases)
        contract = session.scalar(select(Contract))
        session.add_all(_file(contract, number, *each) for number, each in enumerate(payments))
        session.commit()
        text = client.get(f"/contracts/{contract.id}").text
        assert_well_made("a contract's page", text)
        return text

    return page


def _file(contract, number, said_on, payments):
    return Statement(
        subject_kind="contract",
        subject_id=contract.id,
        source="payments",
        reference=f"file{number}",
        belief="register",
        gss="E09000007",
        said_on=said_on,
        said_at=datetime(2026, 10, 1, tzinfo=UTC),
        recorded_at=datetime(2026, 10, 1, tzinfo=UTC),
        fields={"payments": payments},
    )


def payment(pence=4_000_000, on="2026-05-01", id_="1001", **more):
    value = {"pence": pence, "with_vat_pence": None, "vat": "excluded", "currency": "GBP"}
    claim = {"paid_on": on, "value": value, "id": id_, "authority": "E09000007", "matched_by": "reference"}
    return {**claim, **more}


def test_a_contract_of_which_nothing_is_told_has_no_such_section(page):
    assert "Its life so far" not in page()


def test_how_it_ended_is_told_with_its_source_and_age(page):
    ended = termination()
    ended["contracts"][0] |= {
        "terminationRationaleClassifications": [{"id": "mutuallyAgreed"}],
        "statusDetails": "The service moved.",
    }
    ended["contracts"][0]["implementation"]["finalValue"] = {"amount": 90000, "amountGross": 108000, "currency": "GBP"}

    told = page(ended)

    assert "How it ended" in told
    for promised in (
        "Ended: 31 Jan 2027",
        "Because of: both sides agreed",
        "£90,000 without VAT",
        "The service moved.",
    ):
        assert promised in told
    assert "So says" in told
    assert "Confidence: high" in told


def test_changes_are_told_before_they_are_made_and_after(page):
    amendment = {"id": "a", "date": "2027-04-01T00:00:00+01:00", "period": {"endDate": "2031-09-14T23:59:59+01:00"}}

    proposed = page(notice("000008-2026", "UK10", {"proposedAmendments": [amendment]}))

    assert "Changes proposed, and not made yet" in proposed
    assert "On: 1 Apr 2027; Until: 14 Sep 2031" in proposed


def test_a_change_made_is_told(page):
    made = {"amendments": [{"id": "a", "date": "2027-04-01T00:00:00+01:00", "rationale": "More users."}]}

    told = page(notice("000009-2026", "UK10", made))

    assert "Changes made" in told
    assert "Why: More users." in told


def test_indicators_are_told_with_their_ratings_and_failures_with_what_happened(page):
    observed = {
        "measure": "99.7%",
        "measureClassification": {"id": "met", "description": "Good"},
        "period": {"startDate": "2026-04-01T00:00:00+01:00", "endDate": "2026-06-30T23:59:59+01:00"},
    }
    failure = {"id": "f", "category": "breach", "description": "Late repairs.", "requirement": "Repair in a day."}
    done = {
        "metrics": [{"id": "1", "title": "Availability", "description": "97%", "observations": [observed]}],
        "performanceFailures": [failure],
    }

    told = page(notice("000010-2026", "UK9", {"implementation": done}))

    assert "Indicator: Availability; Target: 97%; Measured: 99.7%; Rating: Good" in told
    assert "What happened: Late repairs." in told


def test_payments_are_told_with_their_sum_and_who_says_so(page):
    second = payment(5_000_050, "2026-08-03", "1002")

    told = page(payments=[(date(2026, 7, 20), [payment()]), (date(2026, 10, 20), [second])])

    assert "<strong>£90,000.50 without VAT</strong> in 2 payments that we know of" in told
    assert told.count("Payments file of Camden") >= 2
    assert "Every payment that we know of" in told
    assert told.index("3 Aug 2026") < told.rindex("1 May 2026")


def test_a_payment_that_names_no_contract_says_that_we_worked_it_out(page):
    told = page(payments=[(date(2026, 7, 20), [payment(matched_by="supplier")])])

    assert "1 payment names no contract" in " ".join(told.split())
    assert "worked out by us" in told


def test_a_payment_of_a_notice_is_told_without_a_number(page):
    paid = {"date": "2026-11-02T00:00:00Z", "value": {"amountGross": 42000, "currency": "GBP"}}

    told = page(notice("000011-2026", "UK8", {"implementation": {"transactions": [paid]}}))

    assert "£42,000 with VAT" in told
    assert "Find a Tender" in told


def test_payments_without_amounts_are_counted(page):
    paid = {"id": "p1", "date": "2026-11-02T00:00:00Z"}

    assert "1 payment is told of" in page(notice("000011-2026", "UK8", {"implementation": {"transactions": [paid]}}))


def test_many_payments_are_cut_to_the_latest(page):
    many = [payment(id_=str(number), on=f"2026-05-{number + 1:02}") for number in range(25)]

    told = page(payments=[(date(2026, 7, 20), many)])

    assert "The latest 20 of 25 payments" in told
    assert "£1,000,000 without VAT" in told


def test_what_notices_and_files_hold_is_escaped(page):
    evil = "<script>alert(1)</script>"
    failure = {"id": "f", "category": evil, "description": evil}
    releases = [notice("000010-2026", "UK9", {"implementation": {"performanceFailures": [failure]}})]

    told = page(*releases, payments=[(date(2026, 7, 20), [payment(id_=evil)])])

    assert "<script>" not in told
    assert "&lt;script&gt;" in told
