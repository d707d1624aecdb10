"""Which part a column of a payments file plays."""

import pytest

from scrapers.payments.columns import assign
from scrapers.payments.headers import scored
from scrapers.registers.exceptions import UnreadableRegister

KNOWN = [
    ("Body Name", "organisation"),
    ("Organisation", "organisation"),
    ("SupplierName", "supplier"),
    ("Beneficiary", "supplier"),
    ("Vendor Name", "supplier"),
    ("Supplier's Company Number", "company_number"),
    ("Payment Date", "paid_on"),
    ("DatePaid", "paid_on"),
    ("Date", "paid_on"),
    ("Amount", "amount"),
    ("Amount (£)", "amount"),
    ("Amount excl. VAT", "net"),
    ("Net Amount", "net"),
    ("Gross Amount GBP", "gross"),
    ("VAT", "vat_amount"),
    ("Transaction No.", "transaction"),
    ("TransactionNumber", "transaction"),
    ("Payment Ref", "transaction"),
    ("OCID", "ocid"),
    ("Notice Number", "notice"),
    ("Contract Ref. No", "reference"),
    ("Contract ID", "reference"),
    ("Tranasction Number", "transaction"),
]


@pytest.mark.parametrize(("header", "role"), KNOWN)
def test_a_header_is_known(header, role):
    assert [name for _, name in scored(header)] == [role]


@pytest.mark.parametrize(
    "header", ["Service Area", "Description", "Cost Centre", "Irrecoverable VAT", "", "Rate", "Supplier ID"]
)
def test_what_is_not_needed_is_no_part(header):
    assert scored(header) == ()


def parts(*headers, said=None, filled=None):
    return {
        each.field: each.header for each in assign(headers, filled or [True] * len(headers), said or {}) if each.field
    }


def test_the_day_of_the_payment_goes_before_that_of_the_invoice():
    assert parts("Invoice Date", "Payment Date", "Amount", "Supplier")["paid_on"] == "Payment Date"


def test_an_empty_column_gives_way():
    headers = ("Payment Date", "Invoice Date", "Amount", "Supplier")

    assert parts(*headers, filled=[False, True, True, True])["paid_on"] == "Invoice Date"


def test_the_sender_has_the_last_word():
    said = {"Cleared": "paid_on", "Date": None}

    assert parts("Date", "Cleared", "Amount", "Supplier", said=said)["paid_on"] == "Cleared"


@pytest.mark.parametrize(
    ("headers", "said", "why"),
    [
        (("Amount", "Supplier"), {}, "day of the payment"),
        (("Date", "Supplier"), {}, "amount"),
        (("Date", "Amount"), {}, "names a contract or a supplier"),
        (("Date", "Amount", "Supplier"), {"Cleared": "paid_on"}, "no column 'Cleared'"),
        (("Date", "Amount", "Supplier"), {"Date": "ends_on"}, "no field 'ends_on'"),
        (("Date", "Amount", "Supplier"), {"Date": "amount", "Amount": "amount"}, "same field"),
    ],
)
def test_a_file_without_what_is_needed_is_refused_with_a_sentence(headers, said, why):
    with pytest.raises(UnreadableRegister, match=why):
        parts(*headers, said=said)
