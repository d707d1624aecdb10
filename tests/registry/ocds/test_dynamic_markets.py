"""Dynamic markets are known for what they are."""

import pytest

from registry.ocds.dynamic_markets import is_market_notice, kind_of, procedure_of
from tests.example_releases import document, invitation, release, tender


def market(code):
    return release("000051-2026", tender=tender(documents=[document("000051-2026", code)]))


@pytest.mark.parametrize("code", ["UK13", "UK14", "UK15", "UK16"])
def test_its_notices_are_known(code):
    assert is_market_notice(market(code))


def test_a_tender_notice_is_none_of_them():
    assert not is_market_notice(invitation())


@pytest.mark.parametrize(
    ("procedure", "kind"),
    [("Dynamic market", "dynamic_market"), ("Open procedure", "procurement"), (None, "procurement")],
)
def test_its_procedure_tells_it(procedure, kind):
    assert kind_of(procedure) == kind


def test_a_notice_without_a_procedure_tells_it_by_its_type():
    assert kind_of(procedure_of("", [market("UK14")])) == "dynamic_market"
    assert procedure_of("Open procedure", [invitation()]) == "Open procedure"
