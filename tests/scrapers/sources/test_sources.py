from datetime import timedelta

import pytest

from scrapers.exceptions import UnknownSource
from scrapers.platforms.ocds import OcdsSource
from scrapers.sources import all_sources, source_named

SOURCES = all_sources().values()


def test_sources_are_found_without_a_list_of_them():
    assert {"find_a_tender", "contracts_finder"} <= set(all_sources())


def test_each_source_goes_by_the_name_of_its_file():
    assert all(source.__module__ == f"scrapers.sources.{source.name}" for source in SOURCES)


@pytest.mark.parametrize("attribute", ["name", "title", "documentation", "base_url", "path", "ocid_prefix"])
def test_no_two_sources_share_what_tells_them_apart(attribute):
    values = [getattr(source, attribute) for source in SOURCES]

    assert len(set(values)) == len(values)


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.name)
def test_every_source_is_documented_and_read_over_https_at_an_unhurried_pace(source):
    assert source.__doc__ != OcdsSource.__doc__
    assert source.documentation.startswith("https://")
    assert source.base_url.startswith("https://")
    assert source.pace >= timedelta(seconds=10)
    assert source.wait >= timedelta(minutes=2)


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.name)
def test_every_source_can_be_opened_as_it_is(source):
    opened = source(user_agent="Example/1 (+https://us.example)")

    assert opened.base_url == source.base_url


def test_find_a_tender_is_never_asked_for_stages():
    assert "stages" not in (source_named("find_a_tender").path + source_named("find_a_tender").from_parameter)


def test_an_unknown_source_is_an_error_that_names_the_known_ones():
    with pytest.raises(UnknownSource, match=r"'gazette'.*contracts_finder.*find_a_tender"):
        source_named("gazette")
