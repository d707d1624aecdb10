"""What counts when some of what is published cannot be right."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.claims import Belief, Said, resolve
from registry.doubts import (
    DATE_BEYOND_REASON,
    ENDS_BEFORE_IT_STARTS,
    FOREIGN_CURRENCY,
    MAXIMUM_BEFORE_END,
    VALUE_BEYOND_REASON,
    VALUE_IS_A_TOKEN,
)
from registry.weighing import weigh

DAY, LATER = date(2026, 5, 1), date(2026, 6, 1)


def pounds(amount, currency="GBP"):
    return {"pence": amount * 100, "with_vat_pence": None, "vat": "excluded", "currency": currency}


HUGE, TOKEN, PLAIN = pounds(1_500_000_000), pounds(1), pounds(60_000)


def says(belief, on=DAY, released=(), **fields):
    return Said("portal", f"{belief.name}-{on}", belief, on, fields, released=released)


def value_of(weighed, name):
    return weighed.fields[name].value if name in weighed.fields else None


def rules(weighed):
    return [(each.doubt.field, each.doubt.rule) for each in weighed.set_aside]


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({"value": HUGE}, ("value", VALUE_BEYOND_REASON)),
        ({"value": TOKEN}, ("value", VALUE_IS_A_TOKEN)),
        ({"annual_value": pounds(9, "AED")}, ("annual_value", FOREIGN_CURRENCY)),
        ({"ends_on": "2076-03-31"}, ("ends_on", DATE_BEYOND_REASON)),
        ({"starts_on": "2027-01-01", "ends_on": "2026-01-01"}, ("ends_on", ENDS_BEFORE_IT_STARTS)),
        ({"ends_on": "2029-01-01", "max_ends_on": "2028-01-01"}, ("max_ends_on", MAXIMUM_BEFORE_END)),
    ],
)
def test_what_is_in_doubt_is_as_though_it_had_not_been_said(fields, rule):
    weighed = weigh([says(Belief.official, **fields)])

    assert rules(weighed) == [rule]
    assert weighed.fields.keys() == fields.keys() - {rule[0]}


def test_the_next_believed_claim_counts():
    weighed = weigh([says(Belief.official, value=HUGE), says(Belief.notice, value=PLAIN)])

    assert value_of(weighed, "value") == PLAIN
    assert rules(weighed) == [("value", VALUE_BEYOND_REASON)]


def test_a_weaker_claim_in_doubt_is_not_worth_a_word():
    weighed = weigh([says(Belief.official, value=PLAIN), says(Belief.notice, value=HUGE)])

    assert value_of(weighed, "value") == PLAIN
    assert weighed.set_aside == ()


def test_a_value_published_twice_is_set_aside_once():
    weighed = weigh([says(Belief.official, value=HUGE), says(Belief.notice, value=HUGE)])

    assert [each.claim.belief for each in weighed.set_aside] == [Belief.official]


def test_an_authoritys_own_word_is_never_set_aside():
    word = says(Belief.authority, value=HUGE, starts_on="2027-01-01", ends_on="2026-01-01", max_ends_on="2025-01-01")
    weighed = weigh([word, says(Belief.official, value=HUGE)])

    assert weighed.set_aside == ()
    assert weighed.fields.keys() == word.fields.keys()


def test_an_authority_that_says_there_is_none_has_answered():
    weighed = weigh([says(Belief.authority, value=None), says(Belief.official, value=HUGE)])

    assert weighed.set_aside == ()
    assert value_of(weighed, "value") is None


def test_what_an_editor_released_counts():
    weighed = weigh([says(Belief.official, value=HUGE, ends_on="2076-01-01", released=["value"])])

    assert value_of(weighed, "value") == HUGE
    assert rules(weighed) == [("ends_on", DATE_BEYOND_REASON)]


def test_a_start_gives_way_to_an_end_that_its_authority_stands_by():
    weighed = weigh([says(Belief.official, starts_on="2027-01-01"), says(Belief.authority, ends_on="2026-12-31")])

    assert value_of(weighed, "ends_on") == "2026-12-31"
    assert rules(weighed) == [("starts_on", ENDS_BEFORE_IT_STARTS)]


def test_ends_are_held_against_the_starts_of_other_documents():
    weighed = weigh(
        [
            says(Belief.official, starts_on="2026-04-01"),
            says(Belief.register, ends_on="2025-03-31"),
            says(Belief.notice, ends_on="2029-03-31"),
        ]
    )

    assert value_of(weighed, "ends_on") == "2029-03-31"
    assert rules(weighed) == [("ends_on", ENDS_BEFORE_IT_STARTS)]


def test_what_was_terminated_may_end_before_it_was_to_start():
    ended = says(Belief.official, starts_on="2026-09-01", ends_on="2026-07-01", status="terminated")

    assert weigh([ended]).set_aside == ()


def test_a_framework_may_be_huge():
    assert weigh([says(Belief.official, value=HUGE, agreement="framework")]).set_aside == ()


def test_what_is_set_aside_is_told_as_published_with_its_document():
    (found,) = weigh([says(Belief.official, value=HUGE)]).set_aside

    assert found.as_json() == {
        "field": "value",
        "rule": VALUE_BEYOND_REASON,
        "value": HUGE,
        "why": "it is more than the buyer could spend on it",
        "source": "portal",
        "reference": "official-2026-05-01",
        "said_on": "2026-05-01",
    }


days = st.sampled_from([None, "1900-01-01", "2025-01-01", "2026-01-01", "2028-01-01", "2030-01-01", "2076-01-01"])
values = st.sampled_from([None, HUGE, TOKEN, PLAIN, pounds(9_000, "AED")])
claimed = st.fixed_dictionaries(
    {},
    optional={
        "starts_on": days,
        "ends_on": days,
        "max_ends_on": days,
        "value": values,
        "status": st.sampled_from(["active", "terminated"]),
        "agreement": st.sampled_from(["contract", "framework"]),
        "title": st.just("Parking"),
    },
)
statements = st.lists(
    st.builds(
        Said,
        st.just("portal"),
        st.sampled_from("uvwxyz"),
        st.sampled_from(Belief),
        st.dates(date(2026, 1, 1), date(2026, 1, 4)),
        claimed,
        st.none(),
        st.sets(st.sampled_from(["value", "starts_on", "ends_on"])),
    ),
    unique_by=lambda said: said.reference,
    max_size=6,
)


@given(statements, st.randoms())
def test_the_order_of_statements_does_not_matter(said, random):
    assert weigh(random.sample(said, len(said))) == weigh(said)


@given(statements)
def test_what_is_believed_is_what_somebody_says(said):
    for name, field in weigh(said).fields.items():
        assert field.value in [each.fields[name] for each in said if name in each.fields]


@given(statements)
def test_an_authority_that_repeats_what_counts_is_believed_and_nothing_is_left_in_doubt(said):
    weighed = weigh(said)
    doubtful = {each.doubt.field: each.doubt.value for each in reversed(weighed.set_aside)}
    told = {**{name: of.value for name, of in weighed.fields.items()}, **doubtful}
    word = Said("authority", "word", Belief.authority, LATER, told)
    again = weigh([*said, word])

    assert again.set_aside == ()
    assert {name: of.value for name, of in again.fields.items()} == told


@given(statements)
def test_statements_without_doubts_resolve_as_ever(said):
    plain = [replace(each, belief=Belief.authority) for each in said]

    assert weigh(plain).fields == resolve(plain)
