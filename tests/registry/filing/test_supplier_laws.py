"""Laws of merging: whatever was decided before, splitting restores it, and every chain has one end."""

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from registry.exceptions import CannotMerge
from registry.filing.supplier_joins import keep_apart, merge, split
from registry.filing.suppliers import Sighting, file_suppliers
from registry.models import ContractSupplier, NoticeSupplier, Supplier
from scrapers.ingest import ingest
from tests.example_releases import CAMDEN, CIVICA, contract_details, contracts_finder_award
from tests.filing import read
from tests.suppliers import AT, EDITOR, NUMBERS, id_of, state

NAMES = ["Idox", "Civica", "Capita", "Alpha", "Beta"]
WAYS = st.tuples(st.sampled_from(NAMES), st.booleans())
STEPS = st.lists(st.tuples(st.sampled_from(["merge", "split", "apart"]), WAYS, WAYS), max_size=6)


def ids_in_use(name, numbered):
    return id_of(name, numbered and name in NUMBERS)


def decide(session, action, one, other):
    """Take one step where it is allowed; return whether it was."""
    try:
        if action == "merge":
            merge(session, one, other, EDITOR, force=True)
        elif action == "split":
            split(session, one, EDITOR)
        else:
            keep_apart(session, one, other, EDITOR)
    except CannotMerge:
        return False
    return True


def assert_whole(session):
    """Every supplier stands for the end of its chain, and every contract and notice for the same."""
    rows = {each.id: each for each in session.scalars(select(Supplier))}
    for row in rows.values():
        end, steps = row, 0
        while end.joined_id:
            end, steps = rows[end.joined_id], steps + 1
            assert steps <= len(rows)
        assert (row.merged_into_id or row.id) == end.id
    for link in (*session.scalars(select(ContractSupplier)), *session.scalars(select(NoticeSupplier))):
        assert link.supplier_id == (rows[link.sighted_id].merged_into_id or link.sighted_id)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS, one=WAYS, other=WAYS)
def test_merge_then_split_restores(sessions, knowledge, steps, one, other):
    with sessions() as session:
        idox = {"id": "GB-FTS-1", "name": "Idox", "roles": ["supplier"]}
        releases = [contracts_finder_award(sellers=[idox]), contract_details(sellers=[idox, CIVICA], buyers=[CAMDEN])]
        _file_uncommitted(session, knowledge, releases)
        _sight_all(session)
        for action, first, second in steps:
            decide(session, action, *(session.get_one(Supplier, ids_in_use(*way)) for way in (first, second)))
            assert_whole(session)
        merging, into = (session.get_one(Supplier, ids_in_use(*way)) for way in (one, other))
        before = state(session)

        assume(decide(session, "merge", merging, into))
        assert_whole(session)
        split(session, merging, EDITOR)

        assert state(session) == before
        assert_whole(session)
        session.rollback()


def _file_uncommitted(session, knowledge, releases):
    ingest(session, knowledge, [read(each) for each in releases], "all", AT)


def _sight_all(session):
    sighted = [Sighting(id_of(name), name, None) for name in NAMES]
    file_suppliers(session, sighted + [Sighting(id_of(name, True), name, NUMBERS[name]) for name in NUMBERS])
