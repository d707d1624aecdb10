"""What suppliers may say to a plan."""

import pytest

from registry.planning.suppliers import MOST_ANSWERS, why_not_interest, why_not_tell
from registry.plans import Stage


@pytest.mark.parametrize("stage", [Stage.forming, Stage.agreed])
def test_interest_is_said_while_a_plan_is_being_made(stage):
    assert why_not_interest(stage, []) is None


def test_a_plan_that_is_tendered_sends_suppliers_to_its_tender():
    told = why_not_interest(Stage.procuring, ["ocds-h6vhtk-1"])

    assert told.startswith("It is tendered: answer the tender, /api/v1/procurements/ocds-h6vhtk-1.")


@pytest.mark.parametrize("stage", [Stage.procuring, Stage.awarded, Stage.closed, Stage.abandoned])
def test_interest_comes_too_late_once_a_plan_is_tendered(stage):
    assert why_not_interest(stage, []).endswith(
        "Suppliers say that they are interested while a plan is forming or agreed."
    )


def test_answers_are_bounded():
    assert why_not_tell(MOST_ANSWERS - 1) is None
    assert why_not_tell(MOST_ANSWERS) == f"A plan holds {MOST_ANSWERS} answers."
