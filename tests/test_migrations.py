"""Migrations build exactly the models, on both databases, and never lose a row."""

import pytest
from sqlalchemy import inspect, select, text

from registry.db import Base, make_engine, make_sessions
from registry.migrate import check, downgrade, upgrade
from registry.models import Authority, AuthorityIdentity
from registry.seeding import seed


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


def test_upgrading_keeps_the_rows_that_refer_to_others(empty):
    upgrade(empty, "0001")
    with make_sessions(empty).begin() as session:
        seed(session)

    upgrade(empty)

    with make_sessions(empty)() as session:
        assert len(session.scalars(select(Authority)).all()) == 33
        assert len(session.scalars(select(AuthorityIdentity)).all()) > 60


def test_foreign_keys_are_enforced_after_an_upgrade(empty):
    upgrade(empty)

    with empty.connect() as connection:
        if empty.dialect.name == "sqlite":
            assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1


def test_every_table_has_a_model():
    assert all(
        any(mapper.local_table is table for mapper in Base.registry.mappers) for table in Base.metadata.tables.values()
    )
