"""Which rows are about one contract, and its id."""

from hypothesis import given
from hypothesis import strategies as st

from registry.identities import public_id
from scrapers.registers.grouping import Known, contract_ids, group_of

GSS = "E09000007"
texts = st.sampled_from(["", "A", "a", "A ", "B", "C1"])
rows = st.lists(
    st.fixed_dictionaries(
        {"reference": texts, "title": texts},
        optional={"starts_on": st.sampled_from(["2024-04-01", "2025-04-01"])},
    ),
    max_size=8,
)


def row(reference="C1", title="Housing system", starts_on="2024-04-01", *suppliers):
    named = [{"name": name, "company_number": None} for name in suppliers]
    return {"reference": reference, "title": title, "starts_on": starts_on, "suppliers": named}


def ids(*rows, known=None):
    return contract_ids(list(enumerate(rows, 2)), GSS, known or {})


def test_a_reference_of_its_own_makes_the_id_as_for_a_contract_told_by_hand():
    assert ids(row("C1"), row("C2")) == [public_id("contract", GSS, "C1"), public_id("contract", GSS, "C2")]


def test_rows_with_one_reference_title_and_start_are_one_contract():
    one, other = ids(row("C1", "Housing  System"), row("c1", "housing system"))

    assert one == other


def test_rows_with_one_reference_and_different_titles_are_different_contracts():
    assert len({*ids(row("C1", "Lot 1"), row("C1", "Lot 2")), public_id("contract", GSS, "C1")}) == 3


def test_without_a_reference_title_and_start_make_the_id_as_for_a_contract_told_by_hand():
    assert ids(row("")) == [public_id("contract", GSS, "housingsystem 2024-04-01")]


def test_without_a_reference_suppliers_tell_contracts_apart():
    one, other = ids(row("", "Care", "2024-04-01", "Example Ltd"), row("", "Care", "2024-04-01", "Sample Ltd"))

    assert one != other


def test_a_contract_keeps_its_id_when_its_reference_is_no_longer_its_own():
    first, second = row("C1", "Survey"), row("C1", "Survey, extended")
    [before] = ids(first)

    kept, fresh = ids(first, second, known={group_of(first): Known(before, 0)})

    assert kept == before
    assert fresh != before


def test_of_two_groups_that_had_one_id_the_latest_keeps_it():
    one, other = row("C1", "Survey"), row("C1", "Surveys")
    known = {group_of(one): Known("same", 0), group_of(other): Known("same", 1)}

    first, second = ids(one, other, known=known)

    assert second == "same"
    assert first != "same"


@given(rows, st.dictionaries(st.integers(0, 7), st.sampled_from(["x", "y"])))
def test_two_rows_have_one_id_exactly_when_they_are_one_group(rows, earlier):
    known = {group_of(rows[at]): Known(id_, at) for at, id_ in earlier.items() if at < len(rows)}

    found = ids(*rows, known=known)

    groups = list(map(group_of, rows))
    assert len(found) == len(rows)
    assert len(set(found)) == len(set(groups)) == len(set(zip(groups, found, strict=True)))
