"""Who reads what of a plan: what is for members reaches nobody else."""

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.planning.readers import PUBLIC_PARTS, SHOWN_TO_ALL, Reader, as_seen, reader_of
from registry.plans import TAKING_PART, Membership, PlanAudience
from registry.roles import PUBLIC, Actor, Role

SECRET = "for members alone"
BOROUGH_ROLES = [Role.viewer, Role.officer, Role.editor]
SUPPLIER = Actor(role=Role.supplier, gss="E09000007")


@pytest.mark.parametrize("role", BOROUGH_ROLES)
@pytest.mark.parametrize("state", sorted(TAKING_PART))
@pytest.mark.parametrize("audience", list(PlanAudience))
def test_who_takes_part_reads_as_a_member(role, state, audience):
    assert reader_of(Actor(role=role, gss="E09000007"), audience, state) is Reader.member


@pytest.mark.parametrize("state", [Membership.declined, Membership.withdrawn, None])
def test_who_said_no_or_left_reads_as_a_borough(state):
    officer = Actor(role=Role.officer, gss="E09000007")
    read = [reader_of(officer, audience, state) for audience in PlanAudience]

    assert read == [None, Reader.borough, Reader.borough]


@pytest.mark.parametrize("actor", [PUBLIC, SUPPLIER])
@pytest.mark.parametrize("state", [*Membership, None])
def test_suppliers_and_anyone_read_public_plans_alone(actor, state):
    assert [reader_of(actor, audience, state) for audience in PlanAudience] == [None, None, Reader.public]


def test_who_keeps_the_registry_reads_everything():
    assert reader_of(Actor(role=Role.admin), PlanAudience.members, None) is Reader.member


def authority(gss):
    return SimpleNamespace(gss=gss)


gss_codes = st.sampled_from(["E09000001", "E09000002", "E09000003", "E09000004"])
parts_of_authorities = st.dictionaries(gss_codes, st.sampled_from(Membership), min_size=1)
documents = st.lists(st.sampled_from(["members", "public"]), max_size=4)


@st.composite
def pages(draw):
    """A plan's page as members see it, with a secret in all that is for them."""
    states = draw(parts_of_authorities)
    return {
        **dict.fromkeys(("id", "title", "requirement"), "told"),
        "members": [
            {"authority": authority(gss), "state": state, "said_on": None, "word": SECRET}
            for gss, state in states.items()
        ],
        "contracts": [{"title": f"of {gss}", "authorities": [authority(gss)]} for gss in states],
        "milestones": [{"key": "deadline", "note": SECRET, "breaks": []}],
        "documents": [
            {"title": SECRET if each == "members" else "told", "audience": each, "by": SECRET, "authority": gss}
            for each, gss in zip(draw(documents), states, strict=False)
        ],
        "interest": {"count": 2, "suppliers": [SECRET]},
        "answers": [{"answer": "told", "authority": gss} for gss in states],
        **dict.fromkeys(("notes", "alerts", "offered_notices", "timetable"), SECRET),
        draw(st.text(min_size=1).filter(lambda name: name not in PUBLIC_PARTS)): SECRET,
    }


@given(pages(), st.sampled_from([Reader.borough, Reader.public]))
def test_nothing_for_members_reaches_others(page, reader):
    assert SECRET not in str(as_seen(reader, page))


@given(pages())
def test_nobody_but_boroughs_learns_who_has_not_said_yes(page):
    seen = as_seen(Reader.public, page)
    silent = {each["authority"].gss for each in page["members"] if each["state"] not in SHOWN_TO_ALL}

    assert [gss for gss in silent if gss in str(seen)] == []


@given(pages())
def test_members_see_everything(page):
    assert as_seen(Reader.member, page) == page


@given(pages())
def test_boroughs_see_every_member_and_contract(page):
    seen = as_seen(Reader.borough, page)

    assert [each["state"] for each in seen["members"]] == [each["state"] for each in page["members"]]
    assert seen["contracts"] == page["contracts"]
