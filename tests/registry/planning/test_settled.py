"""What of a plan stays as it is, from which stage on."""

import pytest

from registry.planning.settled import why_not_write
from registry.plans import Membership, PlanAudience, Stage, Standing

EDITS = [{"starts_on": None}, {"requirement": "More"}, {"value_pence": 1}]


def at(stage):
    return Standing(stage, PlanAudience.members, "E09000007", {"E09000007": Membership.committed}, has_requirement=True)


@pytest.mark.parametrize("stage", [Stage.procuring, Stage.awarded])
@pytest.mark.parametrize("edit", EDITS)
def test_what_the_tender_notice_tells_stays(stage, edit):
    assert "the tender notice tells" in why_not_write(at(stage), edit)
    assert why_not_write(at(stage), {"title": "Other", "lead_months": 12}) is None


@pytest.mark.parametrize("edit", EDITS)
def test_until_then_it_may_change(edit):
    assert why_not_write(at(Stage.forming), edit) is None
    assert why_not_write(at(Stage.agreed), edit) is None


@pytest.mark.parametrize(("stage", "is_refused"), [(Stage.forming, False), (Stage.agreed, True)])
def test_what_was_agreed_stays_in_words(stage, is_refused):
    assert (why_not_write(at(stage), {"requirement": " "}) is not None) == is_refused
