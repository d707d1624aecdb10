"""Suppliers joined by name and by editors, and taken apart again: nothing is lost on the way."""

import pytest
from sqlalchemy import select

from registry.exceptions import CannotMerge
from registry.filing.supplier_edits import correct
from registry.filing.supplier_joins import keep_apart, merge, split
from registry.models import Change, ContractSupplier, IndexQueue, NoticeSupplier
from tests.example_releases import CIVICA_BY_NAME, contract_details
from tests.filing import file
from tests.suppliers import EDITOR, id_of, sight, state, supplier


def test_a_merged_supplier_stands_for_the_other_and_so_do_its_members(session):
    sight(session, "Alpha", "Beta", "Gamma")
    alpha, beta, gamma = (supplier(session, name) for name in ("Alpha", "Beta", "Gamma"))

    merge(session, alpha, beta, EDITOR)
    merge(session, beta, gamma, EDITOR)

    assert (alpha.joined_id, alpha.merged_into_id) == (beta.id, gamma.id)
    assert (beta.merged_into_id, gamma.merged_into_id) == (gamma.id, None)


def test_contracts_and_notices_follow_and_come_back(session, knowledge):
    file(session, knowledge, contract_details(sellers=[CIVICA_BY_NAME]))
    sight(session, "Idox")
    civica, idox = supplier(session, "CIVICA UK LTD"), supplier(session, "Idox")

    merge(session, civica, idox, EDITOR)
    assert set(session.scalars(select(ContractSupplier.supplier_id))) == {idox.id}
    assert set(session.scalars(select(NoticeSupplier.supplier_id))) == {idox.id}

    split(session, civica, EDITOR)
    assert set(session.scalars(select(ContractSupplier.supplier_id))) == {civica.id}
    assert set(session.scalars(select(NoticeSupplier.supplier_id))) == {civica.id}


def test_search_hears_of_every_contract_that_moves(session, knowledge):
    file(session, knowledge, contract_details(sellers=[CIVICA_BY_NAME]))
    sight(session, "Idox")
    before = session.scalars(select(IndexQueue.id)).all()

    merge(session, supplier(session, "CIVICA UK LTD"), supplier(session, "Idox"), EDITOR)
    session.commit()

    queued = session.scalars(select(IndexQueue.kind).where(IndexQueue.id.not_in(before)))
    assert {"contract", "notice", "supplier"} <= set(queued)


def test_every_step_is_on_record(session):
    sight(session, "Alpha", "Beta", "Gamma")
    alpha, beta = supplier(session, "Alpha"), supplier(session, "Beta")

    merge(session, alpha, beta, EDITOR)
    split(session, alpha, EDITOR)
    keep_apart(session, alpha, beta, EDITOR)
    correct(session, alpha, {"is_sme": True}, EDITOR)

    changes = session.scalars(select(Change).order_by(Change.id)).all()
    assert [each.action for each in changes] == ["merge", "split", "apart", "correct"]
    assert {(each.subject_id, each.by, each.note) for each in changes} == {(alpha.id, "an editor", "They said so")}
    assert changes[0].after == {"joined_id": beta.id, "joined_by": "an editor"}
    assert changes[1].before == changes[0].after


def test_a_supplier_cannot_be_merged_into_itself_or_its_own_member(session):
    sight(session, "Alpha", "Beta")
    alpha, beta = supplier(session, "Alpha"), supplier(session, "Beta")
    with pytest.raises(CannotMerge, match="itself"):
        merge(session, alpha, alpha, EDITOR)
    merge(session, alpha, beta, EDITOR)

    with pytest.raises(CannotMerge, match="into this one"):
        merge(session, beta, alpha, EDITOR)


def test_a_supplier_is_merged_once(session):
    sight(session, "Alpha", "Beta", "Gamma")
    merge(session, supplier(session, "Alpha"), supplier(session, "Beta"), EDITOR)

    for other in ("Beta", "Gamma"):
        with pytest.raises(CannotMerge):
            merge(session, supplier(session, "Alpha"), supplier(session, other), EDITOR)


def test_two_company_numbers_are_two_companies_unless_someone_insists(session):
    sight(session, numbered=["Idox", "Civica"])
    idox, civica = supplier(session, "Idox", True), supplier(session, "Civica", True)
    with pytest.raises(CannotMerge, match="parent"):
        merge(session, idox, civica, EDITOR)

    merge(session, idox, civica, EDITOR, force=True)

    assert idox.merged_into_id == civica.id


def test_one_with_a_number_is_not_merged_into_one_without(session):
    sight(session, "Alpha", numbered=["Idox"])

    with pytest.raises(CannotMerge, match="merge that one into this one"):
        merge(session, supplier(session, "Idox", True), supplier(session, "Alpha"), EDITOR, force=True)


def test_what_its_name_joined_is_split_for_good(session):
    sight(session, "Idox", numbered=["Idox"])
    by_name = supplier(session, "Idox")
    assert by_name.merged_into_id == id_of("Idox", True)

    split(session, by_name, EDITOR)
    sight(session, "IDOX", numbered=["Idox"])

    assert (by_name.merged_into_id, by_name.joined_id, by_name.joined_by) == (None, None, "an editor")


def test_merging_again_lifts_what_was_kept_apart_and_splitting_brings_it_back(session):
    sight(session, "Idox", numbered=["Idox"])
    by_name, numbered = supplier(session, "Idox"), supplier(session, "Idox", True)
    split(session, by_name, EDITOR)
    apart = state(session)

    merge(session, by_name, numbered, EDITOR)
    assert by_name.merged_into_id == numbered.id

    split(session, by_name, EDITOR)
    assert state(session) == apart


def test_an_editors_join_outlives_what_names_say(session):
    sight(session, "Idox", "Beta")
    merge(session, supplier(session, "Idox"), supplier(session, "Beta"), EDITOR)

    sight(session, numbered=["Idox"])

    assert supplier(session, "Idox").merged_into_id == id_of("Beta")


def test_splitting_goes_back_to_what_the_name_says(session):
    sight(session, "Idox", "Beta", numbered=["Idox"])
    before = state(session)

    merge(session, supplier(session, "Idox"), supplier(session, "Beta"), EDITOR)
    split(session, supplier(session, "Idox"), EDITOR)

    assert state(session) == before
    assert supplier(session, "Idox").merged_into_id == id_of("Idox", True)


def test_what_was_never_merged_cannot_be_split(session):
    sight(session, "Alpha")

    with pytest.raises(CannotMerge, match="for itself"):
        split(session, supplier(session, "Alpha"), EDITOR)


def test_a_name_joins_no_two_that_an_editor_knows_to_be_two(session):
    sight(session, "Idox", "Alpha", numbered=["Civica"])
    keep_apart(session, supplier(session, "Idox"), supplier(session, "Civica", True), EDITOR)

    correct(session, supplier(session, "Civica", True), {"aliases": ["Idox", "Alpha"]}, EDITOR)

    assert supplier(session, "Idox").merged_into_id is None
    assert supplier(session, "Alpha").merged_into_id == id_of("Civica", True)
