"""What was paid under a contract, as several documents tell it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.claims import Belief, Said, resolve
from registry.payments import paid, united

JULY, OCTOBER = date(2026, 7, 20), date(2026, 10, 20)


def payment(pence=4_000_000, on="2026-05-01", id_="1001", vat="excluded", with_vat=None, **more):
    value = {"pence": pence, "with_vat_pence": with_vat, "vat": vat, "currency": "GBP"}
    return {"paid_on": on, "value": value, **({"id": id_} if id_ else {}), **more}


def told(payments, source="payments", on=JULY):
    return (source, on, payments)


def amounts(*documents):
    return [each["value"]["pence"] for each in united(documents)]


def test_the_next_quarter_adds():
    first, second = payment(), payment(5_000_000, "2026-08-01", "1002")

    assert amounts(told([first]), told([second], on=OCTOBER)) == [4_000_000, 5_000_000]


def test_the_same_again_changes_nothing():
    assert united([told([payment()]), told([payment()])]) == united([told([payment()])])


def test_a_corrected_amount_replaces():
    assert amounts(told([payment()]), told([payment(3_900_000)], on=OCTOBER)) == [3_900_000]


def test_a_number_that_is_used_again_on_another_day_is_another_payment():
    again = payment(5_000_000, "2026-08-01")

    assert amounts(told([payment()]), told([again], on=OCTOBER)) == [4_000_000, 5_000_000]


def test_each_payment_says_who_tells_it_and_when():
    (only,) = united([told([payment()])])

    assert (only["source"], only["said_on"]) == ("payments", "2026-07-20")


def test_without_numbers_equal_payments_of_one_document_are_several():
    twice = [payment(id_=None), payment(id_=None)]

    assert amounts(told(twice), told(twice, on=OCTOBER)) == [4_000_000, 4_000_000]


@pytest.mark.parametrize(
    "notice",
    [
        payment(4_800_000, id_="uk8-1", vat="included"),
        payment(4_000_000, id_="uk8-1"),
        payment(4_800_000, id_="1001", on="2026-05-03", vat="included"),
        payment(1, id_="1001"),
    ],
)
def test_what_a_notice_and_a_file_tell_is_one_payment_where_two_of_number_day_and_amount_agree(notice):
    assert len(united([told([notice], "find_a_tender"), told([payment()], on=OCTOBER)])) == 1


@pytest.mark.parametrize("notice", [payment(id_="x", on="2026-05-02"), payment(9_000_000, id_="x")])
def test_what_agrees_in_less_is_two(notice):
    assert len(united([told([notice], "find_a_tender"), told([payment()], on=OCTOBER)])) == 2


def test_a_notices_payment_stands_for_one_of_a_file_only():
    file = [payment(id_="1"), payment(id_="2")]

    assert len(united([told([payment(id_="x")], "find_a_tender"), told(file, on=OCTOBER)])) == 2


def test_two_authorities_number_for_themselves():
    camden, hackney = payment(authority="E09000007"), payment(authority="E09000012")

    assert len(united([told([camden]), told([hackney])])) == 2


def test_payments_are_added_up_on_their_basis():
    total = paid([payment(), payment(5_000_000, "2026-08-01", "1002", matched_by="supplier")])

    assert (total.pence, total.vat, total.count, total.derived) == (9_000_000, "excluded", 2, 1)
    assert (total.first_on, total.last_on) == ("2026-05-01", "2026-08-01")


def test_mixed_bases_are_added_up_with_vat_where_all_tell_it():
    total = paid([payment(with_vat=4_800_000), payment(1_200_000, vat="included")])

    assert (total.pence, total.vat) == (6_000_000, "included")


def test_mixed_bases_have_no_basis_otherwise():
    assert paid([payment(), payment(1_200_000, vat="included")]).vat == "unknown"


@pytest.mark.parametrize("payments", [None, [], [{"paid_on": "2026-05-01"}], "text", [1]])
def test_without_amounts_there_is_no_sum(payments):
    assert paid(payments) is None


def test_an_amount_beyond_reason_is_not_added():
    found = paid([payment(4_000_000), payment(10**14, id_="1002")])

    assert found is not None
    assert (found.pence, found.count) == (4_000_000, 1)


def test_currencies_are_not_added_up():
    euros = payment()
    euros["value"]["currency"] = "EUR"

    assert paid([payment(), euros]) is None


a_payment = st.builds(
    payment,
    st.sampled_from([100, 120, 3_000_000]),
    st.sampled_from(["2026-05-01", "2026-05-02"]),
    st.sampled_from([None, "1", "2"]),
    st.sampled_from(["excluded", "included", "unknown"]),
)
documents = st.lists(
    st.tuples(st.sampled_from(["payments", "find_a_tender"]), st.lists(a_payment, max_size=4)), max_size=4
)


@given(documents)
def test_a_document_told_twice_in_a_row_changes_nothing(found):
    once = [(source, JULY, payments) for source, payments in found]

    assert united([*once, *once[-1:]]) == united(once)


@given(documents)
def test_no_more_payments_come_out_than_go_in_and_no_fewer_than_the_longest_tells(found):
    union = united((source, JULY, payments) for source, payments in found)

    assert max((len(each) for _, each in found), default=0) <= len(union) <= sum(len(each) for _, each in found)


@given(documents, st.randoms())
def test_the_order_of_reading_does_not_matter(found, random):
    said = [
        Said(source, f"doc-{number}", Belief.register, JULY, {"payments": payments})
        for number, (source, payments) in enumerate(found)
    ]
    shuffled = random.sample(said, len(said))

    assert resolve(said) == resolve(shuffled)
