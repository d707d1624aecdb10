"""Releases as they are kept."""

import json
from copy import deepcopy

import pytest
from hypothesis import given

from registry.releases import PERSONAL, packed, unpacked, without_persons
from tests.any_json import any_object, patient
from tests.example_releases import contract_details
from tests.real_releases import real_releases

PERSON = {"name": "A. Person", "email": "a.person@example.org", "telephone": "020 7946 0000"}


def keys(value):
    """Return every key of JSON, at every depth."""
    if isinstance(value, dict):
        return set(value).union(*map(keys, value.values()))
    return set().union(*map(keys, value)) if isinstance(value, list) else set()


@pytest.mark.parametrize("field", sorted(PERSONAL))
@pytest.mark.parametrize(
    "wrap",
    [
        lambda inner: inner,
        lambda inner: {"parties": [{"name": "Camden", **inner}]},
        lambda inner: {"tender": {"lots": [{"documents": [[{"deep": inner}]]}]}},
    ],
)
def test_contact_persons_are_gone_at_every_depth(field, wrap):
    kept = unpacked(packed(wrap({field: PERSON}))[0])

    assert "A. Person" not in json.dumps(kept)
    assert field not in keys(kept)


def test_a_list_of_further_contact_persons_is_gone_too():
    release = {"parties": [{"id": "GB-PPON-1", "additionalContactPoints": [PERSON]}]}

    assert unpacked(packed(release)[0]) == {"parties": [{"id": "GB-PPON-1"}]}


def test_organisations_stay():
    release = contract_details()

    assert unpacked(packed(release)[0]) == release


@patient
@given(any_object)
def test_what_is_kept_is_given_back_without_persons(release):
    kept = unpacked(packed(release)[0])

    assert json.dumps(kept, sort_keys=True) == json.dumps(without_persons(release), sort_keys=True)


@patient
@given(any_object)
def test_no_personal_field_survives(release):
    assert not keys(unpacked(packed({**release, "tender": [release, {"contactPoint": release}]})[0])) & PERSONAL


@patient
@given(any_object)
def test_the_order_of_keys_does_not_change_the_digest(release):
    assert packed(dict(reversed(release.items())))[1] == packed(release)[1]


def test_the_order_of_keys_within_does_not_change_the_digest():
    assert packed({"a": {"b": 1, "c": 2}}) == packed({"a": {"c": 2, "b": 1}})


def test_another_contact_person_is_no_change():
    release = contract_details()
    release["parties"][0]["contactPoint"] = PERSON

    assert packed(release) == packed(contract_details())


def test_another_value_is_a_change():
    changed = contract_details()
    changed["contracts"][0]["value"]["amount"] += 1

    assert packed(changed)[1] != packed(contract_details())[1]


def test_another_order_of_a_list_is_a_change():
    assert packed({"tag": ["award", "contract"]})[1] != packed({"tag": ["contract", "award"]})[1]


def test_packing_leaves_the_release_as_it_was():
    release = {"parties": [{"contactPoint": PERSON}]}
    before = deepcopy(release)

    packed(release)

    assert release == before


def test_characters_of_any_language_come_back():
    release = {"title": "Llyfrgelloedd Tŷ Gwyn – £5 😀"}

    assert unpacked(packed(release)[0]) == release


def test_real_releases_come_back_without_contact_persons():
    for release in real_releases():
        kept = unpacked(packed(release)[0])

        assert not {key for key in keys(kept) if "contactpoint" in key.lower()}
        assert kept.keys() == release.keys()
