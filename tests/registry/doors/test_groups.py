"""The doors of one procurement as a group."""

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from registry.doors.groups import by_end, clear, reached
from registry.doors.portals import ahead_first, portal_name

OCIDS = [f"ocds-{prefix}-{number}" for prefix in ("h6vhtk", "b5fd17", "zzzzzz") for number in range(3)]
PAIRS = st.sets(st.tuples(*[st.sampled_from(OCIDS)] * 2).filter(lambda pair: pair[0] != pair[1]).map(ahead_first))


@dataclass
class Link:
    first_ocid: str
    other_ocid: str
    score: float = 0.9


def test_the_portal_that_tells_most_comes_first():
    assert ahead_first(("ocds-b5fd17-1", "ocds-h6vhtk-2")) == ("ocds-h6vhtk-2", "ocds-b5fd17-1")


def test_a_portal_that_is_not_known_is_called_by_its_prefix():
    assert (portal_name("ocds-b5fd17-1"), portal_name("ocds-zzzzzz-1")) == ("Contracts Finder", "ocds-zzzzzz")


def test_doors_are_reached_through_each_other():
    links = by_end([Link("a", "b"), Link("b", "c")])

    assert {ocid: through for ocid, (through, _) in reached("a", links).items()} == {"b": "a", "c": "b"}


def test_a_pair_is_clear_only_where_each_has_no_other_on_that_portal():
    one, two, three = "ocds-h6vhtk-1", "ocds-b5fd17-2", "ocds-b5fd17-3"

    assert clear([(one, two)]) == {(one, two)}
    assert clear([(one, two), (one, three)]) == set()


@given(PAIRS)
def test_whoever_reaches_another_is_reached_by_it(pairs):
    links = by_end(Link(*pair) for pair in pairs)

    for ocid in links:
        assert all(ocid in reached(other, links) for other in reached(ocid, links))


@given(PAIRS)
def test_of_clear_pairs_no_end_has_two_on_one_portal(pairs):
    told = clear(pairs)

    assert told <= pairs
    ends = [(one, other[:11]) for pair in told for one, other in (pair, pair[::-1])]
    assert len(ends) == len(set(ends))
