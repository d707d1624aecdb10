"""The record of a procurement, and what each release changed in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.ocds import history as module
from registry.ocds.differences import written
from registry.ocds.history import history
from registry.ocds.leaves import leaves
from registry.ocds.merging import in_order, merged
from registry.releases import without_persons
from tests.any_json import damaged, patient
from tests.example_releases import (
    CAMDEN,
    CIVICA,
    HACKNEY,
    OLD_RULES,
    award,
    cancellation,
    contract_details,
    invitation,
    release,
    termination,
)
from tests.real_releases import real_procurements

LIFE = (invitation(), award(), contract_details(), termination())
OF_THE_RELEASE = {"id", "date", "tag", "ocid"}


def words(*releases):
    """Return what the last release changed."""
    return [change.words for change in history(releases)[1][-1].changes]


def lost(releases):
    """Return the values that are neither in the record nor in its history."""
    record, steps = history(releases)
    kept = {repr(value) for _, value in leaves(record)}
    for step in steps:
        kept |= {repr(value) for change in step.changes for _, value in leaves([change.before, change.after])}
    return [
        (each.get("id"), written(path), value)
        for each in releases
        for path, value in leaves({key: inner for key, inner in each.items() if key not in OF_THE_RELEASE})
        if repr(value) not in kept and f"{value}@" not in str(kept)
    ]


def test_the_record_is_the_merged_one():
    assert history(LIFE)[0] == merged(LIFE)


def test_releases_are_told_oldest_first():
    assert [step.release for step in history(LIFE[::-1])[1]] == list(LIFE)


def test_nothing_has_no_history():
    assert history([])[1] == []


@patient
@given(st.lists(damaged(*LIFE), max_size=4))
def test_the_record_is_the_merged_one_whatever_is_published(releases):
    assert repr(history(releases)[0]) == repr(merged(releases))


@patient
@given(st.lists(damaged(*LIFE), max_size=4))
def test_nothing_that_is_published_is_lost(releases):
    assert lost(releases) == []


def test_a_moved_deadline_is_told():
    later = invitation("000002-2026", "2026-05-20T09:00:00+01:00", closes="2026-06-17T12:00:00+01:00")

    assert "The deadline moved from 1 June to 17 June 2026." in words(invitation(), later)


def test_a_new_lot_is_told():
    lots = [{"id": "1"}, {"id": "2", "title": "Northern area"}]

    later = invitation("000002-2026", "2026-05-20T09:00:00+01:00", lots)

    assert "Lot 2 was added: Northern area." in words(invitation(), later)


def test_an_award_is_told_with_its_supplier():
    assert "It was awarded to Civica UK Limited." in words(invitation(), award())


def test_a_moved_end_of_a_contract_is_told():
    moved = {"period": {"startDate": "2027-01-01T00:00:00Z", "endDate": "2030-09-14T23:59:59+01:00"}}
    documents = [{"id": "000009-2026", "noticeType": "UK10"}]
    change = release(
        "000009-2026",
        "2027-01-01T09:00:00Z",
        ("contractAmendment",),
        contracts=[{"id": "1", "awardID": "1", "documents": documents, **moved}],
    )

    assert "The contract's end moved from 14 September 2029 to 14 September 2030." in words(*LIFE[:3], change)


def test_a_change_does_not_move_the_start_of_a_contract_and_its_day_is_still_told():
    documents = [{"id": "000009-2026", "noticeType": "UK10"}]
    contract = {"id": "1", "documents": documents, "period": {"startDate": "2027-01-01T00:00:00Z"}}
    change = release("000009-2026", "2027-01-01T09:00:00Z", ("contractAmendment",), contracts=[contract])

    record, steps = history([*LIFE[:3], change])

    assert record["contracts"][0]["period"]["startDate"].startswith("2026-09-15")
    beside = [each.words for each in steps[-1].changes if not each.merged]
    assert beside == ["The notice itself also gives the contract's start as 1 January 2027."]


def test_a_termination_is_told():
    assert "The contract was ended." in words(*LIFE)


def test_a_procurement_that_is_called_off_is_told():
    assert "The procurement was cancelled." in words(invitation(), cancellation())


def test_a_release_that_cannot_be_merged_is_told_beside_the_record():
    wrong = release("000000-2026", "2026-04-02T09:00:00Z", tender={"lots": "see documents"})

    first = history([wrong, *LIFE])[1][0]

    assert "The notice itself also gives the lots as see documents." in [each.words for each in first.changes]


def test_old_awards_that_share_an_id_are_kept_apart():
    rules = {"tender": {"legalBasis": OLD_RULES}}
    other = {**CIVICA, "id": "GB-COH-00000002", "name": "Other Limited"}
    first, second = award(**rules), award("000007-2026", "2026-08-01T09:00:00+01:00", sellers=(other,), **rules)

    awards = history([first, second])[0]["awards"]

    named = {each["id"]: each["suppliers"][0]["name"] for each in awards}
    assert named == {"1": "Civica UK Limited", "1@000007-2026": "Other Limited"}


def test_a_party_listed_once_for_each_role_keeps_its_roles():
    twice = invitation(buyers=[CAMDEN, HACKNEY, {**CAMDEN, "roles": ["reviewBody"]}])

    parties = {each["id"]: each["roles"] for each in history([twice, award(buyers=())])[0]["parties"]}

    assert parties[CAMDEN["id"]] == ["buyer", "reviewBody"]


def test_only_so_many_changes_of_a_release_are_told(monkeypatch):
    monkeypatch.setattr(module, "MOST_CHANGES", 3)

    first, *_ = history(LIFE)[1]

    assert len(first.changes) == 3
    assert first.left_out > 0


def test_only_the_changes_of_the_latest_releases_are_told(monkeypatch):
    monkeypatch.setattr(module, "MOST_RELEASES", 2)
    record, steps = history(LIFE)

    assert [bool(step.changes) for step in steps] == [False, False, True, True]
    assert record == merged(LIFE)


def test_nothing_of_a_real_procurement_is_lost():
    for releases in real_procurements():
        assert lost([without_persons(each) for each in releases]) == []


def test_nearly_all_that_real_releases_say_is_merged():
    changes = [each for releases in real_procurements() for step in history(releases)[1] for each in step.changes]

    assert len(changes) > 1000
    assert sum(not each.merged for each in changes) / len(changes) < 0.01


def test_every_real_change_has_words():
    for releases in real_procurements():
        for step in history(releases)[1]:
            assert step.left_out == 0
            assert all(each.words[0].isupper() or not each.words[0].isalpha() for each in step.changes)
            assert all(each.words.endswith((".", "…")) and len(each.words) < 1500 for each in step.changes)


@pytest.mark.parametrize("turn", [1, -1])
def test_real_records_are_the_merged_ones(turn):
    for releases in real_procurements():
        assert history(releases[::turn])[0] == merged(in_order(releases))
