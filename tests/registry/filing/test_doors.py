"""Procurements that are one are linked as they are filed, whatever the order, and as people say."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event, select

from registry.db import Base, make_engine, make_sessions
from registry.filing.door_words import Decision, say
from registry.filing.filer import refile_all
from registry.models import Procurement, ProcurementLink
from registry.seeding import seed
from tests.doors import CF, FTS, numbered, on_contracts_finder, planned, unlike
from tests.example_releases import HACKNEY, contract_details, invitation
from tests.filing import AT, file

THIRD = "ocds-b5fd17-00000000-0000-0000-0000-000000000003"
FOURTH = "ocds-b5fd17-00000000-0000-0000-0000-000000000004"
PLAN = planned()["ocid"]


def links(session):
    session.expire_all()
    rows = session.scalars(select(ProcurementLink).order_by(ProcurementLink.first_ocid, ProcurementLink.other_ocid))
    rows = [row for row in rows if row.is_clear]
    return [(row.first_ocid, row.other_ocid, row.rule) for row in rows]


def both(session):
    return session.get_one(Procurement, FTS), session.get_one(Procurement, CF)


@pytest.mark.parametrize("first", [0, 1])
def test_two_doors_of_one_procurement_are_linked_whichever_comes_first(session, knowledge, first):
    doors = [invitation(), on_contracts_finder()]

    file(session, knowledge, doors[first])
    file(session, knowledge, doors[1 - first])

    assert links(session) == [(FTS, CF, "title")]


def test_doors_that_come_together_are_linked(session, knowledge):
    file(session, knowledge, *numbered())

    assert links(session) == [(FTS, CF, "number")]


def test_another_buyers_procurement_is_not_linked(session, knowledge):
    file(session, knowledge, invitation(buyers=[HACKNEY]), on_contracts_finder())

    assert links(session) == []


def test_a_link_goes_when_what_made_it_is_taken_back(session, knowledge):
    file(session, knowledge, invitation(), on_contracts_finder())

    file(session, knowledge, on_contracts_finder(title="Payroll"))

    assert links(session) == []


def test_a_link_is_found_when_a_later_notice_tells_of_it(session, knowledge):
    file(session, knowledge, invitation(), unlike(on_contracts_finder()))
    assert links(session) == []

    file(session, knowledge, on_contracts_finder("cf-2", "2026-05-03T10:00:00+01:00"))

    assert links(session) == [(FTS, CF, "title")]


@pytest.mark.parametrize("first", [0, 1])
def test_a_tender_is_linked_to_the_plan_that_it_names(session, knowledge, first):
    named = [{"id": "1", "relationship": ["planning"], "scheme": "ocid", "identifier": PLAN}]
    life = [planned(tender={"title": "A landlord platform"}), invitation(relatedProcesses=named)]

    file(session, knowledge, life[first])
    file(session, knowledge, life[1 - first])

    assert links(session) == [(FTS, PLAN, "planning")]


@pytest.mark.parametrize("first", [0, 1])
def test_a_document_that_is_a_notice_links_its_procurement(session, knowledge, first):
    document = {"id": "2", "url": "https://www.find-tender.service.gov.uk/Notice/000001-2026"}
    doors = [invitation(), unlike(on_contracts_finder(), title="Housing system", documents=[document])]

    file(session, knowledge, doors[first])
    file(session, knowledge, doors[1 - first])

    assert links(session) == [(FTS, CF, "notice")]


def test_a_call_off_is_not_linked_to_its_framework(session, knowledge):
    named = [{"id": "framework", "relationship": ["framework"], "scheme": "ocid", "identifier": FTS}]
    call_off = contract_details(ocid="ocds-h6vhtk-0c0001", number="9-2026", relatedProcesses=named)

    file(session, knowledge, invitation(), call_off)

    assert links(session) == []


def test_what_a_person_unlinks_stays_apart_when_it_is_filed_and_worked_out_anew(session, sessions, knowledge):
    file(session, knowledge, invitation(), on_contracts_finder())
    say(session, *both(session), False, Decision("An editor", AT))
    session.commit()

    file(session, knowledge, on_contracts_finder("cf-2", "2026-05-03T10:00:00+01:00"))
    list(refile_all(sessions, knowledge))

    assert links(session) == []


def test_what_a_person_links_stays_linked_when_it_is_worked_out_anew(session, sessions, knowledge):
    file(session, knowledge, invitation(), unlike(on_contracts_finder()))
    say(session, *both(session), True, Decision("An editor", AT))
    session.commit()

    list(refile_all(sessions, knowledge))

    assert links(session) == [(FTS, CF, "person")]


def test_what_is_taken_back_is_as_notices_say(session, knowledge):
    file(session, knowledge, invitation(), on_contracts_finder())
    say(session, *both(session), False, Decision("An editor", AT))

    say(session, *both(session), None, Decision("An editor", AT))

    assert links(session) == [(FTS, CF, "title")]


@pytest.mark.parametrize("first", [0, 1, 2])
def test_of_several_that_look_the_same_none_is_taken_to_be_the_one(session, knowledge, first):
    doors = [invitation(), on_contracts_finder(), on_contracts_finder("cf-3", ocid=THIRD, reference="Y/7")]

    for release in [*doors[first:], *doors[:first]]:
        file(session, knowledge, release)

    assert links(session) == []


def test_when_the_others_turn_out_to_be_something_else_the_one_is_linked(session, knowledge):
    file(
        session,
        knowledge,
        invitation(),
        on_contracts_finder(),
        on_contracts_finder("cf-3", ocid=THIRD, reference="Y/7"),
    )

    file(session, knowledge, on_contracts_finder("cf-3", ocid=THIRD, reference="Y/7", title="Payroll"))

    assert links(session) == [(FTS, CF, "title")]


def test_a_person_who_tells_one_of_several_apart_leaves_the_other(session, knowledge):
    file(
        session,
        knowledge,
        invitation(),
        on_contracts_finder(),
        on_contracts_finder("cf-3", ocid=THIRD, reference="Y/7"),
    )
    third = session.get_one(Procurement, THIRD)

    say(session, session.get_one(Procurement, FTS), third, False, Decision("An editor", AT))

    assert links(session) == [(FTS, CF, "title")]


def test_how_many_questions_are_asked_does_not_grow_with_the_procurements(session, database, knowledge):
    def doors(number):
        ocids = [(f"ocds-h6vhtk-{each:06}", f"ocds-b5fd17-{each:036}") for each in range(number)]
        for each, (fts, cf) in enumerate(ocids):
            yield invitation(f"{each:06}-2026", ocid=fts, tender={"id": f"DN{760000 + each}"})
            yield on_contracts_finder(f"cf-{each}", ocid=cf, reference=f"CAM001-DN{760000 + each}-1")

    def asked(*releases):
        statements = []
        listen = lambda *told: statements.append(told[2])  # noqa: E731
        event.listen(database, "before_cursor_execute", listen)
        file(session, knowledge, *releases)
        event.remove(database, "before_cursor_execute", listen)
        return sum("procurement_" in each for each in statements)

    few, many = list(doors(3)), list(doors(23))[6:]

    assert asked(*many) <= asked(*few) + 2


def test_a_crowd_is_not_compared(session, knowledge, monkeypatch):
    monkeypatch.setattr("registry.filing.doors.CROWD", 2)

    file(
        session, knowledge, invitation(), on_contracts_finder(), on_contracts_finder("cf-2", ocid=THIRD, reference="7")
    )

    assert session.scalars(select(ProcurementLink)).all() == []


def test_who_names_a_plan_is_found_in_whatever_crowd(session, knowledge, monkeypatch):
    monkeypatch.setattr("registry.filing.doors.CROWD", 0)
    naming = [{"relationship": ["planning"], "scheme": "ocid", "identifier": PLAN}]

    file(session, knowledge, contract_details(relatedProcesses=naming))
    file(session, knowledge, planned())

    assert [rule for *_, rule in links(session)] == ["planning"]


LIFE = [
    invitation(),
    invitation("000002-2026", "2026-05-20T09:00:00+01:00", closes="2026-06-17T12:00:00+01:00"),
    on_contracts_finder(),
    on_contracts_finder("cf-2", "2026-05-21T10:00:00+01:00", closes="2026-06-17T12:00:00+01:00", title="Homes"),
    on_contracts_finder("cf-3", ocid=THIRD, reference="CAM001-DN760367-1"),
    on_contracts_finder("cf-4", ocid=FOURTH, title="Payroll"),
    on_contracts_finder("cf-5", "2026-05-22T10:00:00+01:00", ocid=FOURTH),
    unlike(invitation("000009-2026", ocid="ocds-h6vhtk-0d0001"), id="DN760367"),
    planned(),
    contract_details(relatedProcesses=[{"relationship": ["planning"], "scheme": "ocid", "identifier": PLAN}]),
]


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """Makes empty registries, seeded, in memory of this process alone: a hundred of them are soon made."""
    folder = tmp_path_factory.mktemp("orders")
    made = iter(range(10_000))

    def make():
        engine = make_engine(f"sqlite:///{folder}/{next(made)}.db")
        Base.metadata.create_all(engine)
        session = make_sessions(engine)()
        seed(session)
        return session

    return make


@pytest.fixture(scope="module")
def expected(small, knowledge):
    with small() as session:
        file(session, knowledge, *LIFE)
        return links(session)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(LIFE), batch=st.integers(1, len(LIFE)))
def test_links_depend_on_what_is_held_and_not_on_the_order(small, knowledge, expected, order, batch):
    with small() as session:
        for start in range(0, len(order), batch):
            file(session, knowledge, *order[start : start + batch])

        assert links(session) == expected
        assert len(expected) > 1
