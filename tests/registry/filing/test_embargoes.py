"""What was said under an embargo becomes public on its day, in London."""

from datetime import UTC, date, datetime

import pytest

from registry.filing.authority_word import Word, declare
from registry.filing.embargoes import lift_embargoes
from registry.models import Change, Contract
from registry.renewals import LeadTimes
from registry.visibility import Audience
from tests.example_releases import contract_details
from tests.filing import file

SAID_AT = datetime(2026, 9, 2, tzinfo=UTC)


@pytest.fixture
def contract(session, knowledge):
    file(session, knowledge, contract_details())
    contract = session.query(Contract).one()
    word = Word(
        kind="contract",
        subject_id=contract.id,
        fields={"decision": {"decision": "exit", "decided_on": "2026-09-01", "reason": None}},
        gss="E09000007",
        by="Officers",
        at=SAID_AT,
        action="decide",
        audiences={"decision": Audience.embargoed},
        public_from=date(2026, 10, 1),
    )
    declare(session, knowledge, word)
    session.commit()
    return contract


@pytest.mark.parametrize(
    ("at", "decision", "changes"),
    [
        (datetime(2026, 9, 30, 22, 59, tzinfo=UTC), None, "embargoed"),
        (datetime(2026, 9, 30, 23, 0, tzinfo=UTC), "exit", "public"),  # summer time: it is October in London
        (datetime(2027, 1, 1, tzinfo=UTC), "exit", "public"),
    ],
)
def test_an_embargo_ends_on_its_day(session, contract, at, decision, changes):
    lift_embargoes(session, LeadTimes(), at)
    session.commit()

    assert contract.decision == decision
    assert session.query(Change).one().audience == changes


def test_lifting_again_changes_nothing(session, contract):
    at = datetime(2027, 1, 1, tzinfo=UTC)

    assert [lift_embargoes(session, LeadTimes(), at) for _ in range(2)] == [1, 0]
