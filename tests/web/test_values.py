"""Claimed values in words."""

import pytest

from web.values import in_words
from web.words import amount


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("ends_on", "2027-05-09", "9 May 2027"),
        ("ends_on", None, "none"),
        ("modules", [], "none"),
        ("modules", ["Rents", "Repairs"], "Rents, Repairs"),
        ("options", [{"number": 2, "months": 12}], "2 × 12 months"),
        ("options", [{"number": 1, "months": 1, "notice_days": 1}], "1 × 1 month, 1 day’s notice"),
        (
            "options",
            [{"number": 2, "months": 12, "taken": 1, "notice_days": 90}, {"number": 1, "months": 24}],
            "2 × 12 months, 1 taken, 90 days’ notice; 1 × 24 months",
        ),
        ("decision", {"decision": "extend", "decided_on": "2027-05-09"}, "extend it, decided on 9 May 2027"),
        ("decision", {"decision": "exit", "reason": "It ends"}, "do without it: It ends"),
        ("decision", "re-procure", "buy it again"),
        ("agreement", "call_off", "a call-off from a framework"),
        ("value", {"pence": 120050, "vat": "excluded", "currency": "GBP"}, "£1,200.50 without VAT"),
        ("value_pence", 120000, "£1,200"),
        ("status", "retiring", "retiring"),
        ("has_open_api", True, "yes"),
        ("authorities", ["E09000007", "E99999999"], "Camden, E99999999"),
        ("review_on", "not a day", "not a day"),
    ],
)
def test_a_value_is_told_as_people_read_it(name, value, told):
    assert in_words(name, value, {"E09000007": "Camden"}) == told


def test_what_was_paid_back_has_its_sign_before_the_pound():
    assert amount(-50000, "GBP", "excluded") == "-£500 without VAT"
