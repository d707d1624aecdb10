"""The judged set: what a person would want first, whatever the engine, and that engines agree on the rest."""

import pytest

from search.engines import make_engine
from search.engines.choice import ENGINES
from search.engines.engine import SearchRequest
from search.language import read
from search.synonyms import widen
from tests.search.examples import document

DOCUMENTS = [
    document("service:housing", "Housing management", called=("Housing management",)),
    document("service:parking", "Parking", called=("Parking",)),
    document("supplier:civica", "Civica UK Limited", names=("Civica Ltd",), called=("Civica UK Limited", "Civica Ltd")),
    document("product:cx", "Cx Housing", names=("Civica Cx",), called=("Cx Housing", "Civica Cx")),
    document("contract:cx", "Annual support", body="Licences and hosting.", product=("Cx Housing", "Civica Cx")),
    document("contract:permits", "Parking permits", body="For residents and visitors.", names=("Taranto",)),
    document("notice:housing", "Housing management system", body="Rents, repairs, lettings and leaseholders in one."),
    document("notice:repairs", "Repairs and maintenance of homes", body="A builder for housing repairs and a system."),
    document("notice:social", "Case management for adult social care", body="Replaces the present case management."),
    document("notice:children", "Children's social care placements", body="No case management is wanted for children."),
    document("notice:enforcement", "Parking enforcement", body="Cameras, wardens and the issue of penalty charges."),
    document("notice:resurfacing", "Resurfacing of car parks", body="Parking bays are marked anew; permits from us."),
    document("notice:payroll", "Human resources and payroll", body="One system for staff, pensions and pay."),
    document("notice:finance", "Finance system", body="General ledger, purchase to pay, and an interface to payroll."),
    document("notice:network", "Wide area network", body="Links to libraries and schools. Firewalls are included."),
    document("notice:library", "Library management system", body="Loans, catalogue, self-service for libraries."),
]  # fmt: skip

JUDGED = {
    "housing management": ["service:housing", "notice:housing"],
    "civica": ["supplier:civica"],
    "civica cx": ["product:cx", "contract:cx"],
    "parking": ["service:parking", "contract:permits"],
    "parking permits": ["contract:permits", "notice:resurfacing"],
    "case management": ["notice:social", "notice:children"],
    "adult social care": ["notice:social"],
    "repairs": ["notice:repairs", "notice:housing"],
    "payroll": ["notice:payroll", "notice:finance"],
    "hr": ["notice:payroll"],
    "library system": ["notice:library"],
    "network": ["notice:network"],
    "enforce*": ["notice:enforcement"],
    "taranto": ["contract:permits"],
    "system -housing": ["notice:finance", "notice:library"],
}


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    engines = [make_engine(name, tmp_path_factory.mktemp(name) / "index") for name in ENGINES]
    for engine in engines:
        with engine.writing():
            engine.rebuild(DOCUMENTS)
    return engines


@pytest.mark.parametrize("text", JUDGED)
def test_engines_put_first_what_was_judged_best_and_find_the_same(both, text):
    found = [[hit.id for hit in engine.search(SearchRequest(widen(read(text).tree))).hits] for engine in both]

    for ids in found:
        assert ids[0] == JUDGED[text][0]
        assert set(JUDGED[text]) <= set(ids[:3])
    assert set(found[0]) == set(found[1])
