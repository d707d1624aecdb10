"""No sequence of imports and notices overwrites an authority's word."""

import random
from datetime import UTC, date, datetime, timedelta

import pytest

from registry.filing.authority_word import Word, declare
from registry.filing.knowledge import load_knowledge, load_reference
from registry.filing.merging import merge_contracts
from registry.identities import public_id
from registry.models import Contract
from registry.renewals import LeadTimes
from tests.example_releases import contract_details
from tests.filing import file
from tests.scrapers.registers.example_imports import AT, CAMDEN, HOUSING, PARKING, bring

TRUTH = date(2033, 3, 31)
REGISTERS = {
    "july": ((HOUSING, PARKING), date(2026, 7, 1)),
    "october": (((*HOUSING[:4], "31/03/2029", HOUSING[5]),), date(2026, 10, 1)),
    "far ahead": (((*HOUSING[:4], "31/03/2030", "£5.00"), PARKING), date(2031, 1, 1)),
    "two of one reference": ((HOUSING, ("C1", "Housing repairs", *HOUSING[2:])), date(2026, 12, 1)),
}
STEPS = [*REGISTERS, "notice", "columns", "merge"]


@pytest.mark.parametrize("seed", range(8))
def test_the_authoritys_word_survives_imports_and_notices_in_any_order(sessions, tmp_path, seed):
    chance = random.Random(seed)
    steps = chance.choices(STEPS, k=chance.randrange(3, 8))
    spoken_after = chance.randrange(len(steps))
    contract_id = public_id("contract", CAMDEN, "C1")
    take("july", sessions, tmp_path)

    for number, step in enumerate(steps):
        if number == spoken_after:
            say(sessions, contract_id)
        take(step, sessions, tmp_path)

    with sessions() as session:
        contract = session.get_one(Contract, contract_id)
    assert (contract.ends_on, contract.title) == (TRUTH, "What it is called")


def take(step, sessions, folder):
    if step in REGISTERS:
        rows, said_on = REGISTERS[step]
        bring(sessions, folder, *rows, said_on=said_on)
    elif step == "columns":
        bring(sessions, folder, *REGISTERS["july"][0], columns={"End Date": "review_on"})
    else:
        with sessions() as session:
            knowledge = load_knowledge(session, LeadTimes())
            file(session, knowledge, contract_details())
            if step == "merge":
                merge(session, knowledge)


def merge(session, knowledge):
    """Let what the notice tells of be one of the register's contracts."""
    session.flush()
    one = session.query(Contract).filter(Contract.ocid.is_not(None), Contract.merged_into_id.is_(None)).first()
    into = session.query(Contract).filter_by(ocid=None, merged_into_id=None).first()
    if one and into:
        merge_contracts(session, knowledge, one, into, gss=CAMDEN, by="tests", at=AT)
        session.commit()


def say(sessions, contract_id):
    with sessions.begin() as session:
        word = Word(
            kind="contract",
            subject_id=contract_id,
            fields={"ends_on": TRUTH.isoformat(), "title": "What it is called"},
            gss=CAMDEN,
            by="an officer",
            at=datetime(2026, 9, 2, tzinfo=UTC) + timedelta(hours=1),
            action="correct",
        )
        declare(session, load_reference(session, LeadTimes()), word)
