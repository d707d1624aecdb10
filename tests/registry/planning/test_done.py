"""Whether a milestone can have been done on a day."""

from datetime import date

import pytest

from registry.planning.done import behind, why_not_done, why_not_undone
from registry.plans import Stage
from registry.timetable import timetable

NAMES = {each.key: each.name for each in timetable(date(2029, 4, 1), 18).milestones}
BELOW = {each.key: each.name for each in timetable(date(2029, 4, 1), 12, value_pence=100_000_00).milestones}
ON = date(2027, 12, 6)
AFTER = date(2027, 12, 7)


def test_nothing_was_done_before_the_act():
    assert "24 February 2025" in why_not_done("engagement_notice", date(2025, 2, 23), {}, NAMES)
    assert why_not_done("engagement_notice", date(2025, 2, 24), {}, NAMES) is None


def test_an_award_notice_waits_for_the_tender_notice():
    assert why_not_done("award_notice", AFTER, {}, NAMES).endswith("Tender notice.")
    assert why_not_done("award_notice", AFTER, {"tender_notice": ON}, NAMES) is None


def test_early_notices_may_be_left_out():
    assert why_not_done("tender_notice", ON, {}, NAMES) is None


def test_below_the_threshold_no_award_notice_is_waited_for():
    assert why_not_done("contract_entered", AFTER, {"tender_notice": ON}, BELOW) is None
    assert "Contract award notice" in why_not_done("contract_entered", AFTER, {"tender_notice": ON}, NAMES)


@pytest.mark.parametrize(("key", "on"), [("deadline", ON), ("tender_notice", AFTER)])
def test_steps_are_done_in_their_order(key, on):
    done = {"tender_notice": AFTER, "deadline": ON}

    assert "done on" in why_not_done(key, on, {name: day for name, day in done.items() if name != key}, NAMES)


def test_the_stage_of_a_plan_tells_what_is_behind_it():
    assert behind(Stage.agreed) == ()
    assert behind(Stage.procuring)[-1] == "tender_notice"
    assert behind(Stage.awarded)[-1] == "award_notice"
    assert why_not_done("deadline", AFTER, {}, NAMES, behind(Stage.procuring)) is None


def test_what_others_follow_is_taken_back_after_them():
    assert "Contract award notice" in why_not_undone("tender_notice", {"award_notice"}, NAMES, ())
    assert why_not_undone("award_notice", {"tender_notice"}, NAMES, ()) is None
    assert why_not_undone("deadline", {"award_notice"}, NAMES, ()) is None
    assert why_not_undone("tender_notice", {"award_notice"}, NAMES, behind(Stage.procuring)) is None
