"""What is found, in which order, and why."""

import pytest

from search.engines.engine import SearchRequest
from search.language import read
from search.synonyms import widen
from tests.search.examples import document
from tests.search.test_language import HOSTILE


def found(engine, text, **options):
    return [hit.id for hit in engine.search(SearchRequest(widen(read(text).tree), **options)).hits]


@pytest.fixture
def catalogue(filled):
    """A small registry with near misses."""
    return filled(
        document("service:housing-management", "Housing management", called=("Housing management",)),
        document("contract:northgate", "Annual support and hosting", words=("Housing management", "tenancies")),
        document("notice:housing", "Housing management system", body="Rents, repairs and lettings in one place."),
        document("notice:suite", "Integrated housing solution", body="For the landlord service."),
        document("notice:homes", "Building homes", body="Housing will be built. Management of the site is included."),
        document("notice:permits", "Parking permits and enforcement", body="Residents apply online."),
        document("notice:car-park", "Car park resurfacing", body="A permit to park is given to the builder."),
        document("notice:social", "Case management for adult social care", body="Replaces the present records."),
        document("notice:children", "Children's social care", body="Care for a child or an adult; no case management."),
        document("supplier:civica", "Civica UK Limited", names=("Civica Ltd",), called=("Civica UK Limited",)),
        document("notice:civica", "Civica Civica Civica", names=("Civica UK Limited",), body="Civica " * 20),
        document("notice:hr", "Human resources and payroll"),
        document("notice:it", "IT support", body="It may be used by us."),
    )  # fmt: skip


def test_the_exact_name_of_a_service_comes_first(catalogue):
    assert found(catalogue, "housing management")[0] == "service:housing-management"


def test_the_exact_name_of_a_supplier_comes_first(catalogue):
    for name in ("CIVICA", "Civica UK", "civica ltd"):
        assert found(catalogue, name)[0] == "supplier:civica"


def test_the_exact_name_of_a_product_brings_it_and_then_what_has_to_do_with_it(filled):
    names = ("Alto", "Northgate Homes", "Cadence, Ltd")
    engine = filled(
        document("notice:loud", "Northgate homes, Northgate homes", body="Northgate homes " * 20),
        document("contract:alto", "Annual support", product=names, body="word " * 500),
        document("product:alto", "Alto", names=names[1:], called=names),
    )

    for name in ("northgate homes", "Northgate-Homes", '"northgate homes"'):
        assert found(engine, name) == ["product:alto", "contract:alto", "notice:loud"]
    assert found(engine, "northgate") == ["notice:loud", "product:alto", "contract:alto"]
    assert found(engine, "cadence") == ["product:alto", "contract:alto"]


def test_a_hit_by_its_product_says_so(filled):
    engine = filled(document("contract:alto", "Support", product=("Alto", "Northgate Homes")))

    hit = engine.search(SearchRequest(read("northgate homes").tree)).hits[0]

    assert hit.fields == ("product",)
    assert [piece.text for piece in hit.highlights if piece.match] == ["Northgate", "Homes"]


def test_titles_count_for_more_than_descriptions(catalogue):
    assert found(catalogue, "housing management", filters={"kind": frozenset(["notice"])})[:2] == [
        "notice:housing",
        "notice:homes",
    ]
    assert found(catalogue, "permit") == ["notice:permits", "notice:car-park"]
    assert found(catalogue, "adult social care case management")[0] == "notice:social"


def test_a_contract_is_found_by_its_service(catalogue):
    assert "contract:northgate" in found(catalogue, "housing management")


def test_other_names_find_the_same_thing(catalogue):
    assert set(found(catalogue, "housing management system")) == {"notice:housing", "notice:suite"}
    assert found(catalogue, "hr") == ["notice:hr"]


def test_a_phrase_is_one_word_after_the_other_within_one_part(catalogue):
    assert found(catalogue, '"case management"') == ["notice:social", "notice:children"]
    assert found(catalogue, '"management case"') == []
    assert found(catalogue, '"solution landlord"') == []


def test_the_beginning_of_a_word_finds_it_in_any_form(catalogue):
    assert found(catalogue, "enforcem*") == ["notice:permits"]
    assert found(catalogue, "resurfaci*") == ["notice:car-park"]


def test_the_beginning_of_a_word_is_found_among_changes_too(catalogue):
    catalogue.apply([document("notice:new", "Xylophones")], [])

    assert found(catalogue, "xylop*") == ["notice:new"]


def test_what_is_left_out_is_not_found(catalogue):
    assert "notice:homes" not in found(catalogue, "housing -building")
    assert len(found(catalogue, "-housing")) == 8


def test_abbreviations_are_words(catalogue):
    assert "notice:it" in found(catalogue, "IT support")


def test_unknown_days_come_last_in_both_directions(filled):
    engine = filled(
        document("notice:b", numbers={"published": 2}),
        document("notice:c", numbers={"published": None}),
        document("notice:a", numbers={"published": 1}),
        document("supplier:d"),
    )

    assert found(engine, "", sort="published") == ["notice:a", "notice:b", "notice:c", "supplier:d"]
    assert found(engine, "", sort="-published") == ["notice:b", "notice:a", "notice:c", "supplier:d"]


def test_a_misspelt_word_gets_a_suggestion_and_a_known_one_does_not(catalogue):
    corrections = catalogue.search(SearchRequest(read("houssing permtis parking").tree)).corrections

    assert corrections == {"houssing": "housing", "permtis": "permits"}


def test_a_rare_word_is_questioned_only_when_nothing_is_found(filled):
    engine = filled(document("notice:typo", "Sofware"), *(document(f"notice:{n}", "Software") for n in range(60)))

    assert engine.search(SearchRequest(read("sofware").tree)).corrections == {}
    assert engine.search(SearchRequest(read("sofware xyz").tree)).corrections == {"sofware": "software"}


def test_a_hit_says_which_words_are_where(catalogue):
    page = catalogue.search(SearchRequest(read("rents housing").tree))

    assert page.hits[0].words == ("rents", "housing")
    assert page.hits[0].fields == ("description", "title")


def test_a_hit_by_another_name_says_that_name(catalogue):
    hit = catalogue.search(SearchRequest(widen(read("hr payroll").tree))).hits[0]

    assert hit.words == ("human", "resources", "payroll")


def test_highlights_are_pieces_of_the_text_as_written(filled):
    text = "Résumé <b>HOUSING</b> & housing"
    engine = filled(document(title="A", body=text))

    pieces = engine.search(SearchRequest(read("resume housing").tree)).hits[0].highlights

    assert "".join(piece.text for piece in pieces) == text
    assert [piece.text for piece in pieces if piece.match] == ["Résumé", "HOUSING", "housing"]


def test_of_a_long_text_the_part_with_most_matches_is_shown(filled):
    engine = filled(document(title="A", body="parking " + "word " * 300 + "parking permits " + "word " * 300))

    pieces = engine.search(SearchRequest(read("parking permits").tree)).hits[0].highlights

    assert [piece.text for piece in pieces if piece.match] == ["parking", "permits"]
    assert pieces[0].text.startswith("… ")
    assert pieces[-1].text.endswith(" …")
    assert sum(len(piece.text) for piece in pieces) < 300


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_searches_are_answered(catalogue, text):
    page = catalogue.search(SearchRequest(widen(read(text).tree), facets=("kind",)))

    assert page.total <= 13
