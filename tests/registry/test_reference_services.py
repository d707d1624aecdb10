import re
import tomllib
from collections import defaultdict
from pathlib import Path

import pytest

from registry.classification import Classifier, ServiceArea
from registry.phrases import comparable_words

REFERENCE = Path(__file__).parents[2] / "registry" / "reference"
SERVICES = tomllib.loads((REFERENCE / "services.toml").read_text(encoding="utf-8"))
CPV = {line[:8] for line in (REFERENCE / "cpv_2008.psv").read_text(encoding="utf-8").splitlines()}
LARGEST_ESD_FUNCTION = 113


@pytest.fixture(scope="module")
def classifier() -> Classifier:
    return Classifier(
        ServiceArea(area, each["name"], each["kind"], tuple(each["cpv"]), tuple(each["words"]))
        for area, each in SERVICES.items()
    )


def test_there_are_sixty_to_eighty_areas():
    assert 60 <= len(SERVICES) <= 80


def test_names_are_unique():
    assert len({each["name"] for each in SERVICES.values()}) == len(SERVICES)


@pytest.mark.parametrize("area", SERVICES)
def test_an_area_is_complete(area: str):
    assert set(SERVICES[area]) == {"name", "kind", "description", "esd", "cpv", "words"}


@pytest.mark.parametrize("area", SERVICES)
def test_an_id_is_a_slug(area: str):
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", area)


@pytest.mark.parametrize("area", SERVICES)
def test_a_kind_is_one_of_three(area: str):
    assert SERVICES[area]["kind"] in {"frontline", "corporate", "core"}


@pytest.mark.parametrize("area", SERVICES)
def test_a_description_is_one_sentence(area: str):
    assert re.fullmatch(r"[A-Z][^.]+\.", SERVICES[area]["description"])


@pytest.mark.parametrize("area", SERVICES)
def test_every_code_is_in_the_vocabulary(area: str):
    assert set(SERVICES[area]["cpv"]) <= CPV


@pytest.mark.parametrize("area", SERVICES)
def test_every_esd_function_is_in_the_published_range(area: str):
    assert set(SERVICES[area]["esd"]) <= set(range(1, LARGEST_ESD_FUNCTION + 1))


@pytest.mark.parametrize("area", [area for area, each in SERVICES.items() if each["kind"] != "core"])
def test_services_to_residents_and_the_council_name_their_functions(area: str):
    assert SERVICES[area]["esd"]


@pytest.mark.parametrize("area", SERVICES)
def test_words_are_lower_case_and_not_blank(area: str):
    assert all(word == word.lower() and comparable_words(word) for word in SERVICES[area]["words"])


def test_no_phrase_belongs_to_two_areas():
    owners = defaultdict(set)
    for area, each in SERVICES.items():
        for word in each["words"]:
            owners[comparable_words(word)].add(area)

    assert {phrase: areas for phrase, areas in owners.items() if len(areas) > 1} == {}


def test_no_code_belongs_to_two_areas():
    codes = [code for each in SERVICES.values() for code in each["cpv"]]

    assert len(codes) == len(set(codes))


@pytest.mark.parametrize("area", SERVICES)
def test_an_area_is_found_by_its_own_name(area: str, classifier: Classifier):
    assert classifier.classify(SERVICES[area]["name"], cpv=["72000000"]).service == area


@pytest.mark.parametrize("area", SERVICES)
def test_every_phrase_of_an_area_betrays_it(area: str, classifier: Classifier):
    astray = [
        word
        for word in SERVICES[area]["words"]
        if (found := classifier.classify(word)).service not in {area, None} or not found.is_technology
    ]

    assert astray == []
