"""That the database and the rule agree on states, flags and days to act, over many made-up contracts."""

import random
from datetime import date, timedelta

import pytest
from sqlalchemy import delete, select

from registry.models import Contract
from registry.queries.renewal_counts import renewals_by_flag, renewals_by_month
from registry.queries.renewal_terms import is_flagged
from registry.queries.renewals import renewals_matching
from registry.renewals import RUNNING, Flag, State, act_by_on, decides_on, renewal

ON = date(2028, 2, 29)
SEEN_FROM = (ON, date(2027, 3, 31), date(2030, 1, 30))
NEAR = [
    *(ON + timedelta(days) for days in (-400, -91, -90, -2, -1, 0, 1, 30, 90, 91, 92, 93, 366)),
    *(
        date(2032, 2, 29),
        date(2031, 10, 31),
        date(2040, 1, 1),
        date(2028, 1, 31),
        date(2028, 5, 31),
        date(2028, 8, 31),
        date(2028, 11, 30),
        date(2030, 2, 28),
        date(2027, 3, 30),
        date(2027, 2, 28),
        date(2027, 8, 30),
        date(2027, 4, 30),
    ),
]


def option(chance):
    number = chance.randint(1, 3)
    given = {"number": number, "months": chance.choice([1, 6, 12, 23]), "taken": chance.randint(0, number)}
    if chance.random() < 0.7:
        given["notice_days"] = chance.choice([None, 0, 30, 90, 365])
    if chance.random() < 0.2:
        del given["taken"]
    return given


def made_up(number):
    chance = random.Random(number)
    day = lambda share: chance.choice(NEAR) if chance.random() < share else None  # noqa: E731
    found = Contract(
        id=f"c{number}",
        title="",
        status=chance.choice([*RUNNING, *RUNNING, "terminated"]),
        starts_on=day(0.5),
        ends_on=day(0.9),
        max_ends_on=day(0.3),
        break_on=day(0.2),
        open_ended=chance.random() < 0.2,
        options=[option(chance) for _ in range(chance.choice([0, 0, 1, 2, 10]))],
        decision=chance.choice([None, "undecided", "extend", "extend", "re-procure", "exit"]),
        annual_value_pence=chance.choice([None, 100]),
        cpv=[],
        service_words=[],
        disputed=[],
    )
    if found.status in RUNNING:
        found.act_by_on = act_by_on(decides_on(found), lead_of(found))
    return found


def lead_of(contract):
    return 12 + int(contract.id[1:]) % 7


@pytest.fixture(scope="module")
def contracts():
    return {each.id: each for each in map(made_up, range(1500))}


@pytest.fixture
def filled(session, contracts):
    session.execute(delete(Contract))
    session.add_all(map(made_up, range(1500)))
    session.commit()
    return session


def seen(contracts, on):
    return {id_: renewal(each, on, lead_of(each)) for id_, each in contracts.items() if each.status in RUNNING}


def ids(session, query):
    return set(session.scalars(query.with_only_columns(Contract.id, maintain_column_froms=True)))


@pytest.mark.parametrize("on", SEEN_FROM)
def test_every_state_is_told_by_the_database_as_by_the_rule(filled, contracts, on):
    by_rule = seen(contracts, on)

    for state in State:
        meant = {id_ for id_, each in by_rule.items() if each.state is state}
        assert meant, state
        assert ids(filled, renewals_matching(on, state=[state])) == meant, state


@pytest.mark.parametrize("on", SEEN_FROM)
def test_every_flag_is_told_by_the_database_as_by_the_rule(filled, contracts, on):
    by_rule = seen(contracts, on)

    for flag in Flag:
        meant = {id_ for id_, each in by_rule.items() if flag in each.flags}
        assert meant, flag
        assert ids(filled, renewals_matching(on, flag=[flag])) == meant, flag
        assert set(filled.scalars(select(Contract.id).where(is_flagged(flag, on)))) == meant, flag


@pytest.mark.parametrize("on", SEEN_FROM)
def test_days_to_act_are_bounded_as_the_rule_has_them(filled, contracts, on):
    by_rule = seen(contracts, on)
    last = on + timedelta(days=100)

    meant = {id_ for id_, each in by_rule.items() if each.act_by_on and on <= each.act_by_on <= last}
    assert ids(filled, renewals_matching(on, act_after=on, act_before=last)) == meant


def test_what_is_listed_first_still_runs_and_what_is_last_has_no_day_to_act(filled, contracts):
    found = filled.scalars(renewals_matching(ON)).all()

    assert len(found) == len(seen(contracts, ON))
    places = [(each.act_by_on is None, bool(each.ends_on and each.ends_on < ON), each.act_by_on) for each in found]
    dated = [place for place in places if not place[0]]
    assert places[: len(dated)] == sorted(dated)


def test_counts_by_month_and_flag_are_those_of_the_list(filled, contracts):
    by_rule = seen(contracts, ON).values()
    rows = filled.execute(renewals_by_month(renewals_matching(ON), ON)).all()
    flags = filled.execute(renewals_by_flag(renewals_matching(ON), ON)).one()

    assert sum(count for *_, count, _pence, _known in rows) == len(by_rule)
    february = [each for each in by_rule if each.act_by_on and (each.act_by_on.year, each.act_by_on.month) == (2027, 2)]
    assert sum(row[3] for row in rows if (row.year, row.month) == (2027, 2)) == len(february)
    assert list(flags) == [sum(flag in each.flags for each in by_rule) for flag in Flag]
