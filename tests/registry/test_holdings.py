"""Running contracts with their sellers and buyers, counted."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from registry.holdings import Holding, counts_of

END = date(2029, 3, 31)


def held(contract="c", supplier="s", gss="camden", pence=100, decision=None, service="housing", ends_on=END):
    return Holding(contract, service, ends_on, decision, pence, supplier, gss)


def test_a_shared_contract_counts_once():
    counts = counts_of([held(gss="camden"), held(gss="hackney")])

    assert (counts.by_supplier, counts.pence_by_supplier, counts.years) == ({"s": 1}, {"s": 100}, {2029: 1})
    assert counts.buyers == {"camden", "hackney"}


def test_a_supplier_counts_each_of_its_buyers_once():
    counts = counts_of([held("a"), held("b"), held("b", gss="hackney")])

    assert counts.buyers_by_supplier == {"s": 2}


def test_a_contract_of_two_suppliers_counts_for_both():
    counts = counts_of([held(supplier="one"), held(supplier="two")])

    assert counts.by_supplier == {"one": 1, "two": 1}
    assert counts.decisions == {"undecided": 1}


def test_two_sightings_of_one_supplier_count_once():
    assert counts_of([held(), held()]).by_supplier == {"s": 1}


def test_a_contract_without_a_supplier_is_nobodys():
    counts = counts_of([held(supplier=None)])

    assert (counts.unnamed, counts.by_supplier) == (1, {})


def test_what_is_not_known_of_a_contract_is_not_counted():
    counts = counts_of([held(pence=None, service=None, ends_on=None)])

    assert (counts.yearly_unknown, counts.services, counts.years) == (1, {}, {})


HOLDINGS = st.lists(
    st.builds(
        lambda contract, supplier, gss: held(contract, supplier, gss, pence=len(contract)),
        st.text("ab", min_size=1, max_size=2),
        st.sampled_from(["one", "two"]),
        st.sampled_from(["camden", "hackney"]),
    )
)


@given(HOLDINGS, st.randoms())
def test_the_order_of_holdings_changes_nothing(holdings, chance):
    turned = holdings[:]
    chance.shuffle(turned)

    assert counts_of(turned) == counts_of(holdings)
