"""Migrations build exactly the models, on both databases, and never lose a row."""

import pytest
from sqlalchemy import inspect, select, text

from registry.db import Base, make_engine, make_sessions
from registry.migrate import check, downgrade, upgrade
from registry.models import ApiKey, AuthorityIdentity, Contract, ContractSupplier, Statement, Supplier

FIRST_ROWS = (
    "INSERT INTO authorities VALUES ('E09000012', 'HCK', 'hackney', 'Hackney', 'Hackney', 'borough', 'London', 1)",
    "INSERT INTO authority_identities VALUES ('E09000012', 'Hackney LBC', 'name', 'a notice')",
    "INSERT INTO suppliers VALUES ('a', 'a', 'A Ltd', '01234567', NULL, 1)",
    "INSERT INTO suppliers VALUES ('b', 'b', 'A', NULL, 'a', 1)",
    "INSERT INTO contracts (id, title, status, cpv, service_words, version) VALUES ('c', 'C', 'active', '[]', '[]', 1)",
    "INSERT INTO contract_suppliers VALUES ('c', 'b', 'a')",
    "INSERT INTO statements (id, subject_kind, subject_id, source, reference, belief, said_on, recorded_at, fields)"
    " VALUES (1, 'contract', 'c', 'public_record', 'x', 'register', '2026-01-01', '2026-01-01 00:00:00', '{}')",
)
"""As the first migration keeps them."""


@pytest.fixture
def empty(databases, tmp_path):
    url = databases.empty(tmp_path)
    engine = make_engine(url)
    yield engine
    engine.dispose()
    databases.drop(url)


def test_upgrading_from_nothing_builds_exactly_the_models(empty):
    upgrade(empty)

    check(empty)  # raises when they differ


def test_every_migration_can_be_taken_back(empty):
    upgrade(empty)

    downgrade(empty, "base")

    assert set(inspect(empty).get_table_names()) <= {"alembic_version"}


def test_upgrading_again_changes_nothing(empty):
    upgrade(empty)
    tables = inspect(empty).get_table_names()

    upgrade(empty)

    assert inspect(empty).get_table_names() == tables


def test_keys_of_before_may_watch_too(empty):
    upgrade(empty, "0004")
    with empty.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO api_keys (id, prefix, digest, label, role, scopes, issued_at)"
                " VALUES (1, 'a', 'b', 'Digital team', 'viewer', '[\"read\"]', '2026-01-01 00:00:00')"
            )
        )

    upgrade(empty)

    with make_sessions(empty)() as session:
        assert session.scalars(select(ApiKey.scopes)).one() == ["read", "watches"]


def test_upgrading_keeps_the_rows_that_refer_to_others(empty):
    upgrade(empty, "0001")
    with empty.begin() as connection:
        for row in FIRST_ROWS:
            connection.execute(text(row))

    upgrade(empty)

    with make_sessions(empty)() as session:
        assert session.scalar(select(AuthorityIdentity.value)) == "Hackney LBC"
        assert session.scalar(select(ContractSupplier.sighted_id)) == "b"
        assert [(each.id, each.joined_id) for each in session.scalars(select(Supplier).order_by(Supplier.id))] == [
            ("a", None),
            ("b", "a"),
        ]
        contract = session.scalars(select(Contract)).one()
        assert (contract.options, contract.disputed, contract.is_listed, contract.is_technology) == ([], [], True, True)
        assert session.scalar(select(Statement.audience)) == "public"


def test_foreign_keys_are_enforced_after_an_upgrade(empty):
    upgrade(empty)

    with empty.connect() as connection:
        if empty.dialect.name == "sqlite":
            assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1


def test_every_table_has_a_model():
    assert all(
        any(mapper.local_table is table for mapper in Base.registry.mappers) for table in Base.metadata.tables.values()
    )
