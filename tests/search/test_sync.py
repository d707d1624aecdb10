"""The index follows the database, whatever is interrupted when."""

import shutil

import pytest
from sqlalchemy import func, select, update

from registry.models import Authority, ContractAuthority, IndexQueue, Notice, Service, Supplier, SupplierName
from search.engines import make_engine
from search.engines.engine import SearchRequest
from search.exceptions import IndexMissing
from search.language import read
from search.sync import check, drain, queue_records, rebuild
from tests.search.examples import authority, contract, notice, service, supplier


@pytest.fixture
def found(engine):
    """Return what finds the ids of documents by words."""
    return lambda text: {hit.id for hit in engine.search(SearchRequest(read(text).tree)).hits}


@pytest.fixture
def queued(sessions):
    """Return what counts the queue."""

    def count():
        with sessions() as session:
            return session.scalar(select(func.count()).select_from(IndexQueue))

    return count


@pytest.fixture
def change(sessions):
    """Change attributes of one record."""

    def change_one(model, key, **values):
        with sessions.begin() as session:
            record = session.get(model, key)
            for name, value in values.items():
                setattr(record, name, value)

    return change_one


def test_what_is_committed_is_found_after_a_drain(sessions, engine, save, found, queued):
    save(authority(), service(), supplier(), contract(title="Lifts"), notice(title="Tender for lifts"))

    assert drain(sessions, engine) == 5
    assert found("lifts") == {"contract:contract00001", "notice:notice0000001"}
    assert queued() == 0
    assert drain(sessions, engine) == 0


def test_what_is_rolled_back_is_not_queued(sessions, queued):
    with sessions() as session:
        session.add(supplier())
        session.flush()
        session.rollback()

    assert queued() == 0


def test_a_change_replaces_the_document(sessions, engine, save, change, found):
    save(*notice(title="Old"))
    drain(sessions, engine)

    change(Notice, "notice0000001", title="New")

    assert drain(sessions, engine) == 1
    assert (found("old"), found("new")) == (set(), {"notice:notice0000001"})


def test_reading_without_changing_queues_nothing(sessions, engine, save, change, queued):
    save(supplier())
    drain(sessions, engine)

    change(Supplier, "supplier00001", name="Meridian Systems Ltd")

    assert queued() == 0


def test_a_deleted_record_is_no_longer_found(sessions, engine, save, found):
    save(service())
    drain(sessions, engine)

    with sessions.begin() as session:
        session.delete(session.get(Service, "housing-management"))
    drain(sessions, engine)

    assert found("housing") == set()


def test_a_new_name_is_found_on_all_that_bears_it(sessions, engine, save, change, found):
    bought = contract(authorities=["E09000018"], supplier_ids=["supplier00001"], service_id="housing-management")
    save(authority(), supplier(), service(), bought)
    drain(sessions, engine)

    change(Authority, "E09000018", short_name="Westbrook")
    change(Supplier, "supplier00001", name="Newname plc")
    change(Service, "housing-management", description="Tenancies")
    drain(sessions, engine)

    for word in ("westbrook", "newname", "tenancies"):
        assert "contract:contract00001" in found(word)


def test_another_spelling_of_a_supplier_is_found(sessions, engine, save, found):
    save(supplier())
    drain(sessions, engine)

    save(SupplierName(supplier_id="supplier00001", name="Merdian Sytems", name_key="x"))
    drain(sessions, engine)

    assert found("merdian") == {"supplier:supplier00001"}


def test_an_authority_added_to_a_contract_is_found(sessions, engine, save, found):
    save(authority(), contract())
    drain(sessions, engine)

    save(ContractAuthority(contract_id="contract00001", gss="E09000018"))
    drain(sessions, engine)

    assert "contract:contract00001" in found("hounslow")


def test_an_authority_taken_from_a_contract_no_longer_finds_it(sessions, engine, save, found):
    save(authority(), contract(authorities=["E09000018"]))
    drain(sessions, engine)

    with sessions.begin() as session:
        session.delete(session.get(ContractAuthority, ("contract00001", "E09000018")))
    drain(sessions, engine)

    assert found("hounslow") == {"authority:E09000018"}


def test_a_merged_supplier_is_found_as_what_it_was_merged_into(sessions, engine, save, change, found):
    save(supplier(), supplier("supplier00002", "Meridian"))
    drain(sessions, engine)

    change(Supplier, "supplier00002", merged_into_id="supplier00001")
    drain(sessions, engine)

    assert found("meridian") == {"supplier:supplier00001"}


def test_bulk_statements_queue_by_hand(sessions, engine, save, found):
    save(*notice())
    drain(sessions, engine)

    with sessions.begin() as session:
        session.execute(update(Notice).values(title="In bulk"))
        queue_records(session, "notice", ["notice0000001"])
    drain(sessions, engine)

    assert found("bulk") == {"notice:notice0000001"}


def test_queue_rows_of_records_that_are_gone_or_unknown_do_no_harm(sessions, engine, save, queued):
    save(service())
    drain(sessions, engine)
    with sessions.begin() as session:
        queue_records(session, "notice", ["gone"])
        queue_records(session, "dinosaur", ["rex"])
        queue_records(session, "service", ["housing-management"])
        queue_records(session, "service", ["housing-management"])

    assert drain(sessions, engine) == 3
    assert queued() == 0


def test_more_than_a_batch_is_drained(sessions, engine, save):
    drain(sessions, engine)
    save([supplier(f"supplier{number:05}", f"Number {number}") for number in range(1100)])

    assert drain(sessions, engine) == 1100
    assert engine.search(SearchRequest()).total == 1100


def test_a_drain_killed_before_its_rows_are_deleted_is_done_again(sessions, engine, save, found, queued, monkeypatch):
    drain(sessions, engine)
    save(supplier())
    monkeypatch.setattr("search.sync._forget", _killed)
    with pytest.raises(KeyboardInterrupt):
        drain(sessions, engine)
    assert queued() == 1

    monkeypatch.undo()

    assert drain(sessions, engine) == 1
    assert found("meridian") == {"supplier:supplier00001"}


def test_a_drain_killed_before_the_index_is_written_is_done_again(sessions, engine, save, found, monkeypatch):
    drain(sessions, engine)
    save(supplier())
    monkeypatch.setattr(engine, "apply", _killed)
    with pytest.raises(KeyboardInterrupt):
        drain(sessions, engine)

    monkeypatch.undo()
    drain(sessions, engine)

    assert found("meridian") == {"supplier:supplier00001"}


def _killed(*_arguments):
    raise KeyboardInterrupt


def test_what_changes_between_indexing_and_forgetting_stays_queued(sessions, engine, save, change, found, monkeypatch):
    drain(sessions, engine)
    save(supplier())
    really = engine.apply

    def overtaken(written, removed):
        really(written, removed)
        monkeypatch.undo()
        change(Supplier, "supplier00001", name="Overtaken Ltd")

    monkeypatch.setattr(engine, "apply", overtaken)
    drain(sessions, engine)

    assert found("overtaken") == {"supplier:supplier00001"}


def test_a_deleted_index_is_healed_by_the_next_drain(sessions, engine, save, found, tmp_path):
    save(supplier())
    drain(sessions, engine)
    shutil.rmtree(tmp_path / "index")
    engine._reader.look_again()
    with pytest.raises(IndexMissing):
        found("meridian")

    assert drain(sessions, engine) == 1
    assert found("meridian") == {"supplier:supplier00001"}


def test_a_drain_leaves_the_index_to_who_is_writing_it(sessions, engine, save, tmp_path):
    save(supplier())
    with make_engine("whoosh", tmp_path / "index").writing():
        assert drain(sessions, engine) == 0


def test_a_rebuild_indexes_all_and_drops_what_is_gone(sessions, engine, save, found, queued):
    save([supplier(f"supplier{number:05}", f"Number {number}") for number in range(1100)])
    told = []

    assert rebuild(sessions, engine, told.append) == 1100
    assert told == [1000]
    assert queued() == 0
    assert found("supplier00007") == set()
    assert found('"number 1099"') == {"supplier:supplier01099"}


def test_what_changes_during_a_rebuild_is_drained_after_it(sessions, engine, save, change, found):
    save([supplier(f"supplier{number:05}", f"Number {number}") for number in range(1100)])

    rebuild(sessions, engine, lambda _done: change(Supplier, "supplier00003", name="Overtaken Ltd"))

    assert found("overtaken") == {"supplier:supplier00003"}


def test_a_check_finds_and_queues_what_differs(sessions, engine, save, change, found):
    save(service(), supplier(), supplier("supplier00002", "Second"))
    drain(sessions, engine)
    with sessions.begin() as session:
        session.execute(update(Supplier).values(name="Behind our back", version=9))
        session.execute(Service.__table__.delete())
        session.execute(Service.__table__.insert(), [_plain(service("parking", "Parking"))])

    differences = check(sessions, engine)
    drain(sessions, engine)

    assert (differences.missing, differences.outdated, differences.left_over) == (1, 2, 1)
    assert found("behind") == {"supplier:supplier00001", "supplier:supplier00002"}
    assert found("parking") == {"service:parking"}
    assert check(sessions, engine).missing == 0


def _plain(record):
    return {column.key: getattr(record, column.key) for column in record.__table__.columns} | {"version": 1}
