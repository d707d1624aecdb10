"""What the rows of a payments file tell."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.payments.importing import STATUSES
from scrapers.payments.payees import why_dropped
from scrapers.payments.reading import read_payments
from scrapers.registers.exceptions import UnreadableRegister
from tests.scrapers.payments.example_payments import outcomes, row, told
from tests.scrapers.registers.example_register import xlsx_of


def test_a_row_is_understood():
    payment = outcomes(row())[0].payment

    assert (payment.number, payment.paid_on, payment.id, payment.reference) == (2, "2026-05-01", "1001", "C1")
    assert (payment.amount.pence, payment.amount.vat) == (4_000_000, "excluded")


@pytest.mark.parametrize(
    ("cells", "amount"),
    [
        ({"Amount": "40000"}, (4_000_000, "unknown", None)),
        ({"Amount_(excl_VAT)": "40,000.00"}, (4_000_000, "excluded", None)),
        ({"Amount_inc_VAT": "48000"}, (4_800_000, "included", None)),
        ({"Net_Amount": "40000", "Gross_Amount": "48000"}, (4_000_000, "excluded", 4_800_000)),
        ({"Net_Amount": "40000", "VAT_Amount": "8000"}, (4_000_000, "excluded", 4_800_000)),
        ({"Amount": "(40,000.00)"}, (-4_000_000, "unknown", None)),
    ],
)
def test_an_amount_keeps_its_basis(cells, amount):
    read = told(**cells).payment.amount

    assert (read.pence, read.vat, read.with_vat_pence) == amount


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ({"Amount": "lots"}, "The amount"),
        ({"Amount": ""}, "The amount: it is not given"),
        ({"Amount": "0.00"}, "nothing was paid"),
        ({"Amount": "1500000000000"}, "more than an authority pays for anything"),
        ({"Net_Amount": "40000", "Gross_Amount": "4800000000"}, "more than an authority pays for anything"),
        ({"Amount": "40000", "Currency": "EUR"}, "not in pounds"),
        ({"Amount": "40000", "Payment_Date": "May 2026"}, "The day"),
        ({"Amount": "40000", "Payment_Date": "31/12/2026"}, "has not come yet"),
    ],
)
def test_what_cannot_be_read_is_refused_and_says_why(cells, why):
    outcome = told(**cells)

    assert outcome.status == "refused"
    assert why in outcome.why


@pytest.mark.parametrize(
    ("cells", "ocids", "notices"),
    [
        ({"OCID": "OCDS-h6vhtk-04f8a1"}, ("ocds-h6vhtk-04f8a1",), ()),
        ({"Contract_Reference": "see ocds-h6vhtk-04f8a1."}, ("ocds-h6vhtk-04f8a1",), ()),
        ({"Notice_Number": "041267-2026"}, (), ("041267-2026",)),
        ({"Notice_Number": "2026/S 000-041267"}, (), ("041267-2026",)),
        ({"Notice_Number": "https://www.find-tender.service.gov.uk/Notice/041267-2026"}, (), ("041267-2026",)),
        ({"Notice_Number": "N/A"}, (), ()),
    ],
)
def test_a_procurement_is_named_in_many_ways(cells, ocids, notices):
    payment = told(Amount="40000", **cells).payment

    assert (payment.ocids, payment.notices) == (ocids, notices)


DROPPED = [
    "REDACTED PERSONAL DATA",
    "Redacted - Commercial Confidentiality",
    "Name withheld",
    "Mr J Smith",
    "Smith, J Mrs",
    "Dr. Ada Example",
    "Foster Carer",
    "Private individual",
    "Direct Payments",
    "Estate of J Smith",
]


@pytest.mark.parametrize("payee", DROPPED)
def test_redacted_payees_and_persons_are_dropped(payee):
    assert outcomes(row(supplier=payee))[0].status == "dropped"
    assert why_dropped(payee)


@pytest.mark.parametrize(
    "payee", ["Example Ltd", "Mr Clutch Ltd", "Foster + Partners LLP", "Staffordshire County Council", "Dreams plc", ""]
)
def test_companies_are_not(payee):
    assert why_dropped(payee) is None


def test_what_another_organisation_paid_is_not_the_authoritys():
    outcome = outcomes(row(body="Hackney"))[0]

    assert (outcome.status, outcome.why) == ("not_attached", "it is a payment of another organisation")


def test_blank_rows_totals_and_repeated_rows_are_skipped():
    found = outcomes(
        row(), row(), ("", "", "", "", "", ""), ("Total", "", "", "£80,000.00", "", ""), row(number="1002")
    )

    assert [each.status for each in found] == ["not_attached", "skipped", "skipped", "skipped", "not_attached"]
    assert found[1].why == "it repeats row 2"


def test_equal_rows_without_a_number_are_not_repetitions():
    assert [each.status for each in outcomes(row(number=""), row(number=""))] == ["not_attached", "not_attached"]


def test_a_row_with_too_many_cells_is_refused():
    found = outcomes(row(), (*row(number="1002"), "", "stray"), row(number="1003"))

    assert found[1].status == "refused"


def test_a_file_that_is_month_first_is_read_so():
    found = outcomes(row(on="05/21/2026"), row(on="05/01/2026", number="1002"))

    assert [each.payment.paid_on for each in found] == ["2026-05-21", "2026-05-01"]


def test_a_day_of_tomorrow_is_not_told():
    assert outcomes(row(on="02/05/2026"), today=date(2026, 5, 1))[0].status == "refused"


def test_titles_above_the_headers_and_a_workbook_are_read():
    headers = ["Supplier Name", "Payment Date", "Amount", "Contract Reference"]
    data = xlsx_of(
        About=[["Payments over £30,000"]], Q1=[["Camden"], headers, ["Example Ltd", date(2026, 5, 1), 40000, "C1"]]
    )

    file = read_payments(data, "q1.xlsx", None, lambda _name: False, date(2026, 10, 1))

    assert (file.sheet, file.header_row) == ("Q1", 2)
    assert [(each.number, each.payment.paid_on, each.payment.amount.pence) for each in file.rows] == [
        (3, "2026-05-01", 4_000_000)
    ]


@given(
    st.lists(
        st.lists(
            st.text(st.characters(exclude_categories=["C"]), max_size=12)
            | st.sampled_from(["01/05/2026", "40000", "Total", "ocds-h6vhtk-1", "=1"]),
            max_size=8,
        ),
        max_size=6,
    )
)
def test_whatever_cells_hold_every_row_has_a_status_and_a_reason(rows):
    found = outcomes(row(), *map(tuple, rows))

    assert all(each.status in STATUSES for each in found)
    assert all(each.why or each.payment for each in found)


@given(st.binary(max_size=300))
def test_whatever_bytes_come_they_are_read_or_refused_with_a_sentence(data):
    try:
        read_payments(data, "payments.csv", None, lambda _name: False, date(2026, 10, 1))
    except UnreadableRegister as error:
        assert str(error)
