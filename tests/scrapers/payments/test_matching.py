"""Which contract a payment was made under."""

from datetime import date

import pytest

from registry.supplier_names import name_key
from scrapers.payments.grouping import claims_of
from scrapers.payments.matching import ContractBook, KnownContract, folded
from scrapers.payments.payment import Amount, Outcome, Payment

MAY = "2026-05-01"


def contract(id_="one", ocid=None, reference=None, supplier="Example Ltd", number=None, **more):
    terms = {"starts_on": date(2024, 4, 1), "ends_on": date(2027, 3, 31), "open_ended": False, "is_paid_under": True}
    return KnownContract(
        id=id_,
        ocids=frozenset({ocid} if ocid else ()),
        references=frozenset({folded(reference)} if reference else ()),
        suppliers=frozenset({name_key(supplier)} | ({number} if number else set())),
        **{**terms, **more},
    )


def payment(**more):
    return Payment(**{"number": 2, "paid_on": MAY, "amount": Amount(4_000_000, "unknown"), "id": "1", **more})


def match(paid, *contracts, notices=None):
    return ContractBook(contracts, notices or {}).match(paid)


@pytest.mark.parametrize(
    ("named", "by"),
    [
        ({"ocids": ("ocds-h6vhtk-04f8a1",)}, "ocid"),
        ({"notices": ("041267-2026",)}, "notice"),
        ({"reference": "dn 1234"}, "reference"),
        ({"payee": "EXAMPLE LIMITED"}, "supplier"),
        ({"payee": "Other trading name", "company_number": "01234567"}, "supplier"),
    ],
)
def test_a_payment_goes_to_the_contract_that_it_names(named, by):
    known = contract(ocid="ocds-h6vhtk-04f8a1", reference="DN1234", number="01234567")

    found = match(payment(**named), known, notices={"041267-2026": "ocds-h6vhtk-04f8a1"})

    assert (found.contract_id, found.by) == ("one", by)


@pytest.mark.parametrize("named", [{"ocids": ("ocds-x",)}, {"notices": ("000001-2026",)}, {"reference": "C9"}])
def test_one_that_names_an_unknown_contract_goes_to_no_other(named):
    found = match(payment(payee="Example Ltd", **named), contract(reference="C1"))

    assert found.contract_id is None
    assert found.why.startswith("no contract of the authority has")


def test_where_the_ocid_is_unknown_the_reference_still_tells():
    found = match(payment(ocids=("ocds-x",), reference="C1"), contract(reference="C1"))

    assert (found.contract_id, found.by) == ("one", "reference")


def test_among_several_of_a_procurement_the_payee_decides():
    lots = contract("one", "ocds-1", supplier="Example Ltd"), contract("two", "ocds-1", supplier="Sample plc")

    assert match(payment(ocids=("ocds-1",), payee="Sample PLC"), *lots).contract_id == "two"


def test_among_several_with_a_reference_the_day_decides():
    before = contract("before", reference="C1", ends_on=date(2026, 3, 31))

    assert match(payment(reference="C1"), before, contract("now", reference="C1")).contract_id == "now"


def test_where_nothing_decides_none_is_taken():
    found = match(payment(ocids=("ocds-1",)), contract("one", "ocds-1"), contract("two", "ocds-1"))

    assert found.contract_id is None
    assert "2 contracts" in found.why


@pytest.mark.parametrize(
    ("contracts", "why"),
    [
        ([], "no contract with its payee is known"),
        ([contract(supplier="Sample plc")], "no contract with its payee is known"),
        ([contract("one"), contract("two")], "2 may run on its day"),
        ([contract("one"), contract("two", starts_on=None, ends_on=None)], "2 may run on its day"),
        ([contract(ends_on=date(2026, 4, 30))], "none may run"),
        ([contract(starts_on=date(2026, 5, 2))], "none may run"),
        ([contract(is_paid_under=False)], "none may run"),
        ([contract(ends_on=None)], "when the one with its payee runs is not known"),
        ([contract(starts_on=None)], "when the one with its payee runs is not known"),
    ],
)
def test_without_a_name_only_the_one_contract_that_surely_runs_will_do(contracts, why):
    found = match(payment(payee="Example Ltd"), *contracts)

    assert found.contract_id is None
    assert why in found.why


def test_a_contract_without_end_runs():
    assert match(payment(payee="Example Ltd"), contract(ends_on=None, open_ended=True)).by == "supplier"


def matched(number, pence, by="reference", contract_id="one", id_="1001", on=MAY, vat="excluded"):
    paid = payment(number=number, amount=Amount(pence, vat), id=id_, paid_on=on)
    return Outcome(number, "not_attached", None, paid, contract_id, by)


def sums(*outcomes):
    return {id_: [each["value"]["pence"] for each in of] for id_, of in claims_of(outcomes, "E09000007").items()}


def test_lines_of_one_payment_are_added_up():
    assert sums(matched(2, 3_000_000), matched(3, 1_000_000), matched(4, 500, id_="1002")) == {"one": [4_000_000, 500]}


def test_a_payment_booked_to_two_contracts_is_one_under_each():
    assert sums(matched(2, 3_000_000), matched(3, 1_000_000, contract_id="two")) == {
        "one": [3_000_000],
        "two": [1_000_000],
    }


def test_a_derived_payment_must_come_to_30000_pounds_in_all_its_lines():
    small, enough = (
        matched(2, 2_999_999, "supplier"),
        [matched(3, 2_000_000, "supplier", id_="2"), matched(4, 1_000_000, "supplier", id_="2")],
    )

    assert sums(small, *enough) == {"one": [3_000_000]}
    assert (small.status, small.contract_id, small.why) == (
        "not_attached",
        None,
        "it names no contract, and is less than £30,000",
    )
    assert [each.status for each in enough] == ["attached", "attached"]


def test_a_payment_that_names_its_contract_may_be_small_or_a_credit():
    assert sums(matched(2, 100, id_="1"), matched(3, -500, id_="2")) == {"one": [100, -500]}


def test_lines_that_come_to_nothing_are_not_attached():
    first, second = matched(2, 100), matched(3, -100)

    assert sums(first, second) == {}
    assert first.why == "its lines come to nothing"


def test_a_claim_says_who_paid_and_how_it_was_matched_and_names_no_payee():
    (claim,) = claims_of([matched(2, 4_000_000)], "E09000007")["one"]

    assert claim == {
        "paid_on": MAY,
        "value": {"pence": 4_000_000, "with_vat_pence": None, "vat": "excluded", "currency": "GBP"},
        "authority": "E09000007",
        "matched_by": "reference",
        "id": "1001",
    }
