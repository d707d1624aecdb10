"""Which steps a plan may take, and why others are refused."""

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.plans import (
    ANSWERS,
    OPEN,
    OVER,
    STAGE_MOVES,
    TAKING_PART,
    Membership,
    PlanAudience,
    Stage,
    Standing,
    why_not_answer,
    why_not_audience,
    why_not_edit,
    why_not_invite,
    why_not_lead,
    why_not_move,
)

LEAD, OTHER, THIRD, STRANGER = "E09000007", "E09000012", "E09000019", "E09000003"
AUTHORITIES = [LEAD, OTHER, THIRD, STRANGER]


def standing(stage=Stage.forming, audience=PlanAudience.members, has_requirement=True, **others):
    states = {LEAD: Membership.committed, OTHER: Membership.committed, THIRD: Membership.invited}
    named = {"other": OTHER, "third": THIRD}
    states |= {named[name]: Membership(state) for name, state in others.items()}
    return Standing(stage, audience, LEAD, states, has_requirement)


@pytest.mark.parametrize(("now", "to"), [each for each in product(Stage, Stage) if each[0] != each[1]])
def test_a_plan_moves_only_to_stages_that_may_follow(now, to):
    assert (why_not_move(standing(now), to) is None) == (to in STAGE_MOVES[now])


def test_a_plan_is_agreed_by_its_lead_and_one_more():
    alone = standing(other="interested")

    assert why_not_move(alone, Stage.agreed).endswith("so far 1.")
    assert why_not_move(standing(), Stage.agreed) is None


def test_a_plan_is_not_agreed_without_its_requirement():
    assert "requirement" in why_not_move(standing(has_requirement=False), Stage.agreed)


def test_a_plan_whose_second_member_has_left_is_not_tendered():
    assert "one more authority" in why_not_move(standing(Stage.agreed, other="withdrawn"), Stage.procuring)


def test_a_plan_can_be_given_up_by_its_lead_alone():
    assert why_not_move(standing(other="declined", has_requirement=False), Stage.abandoned) is None


@pytest.mark.parametrize(("now", "state"), [each for each in product(Membership, Membership) if each[0] != each[1]])
def test_an_authority_answers_only_what_may_follow(now, state):
    assert (why_not_answer(standing(other=now), OTHER, state) is None) == (state in ANSWERS[now])


@pytest.mark.parametrize(
    ("stage", "state"), list(product([Stage.procuring, Stage.awarded], ["interested", "committed"]))
)
def test_nobody_joins_once_the_tender_notice_names_the_authorities(stage, state):
    assert "names the authorities" in why_not_answer(standing(stage), THIRD, Membership(state))
    assert "names the authorities" in why_not_invite(standing(stage), STRANGER)


def test_an_authority_can_still_decline_or_withdraw_during_the_tender():
    assert why_not_answer(standing(Stage.procuring), THIRD, Membership.declined) is None
    assert why_not_answer(standing(Stage.procuring), OTHER, Membership.withdrawn) is None


def test_a_committed_member_does_not_withdraw_from_an_award():
    assert "party to the award" in why_not_answer(standing(Stage.awarded), OTHER, Membership.withdrawn)
    assert why_not_answer(standing(Stage.awarded, other="interested"), OTHER, Membership.withdrawn) is None


def test_who_is_committed_to_what_is_agreed_stays_so_or_leaves():
    assert "back to forming" in why_not_answer(standing(Stage.agreed), OTHER, Membership.interested)
    assert why_not_answer(standing(Stage.agreed), OTHER, Membership.withdrawn) is None
    assert why_not_answer(standing(Stage.agreed), THIRD, Membership.interested) is None


def test_the_lead_hands_over_before_it_leaves():
    assert "hand the lead" in why_not_answer(standing(), LEAD, Membership.withdrawn)
    assert why_not_lead(standing(), OTHER) is None
    assert "is invited" in why_not_lead(standing(), THIRD)
    assert "is not invited" in why_not_lead(standing(), STRANGER)


def test_only_who_said_no_or_left_is_invited_again():
    assert "already" in why_not_invite(standing(), THIRD)
    assert why_not_invite(standing(third="declined"), THIRD) is None
    assert "invite it again" in why_not_answer(standing(third="declined"), THIRD, Membership.interested)


@pytest.mark.parametrize("stage", sorted(OVER))
def test_nothing_changes_once_a_plan_is_over(stage):
    over = standing(stage)
    tried = [
        why_not_edit(over),
        why_not_invite(over, STRANGER),
        why_not_answer(over, THIRD, Membership.interested),
        why_not_lead(over, OTHER),
        *(why_not_move(over, to) for to in Stage),
    ]
    assert None not in tried


@pytest.mark.parametrize("stage", list(Stage))
def test_a_plan_is_shown_to_more_at_any_time_to_fewer_only_while_it_forms(stage):
    assert why_not_audience(standing(stage), PlanAudience.public) is None
    fewer = why_not_audience(standing(stage, PlanAudience.public), PlanAudience.members)
    assert (fewer is None) == (stage is Stage.forming)


steps = st.lists(
    st.one_of(
        st.tuples(st.just("move"), st.sampled_from(Stage)),
        st.tuples(st.just("invite"), st.sampled_from(AUTHORITIES)),
        st.tuples(st.just("answer"), st.tuples(st.sampled_from(AUTHORITIES), st.sampled_from(Membership))),
        st.tuples(st.just("lead"), st.sampled_from(AUTHORITIES)),
        st.tuples(st.just("show"), st.sampled_from(PlanAudience)),
        st.tuples(st.just("write"), st.booleans()),
    ),
    max_size=40,
)


def taken(now, step, what):
    """Return how a plan stands after a step; as before where the step is refused."""
    if step == "move":
        return now if why_not_move(now, what) else replace(now, stage=what)
    if step == "invite":
        refused = why_not_invite(now, what)
        return now if refused else replace(now, members={**now.members, what: Membership.invited})
    if step == "answer":
        gss, state = what
        return now if why_not_answer(now, gss, state) else replace(now, members={**now.members, gss: state})
    if step == "lead":
        return now if why_not_lead(now, what) else replace(now, lead=what)
    if step == "show":
        return now if why_not_audience(now, what) else replace(now, audience=what)
    return now if why_not_edit(now) else replace(now, has_requirement=what)


@given(steps)
def test_whatever_is_tried_a_plan_only_takes_lawful_steps(tried):
    now = Standing(Stage.forming, PlanAudience.members, LEAD, {LEAD: Membership.committed})
    for step, what in tried:
        after = taken(now, step, what)

        assert after.members[after.lead] is Membership.committed
        if after.stage is not now.stage:
            assert after.stage in STAGE_MOVES[now.stage]
            assert after.stage not in (Stage.agreed, Stage.procuring) or now.committed > 1
        joined = {gss for gss, state in after.members.items() if state in TAKING_PART and gss not in now.members}
        assert not joined or now.stage in OPEN
        if now.is_over:
            assert (after.stage, after.members, after.lead) == (now.stage, now.members, now.lead)
        now = after
