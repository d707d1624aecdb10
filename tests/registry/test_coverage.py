"""What is missing of an estate, said openly."""

from hypothesis import given
from hypothesis import strategies as st

from registry.coverage import Counted, Known, known_pairs, missing

AUTHORITIES, SERVICES = ["camden", "hackney"], ["housing", "parking"]
SOMETHING = Known(contracts=1)


def lacking(cells, registers=(), unread=()):
    return missing(AUTHORITIES, SERVICES, cells, registers=registers, unread=unread)


def test_an_authority_of_which_nothing_is_known_is_named():
    assert lacking({("camden", "housing"): SOMETHING}).authorities == ["hackney"]


def test_an_authority_with_a_contract_of_unknown_purpose_is_heard_of():
    assert lacking({("camden", None): SOMETHING}).authorities == ["hackney"]


def test_a_service_for_which_nothing_is_known_is_named():
    assert lacking({("camden", "housing"): SOMETHING}).services == ["parking"]


def test_a_contract_of_unknown_purpose_makes_no_pair_known():
    assert lacking({("camden", None): SOMETHING}).pairs == 4


def test_a_pair_counts_by_its_systems_alone():
    assert known_pairs({("camden", "housing"): Known(systems=1)}) == {("camden", "housing")}


def test_a_pair_that_is_empty_is_not_known():
    assert known_pairs({("camden", "housing"): Known()}) == set()


def test_what_lies_outside_is_not_counted():
    found = lacking({("leeds", "housing"): SOMETHING, ("camden", "alchemy"): SOMETHING})

    assert (found.pairs, found.services) == (4, SERVICES)


def test_registers_and_portals_never_read_are_named():
    found = lacking({}, registers=["camden"], unread=["find_a_tender"])

    assert (found.without_register, found.unread) == (["hackney"], ["find_a_tender"])


def test_what_is_missing_is_said_in_words():
    assert lacking({("camden", "housing"): SOMETHING}, registers=AUTHORITIES).sentences == [
        "Nothing is known of 1 of 2 authorities.",
        "No system or contract is known for 1 of 2 services.",
        "Of 3 of 4 pairs of an authority and a service nothing is known.",
    ]


def test_nothing_is_said_when_nothing_is_missing():
    everything = {(gss, service): SOMETHING for gss in AUTHORITIES for service in SERVICES}

    assert lacking(everything, registers=AUTHORITIES).sentences == []


@given(st.sets(st.tuples(st.sampled_from(AUTHORITIES), st.sampled_from(SERVICES))))
def test_known_and_missing_pairs_are_all_pairs(pairs):
    assert lacking(dict.fromkeys(pairs, SOMETHING)).pairs == 4 - len(pairs)


ALL = Counted(
    cells={("camden", "housing"): Known(contracts=1), ("camden", None): Known(contracts=2)},
    authorities={"camden": Known(contracts=3)},
    services={"housing": Known(contracts=1), None: Known(contracts=2)},
    total=Known(contracts=3),
)


def test_the_part_about_an_authority_holds_all_its_services():
    part = ALL.narrowed("camden", None)

    assert (part.total.contracts, part.services["housing"].contracts, part.services[None].contracts) == (3, 1, 2)


def test_the_part_about_a_service_holds_all_its_authorities():
    part = ALL.narrowed(None, "housing")

    assert (part.total.contracts, part.authorities["camden"].contracts) == (1, 1)


def test_the_part_about_a_pair_is_its_cell_alone():
    assert ALL.narrowed("camden", "housing").total.contracts == 1
    assert ALL.narrowed("hackney", "housing").total == Known()


def test_all_is_the_part_about_nothing_in_particular():
    assert ALL.narrowed(None, None) is ALL
