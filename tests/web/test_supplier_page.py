"""What the page of a supplier says, and keeps apart."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from registry.models import Supplier, SupplierProfile
from tests.example_releases import contract_details
from tests.filing import file


@pytest.fixture
def supplier(session, knowledge):
    file(session, knowledge, contract_details())
    return session.scalar(select(Supplier))


@pytest.fixture
def page(client, supplier):
    return lambda: client.get(f"/suppliers/{supplier.id}").text


@pytest.fixture
def says(session, supplier):
    def say(**fields):
        at = datetime(2026, 9, 1, tzinfo=UTC)
        session.add(SupplierProfile(supplier_id=supplier.id, fields=fields, said_at=at, by="its key"))
        session.commit()

    return say


def test_a_supplier_shows_who_buys_from_it(page):
    told = page()

    assert "Who buys from it" in told
    assert 'href="/authorities/camden"' in told


def test_its_own_words_stand_apart_as_not_checked(page, says):
    says(summary="We are the best", services=["parking"], standards=["UPRN"], is_sme=False)

    own = page().partition("In its own words, not checked")[2]

    for promised in (
        "We are the best",
        'href="/services/parking"',
        "UPRN",
        "1 Sep 2026",
        "Said by the supplier itself",
    ):
        assert promised in own


def test_a_supplier_that_says_nothing_has_no_such_box(page):
    assert "In its own words" not in page()


def test_its_own_words_are_text_and_its_hostile_addresses_no_links(page, says):
    says(summary="<script>alert(1)</script>", website="javascript:alert(1)", used_by=['"><img src=x onerror=y>'])

    told = page()

    assert "&lt;script&gt;alert(1)" in told
    assert "<script" not in told
    assert "<img" not in told
    assert 'href="javascript:' not in told


def test_whether_it_is_small_is_told_as_published(page, session, supplier):
    assert "not published" in page()
    supplier.is_sme = True
    session.commit()

    assert "yes, as published" in page()


def test_its_owner_is_linked(page, session, supplier):
    session.add(Supplier(id="aaaaaaaaaaaaa", slug="mother", name="Mother Holdings"))
    session.flush()
    supplier.parent_id = "aaaaaaaaaaaaa"
    session.commit()

    assert '<a href="/suppliers/aaaaaaaaaaaaa">Mother Holdings</a>' in page()
