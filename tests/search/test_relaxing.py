from dataclasses import replace

import pytest

from search.language import All, In, Not, Phrase, Word, read
from search.reading import FEWER, reading
from search.relaxing import relaxed
from tests.search.examples import notice, service


def test_some_of_several_words_will_do():
    assert relaxed(read("rent analytics").tree) == All((Word("rent"), Word("analytics")), some=True)


@pytest.mark.parametrize("text", ["rent", '"rent arrears"', "-rent", "rent -maps", "rent OR arrears", "", "???"])
def test_what_is_one_thing_stays_as_typed(text):
    assert relaxed(read(text).tree) is None


def test_what_people_ask_with_is_not_looked_for():
    assert relaxed(read("who provides parking").tree) == All((Word("provides"), Word("parking")), some=True)


def test_what_is_strict_stays_wanted_beside_words_that_need_not_be_there():
    tree = relaxed(read('"local plan" software service:planning -maps').tree)

    assert tree == All(
        (Phrase(("local", "plan")), Word("software"), In("service", Word("planning")), Not(Word("maps"))), some=True
    )


def test_where_few_have_all_words_those_with_most_come_first(save, drained):
    save(notice("notice0000001", "Parking system"), notice("notice0000002", "Parking permits"))
    save(notice("notice0000003", "Grass cutting"))

    answer = drained().get("/api/v1/search?q=parking permits bays").json

    assert [hit["title"] for hit in answer["hits"]][:2] == ["Parking permits", "Parking system"]
    assert answer["total"] == 2


def test_a_misspelt_word_finds_what_was_meant(save, drained):
    save(*(notice(f"notice{number:07}", "Housing repairs") for number in range(3)))

    answer = drained().get("/api/v1/search?q=housing repiars").json

    assert answer["total"] == 3
    assert answer["did_you_mean"] == "housing repairs"


def test_other_orders_want_all_words(save, drained):
    save(notice("notice0000001", "Parking system"), notice("notice0000002", "Parking permits"))

    assert drained().get("/api/v1/search?q=parking permits&sort=-published").json["total"] == 1


def test_what_is_left_out_stays_out(save, drained):
    save(notice("notice0000001", "Parking system"), notice("notice0000002", "Parking permits"))

    answer = drained().get("/api/v1/search?q=parking bays -system").json

    assert [hit["title"] for hit in answer["hits"]] == ["Parking permits"]
    assert "without system" in answer["reading"]


def test_the_words_of_a_service_find_what_is_for_it(save, drained):
    save(service(words=("rent arrears system",)))
    save(notice("notice0000001", "Landlord software", service_id="housing-management"))

    hits = drained().get("/api/v1/search?q=rent arrears&kind=notice").json["hits"]

    assert [hit["title"] for hit in hits] == ["Landlord software"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("rent analytics -maps", "rent or analytics, without maps"),
        ("supplier:civica housing", "civica as its supplier, better with housing"),
        ('"local plan" software maps -gis', '"local plan", better with software or maps, without gis'),
    ],
)
def test_the_reading_says_that_some_words_are_enough_and_which_are_not(text, said):
    question = read(text)

    assert reading(replace(question, tree=relaxed(question.tree))) == f"{said} ({FEWER})"


def test_every_page_of_fewer_words_is_of_the_same_search(save, drained):
    save(*(notice(f"notice{number:07}", f"Parking {number}") for number in range(5)))
    client, seen, cursor = drained(), [], ""

    while cursor is not None:
        answer = client.get(f"/api/v1/search?q=parking bays&page_size=2&cursor={cursor}").json
        assert (answer["total"], FEWER in answer["reading"]) == (5, True)
        seen += [hit["id"] for hit in answer["hits"]]
        cursor = answer["next_cursor"]

    assert sorted(seen) == [f"notice{number:07}" for number in range(5)]
