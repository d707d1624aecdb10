"""The bundled sample gives every endpoint something true to show."""

import pytest
from sqlalchemy import func, select

from registry.models import Contract, Notice, Statement
from scrapers.sample import load_sample


@pytest.fixture
def loaded(sessions, knowledge):
    return load_sample(sessions, knowledge)


def test_loading_it_again_changes_nothing(sessions, knowledge, loaded):
    with sessions() as session:
        before = session.scalars(select(Contract.version).order_by(Contract.id)).all()

    load_sample(sessions, knowledge)

    with sessions() as session:
        assert session.scalars(select(Contract.version).order_by(Contract.id)).all() == before
        assert session.scalar(select(func.count()).select_from(Notice)) == loaded["sample notices"]


def test_every_fact_names_its_public_source(sessions, loaded):
    with sessions() as session:
        facts = session.scalars(select(Statement).where(Statement.source == "public_record")).all()

    assert len(facts) > 100
    assert all(fact.reference.startswith(("https://", "http://")) for fact in facts)


@pytest.mark.parametrize(
    "path",
    [
        "/api/v1/contracts?service=housing-management",
        "/api/v1/renewals?state=act_now",
        "/api/v1/notices",
        "/api/v1/procurements",
        "/api/v1/opportunities",
        "/api/v1/suppliers",
        "/api/v1/authorities",
        "/api/v1/services",
        "/api/v1/sources",
    ],
)
def test_every_list_has_something_to_show(client, loaded, path):
    assert client.get(path).json
