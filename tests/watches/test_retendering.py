"""Whether a procurement looks as if it replaces a contract."""

from dataclasses import replace
from datetime import date

import pytest

from watches.finding.retendering import Announced, Running, replaces

CONTRACT = Running("housing", {"camden"}, "ocds-x-1", "DN-4711/22", (date(2028, 3, 31), date(2030, 3, 31)))
NOTICE = Announced("housing", {"camden"}, "A housing system", date(2027, 1, 10), date(2028, 4, 1))


def test_what_starts_when_it_ends_replaces_it():
    assert "start on 1 April 2028; this contract ends on 31 March 2028" in replaces(NOTICE, CONTRACT)


def test_what_starts_after_the_last_option_replaces_it_too():
    assert "ends on 31 March 2030" in replaces(replace(NOTICE, starts_on=date(2030, 4, 1)), CONTRACT)


@pytest.mark.parametrize(
    "other",
    [
        {"authorities": {"hackney"}},
        {"service_id": "parking"},
        {"service_id": None},
        {"starts_on": date(2027, 2, 1)},
        {"starts_on": None, "published_on": date(2024, 1, 1)},
        {"text": "about DN-4711/222", "service_id": "parking"},
        {"text": "about XDN-4711/22", "service_id": "parking"},
    ],
)
def test_what_is_by_others_for_another_thing_or_at_another_time_does_not(other):
    assert replaces(replace(NOTICE, **other), CONTRACT) is None


def test_what_tells_no_start_replaces_it_when_it_comes_before_the_end():
    assert "tells no start" in replaces(replace(NOTICE, starts_on=None), CONTRACT)


@pytest.mark.parametrize("text", ["replaces DN-4711/22.", "ref (dn-4711/22)", '{"id": "ocds-x-1"}'])
def test_what_names_the_contract_replaces_it_whatever_its_service(text):
    assert "names" in replaces(replace(NOTICE, service_id=None, text=text), CONTRACT)


@pytest.mark.parametrize("reference", ["housing", "22", None])
def test_a_reference_that_is_short_or_a_mere_word_proves_nothing(reference):
    notice = replace(NOTICE, service_id=None, text="housing 22")

    assert replaces(notice, replace(CONTRACT, reference=reference)) is None


def test_an_end_that_is_not_known_is_said():
    assert "not known" in replaces(NOTICE, replace(CONTRACT, ends=()))
