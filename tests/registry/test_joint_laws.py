"""What holds of joint opportunities whatever the contracts, beside a slow search that tries every day."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from registry.joint.bridges import bridge
from registry.joint.replacement_windows import bridging_days
from registry.joint.scores import OUT_OF, points
from registry.joint_procurement import Candidate, joint_opportunities, windows_of
from registry.renewals import LeadTimes

ON = date(2026, 1, 1)
LEAD = LeadTimes(1, 1, 1, 1)
DAYS = st.integers(-5, 120).map(lambda days: ON + timedelta(days=days))
OPTIONS = st.lists(
    st.fixed_dictionaries(
        {
            "number": st.integers(0, 2),
            "months": st.integers(1, 2),
            "taken": st.integers(0, 1),
            "notice_days": st.sampled_from([None, 0, 30, 90]),
        }
    ),
    max_size=2,
)
CONTRACT = st.builds(
    Candidate,
    id=st.just(""),
    service_id=st.sampled_from(["housing", "parking"]),
    authorities=st.lists(st.sampled_from("abcde"), min_size=1, max_size=2, unique=True).map(tuple),
    service_kind=st.just("core"),
    suppliers=st.lists(st.sampled_from("xyz"), max_size=2, unique=True).map(tuple),
    product_id=st.sampled_from([None, "p", "q"]),
    starts_on=st.one_of(st.none(), DAYS.map(lambda day: day - timedelta(days=300))),
    ends_on=st.one_of(DAYS, DAYS, st.none()),
    max_ends_on=st.one_of(st.none(), st.none(), DAYS),
    options=OPTIONS,
    open_ended=st.sampled_from([False, False, True]),
    decision=st.sampled_from([None, "extend", "exit", "re-procure"]),
    break_on=st.one_of(st.none(), DAYS),
    lead_months=st.sampled_from([None, 0, 2]),
    annual_pence=st.one_of(st.none(), st.integers(0, 10**8), st.integers(0, 10**10)),
    confidence=st.sampled_from(["high", "medium", "low"]),
)
CONTRACTS = st.lists(CONTRACT, max_size=9).map(
    lambda given: [replace(each, id=f"contract {number}") for number, each in enumerate(given)]
)


def found(contracts):
    return joint_opportunities(contracts, ON, LEAD)


def ids(opportunity):
    return frozenset(window.candidate.id for window in opportunity.members)


def tried(contracts, service_id):
    """Return every maximal set by trying each day: its members by number, with its days."""
    windows, _ = windows_of([each for each in contracts if each.service_id == service_id], ON, LEAD)
    sharing = {}
    for day in range(ON.toordinal(), ON.toordinal() + 1000):
        here = frozenset(number for number, w in enumerate(windows) if w.first <= day <= w.last)
        sharing.setdefault(here, []).append(day)
    for here, days in sharing.items():
        members = [windows[number].candidate for number in here]
        buyers = frozenset(gss for member in members for gss in member.authorities)
        if len(members) > 1 and len(buyers) > 1 and not any(here < other for other in sharing):
            yield frozenset(member.id for member in members), days[0], best(members, days), buyers


def best(members, days):
    return min(days, key=lambda day: (sum(bridging_days(member, day) for member in members), day))


@given(CONTRACTS)
def test_the_sets_and_their_best_days_are_those_that_trying_every_day_finds(contracts):
    expected = [*tried(contracts, "housing"), *tried(contracts, "parking")]
    seen = found(contracts)

    assert len(seen) == len(expected)
    assert {(ids(o), o.first_on.toordinal(), o.best_on.toordinal(), o.authorities) for o in seen} == set(expected)


@given(CONTRACTS)
def test_what_is_kept_while_contracts_come_and_go_is_true_of_the_members(contracts):
    for each in found(contracts):
        members, facts = [window.candidate for window in each.members], each.facts
        assert facts.contracts == len(members)
        assert facts.authorities == len(each.authorities)
        assert facts.bridging_days == sum(bridging_days(member, each.best_on.toordinal()) for member in members)
        assert facts.annual_pence == sum(member.annual_pence or 0 for member in members)
        assert facts.annual_unknown == sum(member.annual_pence is None for member in members)
        assert facts.most_of_product == commonest(filter(None, (member.product_id for member in members)))
        assert facts.most_of_supplier == commonest(name for member in members for name in member.suppliers)
        assert facts.high == sum(member.confidence == "high" for member in members)
        assert facts.days_in_hand >= 0


def commonest(things):
    things = list(things)
    return max((things.count(thing) for thing in things), default=0)


@given(CONTRACTS, st.randoms())
def test_the_order_of_contracts_changes_nothing(contracts, chance):
    shuffled = list(contracts)
    chance.shuffle(shuffled)

    assert found(shuffled) == found(contracts)


@given(CONTRACTS, CONTRACT)
def test_one_more_contract_takes_nothing_away(contracts, another):
    later = [ids(each) for each in found([*contracts, replace(another, id="another")])]

    assert all(any(ids(each) <= more for more in later) for each in found(contracts))


@given(CONTRACTS)
def test_no_part_of_a_score_is_more_than_it_can_be(contracts):
    for each in found(contracts):
        assert all(0 <= got <= out_of for got, out_of in zip(points(each.facts), OUT_OF.values(), strict=True))
        assert each.score == sum(points(each.facts)) <= 100


@given(CONTRACTS)
def test_every_member_can_be_replaced_on_every_day_of_its_set(contracts):
    for each in found(contracts):
        assert each.first_on <= each.best_on <= each.last_on
        for window in each.members:
            assert window.first <= each.first_on.toordinal() <= each.last_on.toordinal() <= window.last


@given(CONTRACTS)
def test_a_bridge_is_as_long_as_the_score_counts_it_and_never_beyond_what_the_law_allows(contracts):
    for each in found(contracts):
        for window in each.members:
            needed = bridge(window.candidate, each.best_on, ON)
            assert needed.days == bridging_days(window.candidate, each.best_on.toordinal())
            assert needed.within_ten_percent is not False
            assert needed.words.endswith(".")
