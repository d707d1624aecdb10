"""What one notice changed in a record, field by field."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.ocds.differences import Difference, Member, differences, written
from registry.ocds.leaves import leaves
from registry.ocds.shapes import clean
from tests.any_json import any_json, any_object, patient
from tests.example_releases import award, contract_details, invitation

cleaned = any_object.map(clean)


def applied(before, changes):
    """Return a record after changes: what `differences` undoes."""
    for change in changes:
        before = put(before, change.path, change.after)
    return before


def put(value, path, new):
    if not path:
        return new
    step, *rest = path
    if isinstance(step, Member):
        return put_member(value or [], step, rest, new)
    inner = put((value or {}).get(step), rest, new)
    whole = {**(value or {}), step: inner}
    return {key: each for key, each in whole.items() if each is not None}


def put_member(members, step, rest, new):
    same = [Member(each["id"]) == step and type(each["id"]) is type(step.id) for each in members]
    if not any(same):
        return [*members, put(None, rest, new)]
    changed = [put(each, rest, new) if is_it else each for each, is_it in zip(members, same, strict=True)]
    return [each for each in changed if each is not None]


def told(before, after):
    return [(written(each.path), each.before, each.after) for each in differences(before, after)]


@patient
@given(cleaned, cleaned)
def test_applying_all_differences_reproduces_the_record(before, after):
    assert sorted(map(repr, leaves(applied(before, differences(before, after))))) == sorted(map(repr, leaves(after)))


@pytest.mark.parametrize(
    ("before", "after"),
    [(invitation(), award()), (award(), contract_details()), ({}, contract_details()), (contract_details(), {})],
)
def test_applying_the_differences_of_two_notices_reproduces_the_second(before, after):
    assert applied(before, differences(before, after)) == after


@patient
@given(cleaned)
def test_a_record_does_not_differ_from_itself(record):
    assert list(differences(record, record)) == []


@patient
@given(any_json)
def test_no_json_is_too_odd_to_compare(value):
    list(differences({"tender": value}, {"tender": {"lots": value}}))


def test_a_field_that_changed_is_told_with_its_path():
    before, after = {"tender": {"title": "Parking"}}, {"tender": {"title": "Parking permits"}}

    assert told(before, after) == [("tender/title", "Parking", "Parking permits")]


def test_objects_of_a_list_are_compared_by_id():
    before, after = (
        {"lots": [{"id": "1"}, {"id": "2", "title": "A"}]},
        {"lots": [{"id": "1"}, {"id": "2", "title": "B"}]},
    )

    assert told(before, after) == [("lots[2]/title", "A", "B")]


def test_a_new_object_of_a_list_is_one_difference():
    lot = {"id": "2", "title": "B", "value": {"amount": 1}}

    assert told({"lots": [{"id": "1"}]}, {"lots": [{"id": "1"}, lot]}) == [("lots[2]", None, lot)]


def test_a_list_without_ids_is_compared_as_a_whole():
    assert told({"dates": [{"on": 1}]}, {"dates": [{"on": 2}]}) == [("dates", [{"on": 1}], [{"on": 2}])]


def test_an_amount_is_told_with_its_currency():
    old, new = {"amount": 1, "currency": "GBP"}, {"amount": 2, "currency": "GBP"}

    assert told({"value": old}, {"value": new}) == [("value", old, new)]


@pytest.mark.parametrize(("before", "after"), [(1, True), (1, 1.0), ("1", 1)])
def test_values_of_other_kinds_differ(before, after):
    assert list(differences({"a": before}, {"a": after})) == [Difference(("a",), before, after)]


def test_a_number_that_is_none_does_not_differ_from_itself():
    assert list(differences({"a": float("nan")}, {"a": float("nan")})) == []


@given(st.sampled_from(["tender", "planning"]))
def test_the_parts_of_a_new_tender_are_told_one_by_one(name):
    assert [path for path, *_ in told({}, {name: {"id": "1", "title": "A"}})] == [f"{name}/id", f"{name}/title"]
