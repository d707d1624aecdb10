import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.classification import DESCRIPTION_WORDS, Classification, Classifier, ServiceArea
from registry.phrases import folded_words

FILE = Path(__file__).parents[2] / "registry" / "reference" / "services.toml"
AREAS = [
    ServiceArea(area, each["name"], each["kind"], tuple(each["cpv"]), tuple(each["words"]))
    for area, each in tomllib.loads(FILE.read_text(encoding="utf-8")).items()
]
CLASSIFIER = Classifier(AREAS)
classify = CLASSIFIER.classify

TITLES = st.lists(
    st.sampled_from(
        ["parking", "permits", "housing management system", "IT", "software", "works", "Oracle", "&", "CRM"]
    )
    | st.text(alphabet="abcdefghijklmnopqrstuvwxyz -/", max_size=8),
    max_size=8,
).map(" ".join)
CODES = st.lists(st.sampled_from(["48000000", "72000000-5", "98351110", "45000000", "64110000", "junk", ""]))


@pytest.mark.parametrize(
    ("title", "service"),
    [
        ("Integrated Housing Management System", "housing-management"),
        ("Renewal of NEC Housing", "housing-management"),
        ("Homelessness case management", "homelessness"),
        ("Choice Based Lettings software", "housing-allocations"),
        ("Hosting for the Mosaic social care system", "adult-social-care"),
        ("Children's Social Care System", "childrens-social-care"),
        ("Cashless parking and parking permits", "parking"),
        ("Civil Enforcement System", "parking"),
        ("Libraries Management System", "libraries"),
        ("HR/Payroll System", "hr-and-payroll"),
        ("Oracle Fusion support", "erp-finance"),
        ("Microsoft 365 Licenses", "productivity"),
        ("Supply of laptops and monitors", "devices"),
        ("Council-wide Wi-Fi refresh", "network"),
        ("Contact Centre as a Service", "contact-centre"),
        ("Replacement website and intranet", "websites"),
        ("Planning back-office software", "planning"),
        ("Local Land Charges software", "land-charges"),
        ("Revenues & Benefits system", "revenues-and-benefits"),
        ("Coroners' case management system", "coroners"),
        ("Bartec in-cab software", "waste"),
        ("Body-worn video for enforcement staff", "cctv"),
        ("Treasury Management System", "treasury-management"),
        ("Penetration testing", "cyber-security"),
    ],
)
def test_a_title_betrays_its_service(title: str, service: str):
    assert classify(title).service == service


@pytest.mark.parametrize(
    "title",
    [
        "Replacement heating system",
        "Ventilation systems at Riverside School",
        "Drainage system upgrade",
        "Sound system for the assembly hall",
        "Housing fire alarm systems",
        "Library ventilation system",
        "Solar panels for leisure centres",
        "Door entry systems to housing blocks",
        "Supply of library books",
        "Responsive housing repairs contractor",
        "Parking attendants",
        "Resurfacing of highways",
        "Dynamic Purchasing System for school transport",
        "District heat network upgrade",
        "Child contact centre services",
        "Market engagement for home care",
        "CCTV drainage survey",
        "A service for carers: help where they need it",
        "",
    ],
)
def test_what_is_not_technology_is_not_called_so(title: str):
    assert classify(title) == Classification(is_technology=False, service=None, words=(), cpv=(), score=0.0)


@pytest.mark.parametrize("title", ["Bespoke software", "SaaS platform", "ICT services", "IT systems for the lido"])
def test_technology_may_have_no_service(title: str):
    assert classify(title).is_technology


def test_software_alone_names_no_service():
    assert classify("Bespoke software").service is None


def test_a_subject_counts_once_a_code_shows_technology():
    assert classify("Council tax review", cpv=["48000000"]).service == "revenues-and-benefits"


def test_a_subject_beside_a_bare_noun_is_technology():
    assert classify("Systems for parking").words == ("systems", "parking")


def test_a_title_outweighs_a_description():
    found = classify("Library management system", "It replaces the parking permit system and the payroll system.")

    assert found.service == "libraries"


def test_a_phrase_outweighs_the_general_words_around_it():
    assert classify("Enterprise software licences and support for libraries").service == "libraries"


def test_several_systems_in_a_description_show_technology_that_the_title_hides():
    found = classify("Project Heron", "A payroll system with a time and attendance system for 3,000 staff.")

    assert found.service == "hr-and-payroll"


def test_naming_the_bidding_portal_is_not_buying_one():
    assert not classify("Tree works", "Bid through ProContract, our e-tendering system, or In-Tend.").is_technology


def test_it_in_a_description_may_be_the_pronoun():
    described = "The trust helps people it supports, and it services, it contracts and it projects well."

    assert not classify("Day centre", described).is_technology


def test_a_description_is_read_up_to_a_known_number_of_words():
    late = "word " * DESCRIPTION_WORDS + "payroll system with a time and attendance system"

    assert not classify("Project Heron", late).is_technology


def test_a_code_of_one_area_names_it_without_words():
    assert classify("20535", cpv=["48161000"]).service == "libraries"


def test_a_general_code_names_no_service():
    assert classify("Project Heron", cpv=["72000000"]).service is None


def test_a_parking_code_alone_is_not_technology():
    assert not classify("Enforcement on street", cpv=["98351110"]).is_technology


def test_the_codes_that_decided_are_given():
    found = classify("Parking software", cpv=["98351110", "48000000-8", "45000000"])

    assert found.cpv == ("48000000", "98351110")


def test_the_words_that_decided_are_given_as_the_text_has_them():
    assert classify("Parking Permits (virtual), and Cashless Parking").words == (
        "parking permits",
        "cashless parking",
    )


def test_equal_scores_go_to_the_first_id_whatever_the_order_of_areas():
    two = [ServiceArea(area, area, "core", (), (f"{area} system",)) for area in ("beta", "alpha")]

    assert [Classifier(areas).classify("Beta system, alpha system").service for areas in (two, two[::-1])] == [
        "alpha"
    ] * 2


@given(st.text(), st.text(), st.lists(st.text()))
def test_any_input_is_classified(title: str, description: str, codes: list[str]):
    assert classify(title, description, codes) == classify(title, description, codes)


@given(TITLES, TITLES, CODES)
def test_case_does_not_matter(title: str, description: str, codes: list[str]):
    assert classify(title.upper(), description.swapcase(), codes) == classify(title, description, codes)


@given(TITLES, CODES, st.randoms())
def test_the_order_and_repetition_of_codes_do_not_matter(title: str, codes: list[str], random):
    shuffled = random.sample(codes * 2, k=2 * len(codes))

    assert classify(title, cpv=shuffled) == classify(title, cpv=codes)


@given(TITLES, TITLES, CODES)
def test_every_word_that_decided_occurs_in_the_text(title: str, description: str, codes: list[str]):
    text = " ".join([*folded_words(title), "|", *folded_words(description)])

    assert all(words in text for words in classify(title, description, codes).words)


@given(TITLES, TITLES, CODES)
def test_a_service_is_only_named_for_technology(title: str, description: str, codes: list[str]):
    found = classify(title, description, codes)

    assert found.is_technology or found.service is None
