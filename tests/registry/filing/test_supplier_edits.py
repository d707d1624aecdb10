"""What editors correct of suppliers stays, whatever notices say later."""

import pytest
from sqlalchemy import select

from registry.exceptions import CannotMerge
from registry.filing.supplier_edits import correct, give_number
from registry.filing.supplier_joins import split
from registry.filing.suppliers import Sighting, file_suppliers
from registry.models import Change
from tests.suppliers import EDITOR, NUMBERS, id_of, sight, supplier


def test_a_split_that_the_name_would_undo_at_once_stays(session):
    sight(session, "Idox")
    number = give_number(session, supplier(session, "Idox"), NUMBERS["Idox"], EDITOR)

    split(session, supplier(session, "Idox"), EDITOR)

    assert number.id == id_of("Idox", True)
    assert supplier(session, "Idox").merged_into_id is None


def test_an_editors_name_outlives_later_notices(session):
    sight(session, numbered=["Idox"])
    correct(session, supplier(session, "Idox", True), {"name": "Idox Software Limited"}, EDITOR)

    file_suppliers(session, [Sighting(id_of("Idox", True), "Idox Limited", NUMBERS["Idox"])])

    named = supplier(session, "Idox", True)
    assert (named.name, named.slug) == ("Idox Software Limited", "idox-software")


def test_nothing_new_is_not_put_on_record(session):
    sight(session, "Alpha")

    correct(session, supplier(session, "Alpha"), {"name": "Alpha", "aliases": ["Alpha"], "is_sme": None}, EDITOR)

    assert session.scalars(select(Change)).all() == []


def test_a_number_merges_the_supplier_into_the_one_that_has_it_from_then_on(session):
    sight(session, "Idox")

    numbered = give_number(session, supplier(session, "Idox"), NUMBERS["Idox"], EDITOR)
    sight(session, numbered=["Idox"])

    assert (numbered.id, numbered.name, numbered.company_number) == (id_of("Idox", True), "Idox", NUMBERS["Idox"])
    assert supplier(session, "Idox").merged_into_id == numbered.id


def test_a_number_that_another_has_is_refused(session):
    sight(session, "Alpha", numbered=["Idox"])

    with pytest.raises(CannotMerge, match="merge this one into it"):
        give_number(session, supplier(session, "Alpha"), NUMBERS["Idox"], EDITOR)
