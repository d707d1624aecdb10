"""What is believed when sources disagree."""

from datetime import date, timedelta
from itertools import pairwise, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.claims import FRESH_FOR, Belief, Said, resolve

LONG_AGO, BEFORE, DAY, AFTER = date(2024, 1, 1), date(2026, 5, 1), date(2026, 6, 1), date(2026, 7, 1)


def says(belief, value, on=DAY, source="portal", reference=None, **more):
    return Said(source, reference or f"{belief.name}-{on}", belief, on, {"ends_on": value, **more})


def ends_on(*statements):
    return resolve(statements)["ends_on"]


def values(of):
    return [claim.value for claim in of]


# References are unique, as a source keeps one statement of each document about a record.
beliefs, days = st.sampled_from(Belief), st.dates(date(2020, 1, 1), date(2020, 1, 6))
claimed = st.dictionaries(st.sampled_from(["title", "ends_on", "value"]), st.sampled_from([1, 2, [3], {"pence": 4}]))
statements = st.lists(
    st.builds(Said, st.sampled_from(["a", "b"]), st.sampled_from("uvwxyz"), beliefs, days, claimed),
    unique_by=lambda said: (said.source, said.reference),
    max_size=8,
)


@given(statements, st.randoms())
def test_the_order_of_statements_does_not_matter(said, random):
    shuffled = random.sample(said, len(said))

    assert resolve(shuffled) == resolve(said)


@given(statements)
def test_hearing_everything_twice_changes_no_belief(said):
    once, twice = resolve(said), resolve([*said, *said])

    assert {name: each.claim for name, each in twice.items()} == {name: each.claim for name, each in once.items()}


@given(statements)
def test_what_is_believed_said_again_by_the_same_source_stays_believed(said):
    for name, each in resolve(said).items():
        claim = each.claim
        again = Said(claim.source, claim.reference, claim.belief, claim.said_on, {name: claim.value})

        assert resolve([*said, again])[name].claim == claim


@given(statements)
def test_a_field_is_resolved_exactly_when_someone_speaks_of_it(said):
    assert set(resolve(said)) == {name for each in said for name in each.fields}


@given(statements)
def test_a_value_is_never_made_up(said):
    for name, each in resolve(said).items():
        assert any(other.fields.get(name) == each.value and other.source == each.claim.source for other in said)


@given(statements)
def test_nobody_stronger_and_no_later_equal_is_passed_over(said):
    for name, each in resolve(said).items():
        ranks = [(other.belief, other.said_on) for other in said if name in other.fields]

        assert (each.claim.belief, each.claim.said_on) == max(ranks)


@given(statements)
def test_every_dispute_is_a_later_official_word_against_the_authoritys(said):
    for each in resolve(said).values():
        for dispute in each.disputes:
            assert each.claim.belief is Belief.authority
            assert dispute.belief is Belief.official
            assert dispute.said_on > each.confirmed_on
            assert dispute.value != each.value


def test_nothing_said_is_nothing_believed():
    assert resolve([]) == {}


def test_a_statement_without_fields_says_nothing():
    assert resolve([Said("portal", "1", Belief.official, DAY, {})]) == {}


@pytest.mark.parametrize(("weaker", "stronger"), list(pairwise(Belief)))
def test_the_stronger_belief_wins_although_it_is_older(weaker, stronger):
    assert ends_on(says(stronger, "strong", LONG_AGO), says(weaker, "weak", AFTER)).value == "strong"


@pytest.mark.parametrize("belief", Belief)
def test_within_one_belief_the_latest_wins(belief):
    assert ends_on(says(belief, "new", AFTER), says(belief, "old", BEFORE)).value == "new"


def test_on_one_day_the_later_reference_wins_in_any_order():
    notices = [says(Belief.notice, number, reference=f"00000{number}-2026") for number in (1, 2, 3)]

    assert {ends_on(*order).value for order in permutations(notices)} == {3}


def test_on_one_day_the_later_source_wins_before_the_reference():
    one, other = (
        says(Belief.notice, "a", source="a", reference="9"),
        says(Belief.notice, "b", source="b", reference="1"),
    )

    assert ends_on(one, other).value == ends_on(other, one).value == "b"


def test_each_field_is_decided_alone():
    notice = Said("portal", "1", Belief.notice, DAY, {"title": "Parking", "ends_on": "2029-01-01"})
    details = Said("portal", "2", Belief.official, DAY, {"ends_on": "2030-01-01"})

    found = resolve([notice, details])

    assert (found["title"].value, found["ends_on"].value) == ("Parking", "2030-01-01")


def test_fields_come_in_the_same_order_whatever_was_said_first():
    assert list(resolve([says(Belief.notice, 1, title="A", cpv=[])])) == ["cpv", "ends_on", "title"]


def test_the_claim_names_its_source_and_document():
    claim = ends_on(says(Belief.official, 1, source="find_a_tender", reference="000003-2026")).claim

    assert (claim.source, claim.reference, claim.said_on) == ("find_a_tender", "000003-2026", DAY)


def test_an_authoritys_word_is_never_overwritten():
    assert ends_on(says(Belief.authority, "ours", LONG_AGO), says(Belief.official, "theirs", AFTER)).value == "ours"


def test_a_later_official_disagreement_is_a_dispute():
    found = ends_on(says(Belief.authority, "ours"), says(Belief.official, "theirs", AFTER))

    assert values(found.disputes) == ["theirs"]


@pytest.mark.parametrize("on", [BEFORE, DAY])
def test_an_official_word_before_the_authority_spoke_is_no_dispute(on):
    assert ends_on(says(Belief.authority, "ours"), says(Belief.official, "theirs", on)).disputes == ()


def test_an_official_word_that_agrees_is_no_dispute():
    assert ends_on(says(Belief.authority, "same"), says(Belief.official, "same", AFTER)).disputes == ()


@pytest.mark.parametrize("belief", [Belief.register, Belief.notice, Belief.derived])
def test_only_official_notices_dispute_an_authority(belief):
    assert ends_on(says(Belief.authority, "ours"), says(belief, "theirs", AFTER)).disputes == ()


def test_without_an_authoritys_word_nothing_is_disputed():
    assert ends_on(says(Belief.register, "ours"), says(Belief.official, "theirs", AFTER)).disputes == ()


def test_confirming_again_settles_a_dispute():
    disputed = [says(Belief.authority, "ours", BEFORE), says(Belief.official, "theirs", DAY)]

    assert ends_on(*disputed, says(Belief.authority, "ours", AFTER)).disputes == ()


def test_giving_in_settles_a_dispute():
    disputed = [says(Belief.authority, "ours", BEFORE), says(Belief.official, "theirs", DAY)]
    found = ends_on(*disputed, says(Belief.authority, "theirs", AFTER))

    assert (found.value, found.disputes) == ("theirs", ())


def test_disputes_come_latest_first():
    own = says(Belief.authority, "ours", LONG_AGO)

    found = ends_on(
        says(Belief.official, 1, BEFORE), own, says(Belief.official, 3, AFTER), says(Belief.official, 2, DAY)
    )

    assert values(found.disputes) == [3, 2, 1]


def test_a_dispute_about_one_field_leaves_the_others_alone():
    own, later = says(Belief.authority, 1, title="A"), says(Belief.official, 2, AFTER, title="A")

    assert resolve([own, later])["title"].disputes == ()


def test_a_value_is_confirmed_on_the_last_day_its_authority_said_it():
    said = [says(Belief.authority, "ours", on) for on in (LONG_AGO, DAY, BEFORE)]

    assert ends_on(*said).confirmed_on == DAY


def test_saying_another_value_confirms_only_that_one():
    assert ends_on(says(Belief.authority, "old", BEFORE), says(Belief.authority, "new", AFTER)).confirmed_on == AFTER


def test_what_no_authority_said_is_not_confirmed():
    assert ends_on(says(Belief.official, "theirs")).confirmed_on is None


@pytest.mark.parametrize(
    ("belief", "confidence"),
    [(Belief.official, "high"), (Belief.register, "medium"), (Belief.notice, "low"), (Belief.derived, "low")],
)
def test_confidence_in_what_no_authority_said_depends_on_who_did_and_not_on_when(belief, confidence):
    found = ends_on(says(belief, 1))

    assert {found.confidence(on) for on in (BEFORE, DAY, DAY + timedelta(days=5000))} == {confidence}


@pytest.mark.parametrize(("days_later", "confidence"), [(0, "high"), (365, "high"), (366, "medium"), (5000, "medium")])
def test_an_authoritys_word_is_trusted_fully_for_twelve_months(days_later, confidence):
    assert ends_on(says(Belief.authority, 1)).confidence(DAY + timedelta(days=days_later)) == confidence


def test_a_fresh_confirmation_renews_the_confidence():
    found = ends_on(says(Belief.authority, 1, LONG_AGO), says(Belief.authority, 1, DAY))

    assert found.confidence(DAY + FRESH_FOR) == "high"


def test_a_disputed_word_stays_as_trusted_as_it_was():
    assert ends_on(says(Belief.authority, 1), says(Belief.official, 2, AFTER)).confidence(AFTER) == "high"


def confirmation(said, on, reference="confirmed"):
    """Return the authority's word that all is as it is believed."""
    return Said(
        "authority", reference, Belief.authority, on, {name: each.value for name, each in resolve(said).items()}
    )


@given(statements, days)
def test_confirming_changes_no_value_and_confirming_again_nothing_at_all(said, on):
    once = [*said, confirmation(said, on)]
    twice = [*once, confirmation(once, on)]

    assert {name: each.value for name, each in resolve(twice).items()} == {
        name: each.value for name, each in resolve(once).items()
    }


@given(statements, days, statements.map(lambda said: [each for each in said if each.belief is not Belief.authority]))
def test_whatever_others_say_and_whenever_a_confirmed_value_stays(said, on, others):
    word = confirmation(said, max([on, *(each.said_on for each in said)]))
    before = resolve([*said, word])

    after = resolve(
        [*said, word, *(Said("c", each.reference, each.belief, each.said_on, each.fields) for each in others)]
    )

    assert {name: after[name].value for name in before} == {name: each.value for name, each in before.items()}
