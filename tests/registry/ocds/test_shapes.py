"""Reading values out of JSON that may hold anything."""

import json
from datetime import UTC, date, datetime

import pytest
from hypothesis import given

from registry.ocds.shapes import (
    EARLIEST,
    LATEST,
    MOST_PENCE,
    clean,
    day,
    flag,
    moment,
    object_at,
    objects,
    pence,
    text,
)
from tests.any_json import any_json, any_object, patient
from tests.real_releases import real_releases


def empties(value):
    """Yield every null and empty list inside JSON."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for each in inner:
        if each is None or each == []:
            yield each
        yield from empties(each)


def same(one, other):
    """Whether two JSON values are written alike (NaN is not equal to itself)."""
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)


@patient
@given(any_json)
def test_cleaning_twice_is_cleaning_once(value):
    assert same(clean(clean(value)), clean(value))


@patient
@given(any_json)
def test_what_is_cleaned_holds_no_null_and_no_empty_list(value):
    assert list(empties(clean(value))) == []


@pytest.mark.parametrize(
    ("published", "cleaned"),
    [
        ({"buyerID": []}, {}),
        ({"description": None, "id": "1"}, {"id": "1"}),
        ({"lots": [{"id": "1", "description": None}]}, {"lots": [{"id": "1"}]}),
        ({"lots": [None, [], {"id": "1"}]}, {"lots": [{"id": "1"}]}),
        ({"lots": [[None], [[]]]}, {}),
        ({"standstillPeriod": []}, {}),
        ({"details": {}}, {"details": {}}),
        ({"amount": 0, "sme": False, "title": ""}, {"amount": 0, "sme": False, "title": ""}),
    ],
)
def test_nulls_and_empty_lists_are_dropped_and_nothing_else(published, cleaned):
    assert clean(published) == cleaned


@pytest.mark.parametrize(
    "given_list",
    [
        [{"endDate": "2026-07-23"}],
        [{"endDate": "2026-07-23"}, {"endDate": "2026-01-01"}],
        [[{"endDate": "2026-07-23"}]],
        [None, [], {"endDate": "2026-07-23"}],
    ],
)
@pytest.mark.parametrize("key", ["standstillPeriod", "period", "contractPeriod", "tenderPeriod"])
def test_of_a_list_given_for_one_object_the_first_is_read(key, given_list):
    assert clean({key: given_list}) == {key: {"endDate": "2026-07-23"}}


@patient
@given(any_json)
def test_cleaning_leaves_what_was_published_as_it_was(value):
    before = json.dumps(value)

    clean(value)

    assert json.dumps(value) == before


def test_real_releases_are_clean_after_cleaning():
    for release in real_releases():
        assert not any(empties(clean(release)))


@patient
@given(any_object)
def test_anything_can_be_read_as_anything(parent):
    for key in [*parent, "not there"]:
        assert isinstance(object_at(parent, key, "id"), dict)
        assert all(isinstance(each, dict) for each in objects(parent, key))
        assert flag(parent, key) in (True, False, None)


@patient
@given(any_object)
def test_text_is_always_bounded_and_can_be_written_anywhere(parent):
    for key in parent:
        read = text(parent, key, 5)

        assert len(read) <= 5
        assert b"\x00" not in read.encode("utf-8")


@patient
@given(any_object)
def test_days_and_moments_are_always_in_bounds(parent):
    for key in parent:
        read = day(parent, key), moment(parent, key)

        assert read[0] is None or EARLIEST <= read[0] <= LATEST
        assert read[1] is None or (EARLIEST <= read[1].date() <= LATEST and read[1].tzinfo is UTC)


@patient
@given(any_object)
def test_pence_are_always_whole_and_bounded(parent):
    for key in parent:
        read = pence(parent, key)

        assert read is None or (type(read) is int and abs(read) <= MOST_PENCE)


@pytest.mark.parametrize("between", [None, [], "text", 5, [{"legalBasis": {}}]])
def test_an_object_below_a_wrong_shape_is_empty(between):
    assert object_at({"tender": between}, "tender", "legalBasis") == {}


def test_objects_of_a_list_are_read_and_the_rest_of_it_is_not():
    assert list(objects({"lots": [1, {"id": "1"}, None, [], {"id": "2"}]}, "lots")) == [{"id": "1"}, {"id": "2"}]


@pytest.mark.parametrize("wrong", [None, {}, {"id": "1"}, "text", 5])
def test_what_is_no_list_holds_no_objects(wrong):
    assert list(objects({"lots": wrong}, "lots")) == []


@pytest.mark.parametrize(
    ("published", "read"),
    [
        ("  Parking  ", "Parking"),
        (20535, "20535"),
        (1.5, "1.5"),
        (True, ""),
        (None, ""),
        (["Parking"], ""),
        ({"en": "Parking"}, ""),
        ("a\x00b", "ab"),
        ("\ud83d cut", "cut"),
        ("Tŷ 😀", "Tŷ 😀"),
    ],
)
def test_text_is_trimmed_and_safe(published, read):
    assert text({"title": published}, "title") == read


@pytest.mark.parametrize(
    ("published", "read"), [(True, True), (False, False), ("true", None), (1, None), (0, None), (None, None)]
)
def test_only_booleans_are_flags(published, read):
    assert flag({"sme": published}, "sme") is read


@pytest.mark.parametrize(
    ("published", "read"),
    [
        ("2028-07-05T23:59:59Z", date(2028, 7, 5)),
        ("2028-07-05T23:59:59+01:00", date(2028, 7, 5)),
        ("2028-07-06T00:00:00+01:00", date(2028, 7, 6)),
        ("2028-07-05", date(2028, 7, 5)),
        ("2028-02-29", date(2028, 2, 29)),
        ("2027-02-29", None),
        ("2028-07-05 nonsense", date(2028, 7, 5)),
        ("05/07/2028", None),
        ("1899-12-31", None),
        ("1900-01-01", date(1900, 1, 1)),
        ("2200-12-31", date(2200, 12, 31)),
        ("2201-01-01", None),
        ("0000-00-00", None),
        ("-0001-11-30T00:00:00Z", None),
        ("", None),
        (None, None),
        ([], None),
    ],
)
def test_a_day_is_the_day_that_is_written(published, read):
    assert day({"endDate": published}, "endDate") == read


@pytest.mark.parametrize(
    ("published", "read"),
    [
        ("2026-06-01T12:00:00Z", datetime(2026, 6, 1, 12, tzinfo=UTC)),
        ("2026-06-01T12:00:00+01:00", datetime(2026, 6, 1, 11, tzinfo=UTC)),
        ("2026-06-01T12:00:00", datetime(2026, 6, 1, 11, tzinfo=UTC)),
        ("2026-12-01T12:00:00", datetime(2026, 12, 1, 12, tzinfo=UTC)),
        ("2026-06-01", datetime(2026, 5, 31, 23, tzinfo=UTC)),
        ("2026-06-01T12:00:00.1234567Z", datetime(2026, 6, 1, 12, 0, 0, 123456, tzinfo=UTC)),
        ("2026-03-29T01:30:00", datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),
        ("2026-10-25T01:30:00", datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        ("0001-01-01T00:00:00+14:00", None),
        ("9999-12-31T23:59:59-14:00", None),
        ("1899-12-31T00:00:00Z", None),
        ("2026-06-01T25:00:00Z", None),
        ("2026-06-01T12:00:00+99:00", None),
        ("soon", None),
        (1750000000, None),
        (None, None),
    ],
)
def test_a_moment_without_an_offset_is_london_time(published, read):
    assert moment({"endDate": published}, "endDate") == read


@pytest.mark.parametrize(
    ("published", "read"),
    [
        (100000, 10_000_000),
        (0, 0),
        (0.1, 10),
        (1.15, 115),
        (65193.77, 6_519_377),
        (8291.44, 829_144),
        (1e15 - 1, 10**17 - 100),
        (1e15, None),
        (-5.5, -550),
        ("37500", 3_750_000),
        (" 37500.50 ", 3_750_050),
        ("£25,000 to £50,000", None),
        ("", None),
        ("NaN", None),
        ("sNaN", None),
        ("Infinity", None),
        ("-Infinity", None),
        ("1e999999", None),
        ("-1e999999", None),
        ("1e-999999", 0),
        (float("inf"), None),
        (float("nan"), None),
        (10**400, None),
        (True, None),
        (None, None),
        ([100], None),
        ({"amount": 100}, None),
    ],
)
def test_pence_are_read_exactly_or_not_at_all(published, read):
    assert pence({"amount": published}, "amount") == read
