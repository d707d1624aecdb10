"""What each layout's pages tell."""

from datetime import date

import pytest

from scrapers.saved.exceptions import UnreadablePage
from scrapers.saved.layout import Layout
from scrapers.saved.page import SavedPage
from scrapers.saved.platforms import all_layouts
from scrapers.saved.reading import ORDER, read_page
from tests.scrapers.saved.example_pages import (
    advert,
    advert_address,
    expiring,
    labelled,
    old_advert,
    opportunities,
    page,
    question_list,
    question_page,
)


def told(data, platform=None):
    return read_page(SavedPage(data, "page.html"), platform)


def test_every_layout_goes_by_the_name_of_its_file_and_is_tried():
    layouts = all_layouts()

    assert set(ORDER) == set(layouts)
    assert all(type(each).__module__ == f"scrapers.saved.platforms.{name}" for name, each in layouts.items())
    assert all(each.hosts and each.title and type(each).__doc__ != Layout.__doc__ for each in layouts.values())


def test_a_procontract_advert_tells_its_number_days_and_value():
    found = told(advert()).adverts[0]

    assert (found.reference, found.title, found.buyer) == ("DN700001", "Consultation hub", "London Borough of Camden")
    assert (found.opens_on, found.closes_on) == (date(2025, 1, 2), date(2025, 2, 3))
    assert (found.starts_on, found.ends_on) == (date(2025, 4, 1), date(2028, 3, 31))
    assert found.value_pence == 140_000_000
    assert found.problems == ()


def test_the_document_is_the_adverts_address_without_how_one_got_there():
    assert told(advert()).adverts[0].document == advert_address()


def test_an_address_of_another_host_is_not_shown_as_the_portals():
    data = advert().replace(b"https://procontract.due-north.com", b"https://evil.example")

    assert told(data).adverts[0].document == "procontract:DN700001"


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "https://procontract.due-north.com.evil.example/", "http://["]
)
def test_an_address_that_is_none_is_not_believed(address):
    data = advert().replace(f"{advert_address()}&p=bbbb&v=1".encode(), address.encode())

    assert told(data).adverts[0].document == "procontract:DN700001"


def test_contact_persons_are_left_out():
    assert not any(word in repr(told(advert()).adverts[0].title) for word in ("Bloggs", "@", "7946"))


@pytest.mark.parametrize("value", ["N/A", "", "TBC"])
def test_no_value_is_no_problem(value):
    found = told(advert(Estimated_value=value)).adverts[0]

    assert (found.value_pence, found.problems) == (None, ())


def test_a_day_that_cannot_be_read_is_told():
    found = told(advert(Contract_end="spring 2028")).adverts[0]

    assert found.ends_on is None
    assert "spring 2028" in found.problems[0]


def test_an_end_before_the_start_is_told_and_neither_is_taken():
    found = told(advert(Contract_end="31/03/2024")).adverts[0]

    assert (found.starts_on, found.ends_on) == (None, None)
    assert "before it starts" in found.problems[0]


def test_an_unanswered_label_does_not_take_the_next_ones_answer():
    pairs = {"Opportunity Id": "DN700001", "Title": "Consultation hub", "Contract end": "", "Lots": "31/12/2099"}
    data = page(labelled(pairs).replace("<div></div>", ""))

    assert told(data, "procontract").adverts[0].ends_on is None


@pytest.mark.parametrize("headed", [True, False])
def test_an_opportunity_list_leads_to_adverts(headed):
    found = told(opportunities(("DN700001", "Consultation hub", "Camden Council"), headed=headed)).listed[0]

    assert (found.reference, found.title, found.buyer) == ("DN700001", "Consultation hub", "Camden Council")
    assert found.address == advert_address()


def test_a_link_away_from_the_lists_host_is_not_followed():
    data = opportunities(("DN700001", "Hub", "Camden")).replace(b'href="/Advert', b'href="https://evil.example/Advert')

    assert told(data).listed[0].address is None


def test_the_older_layout_tells_anticipated_extensions_in_its_words():
    found = told(old_advert())

    assert found.layout == "london_tenders"
    assert found.adverts[0].extension_text == (
        "Number of anticipated extensions: 2; "
        "Anticipated extension period: 24 months (whether each or in all is not said)"
    )
    assert (found.adverts[0].starts_on, found.adverts[0].ends_on) == (date(2019, 6, 1), date(2023, 5, 31))
    assert found.adverts[0].value_pence == 25_000_000


@pytest.mark.parametrize(
    ("number", "period", "expected"), [("0", "N/A", True), ("0", "12 months", False), ("1", "", False)]
)
def test_no_extension_is_said_only_where_nothing_speaks_for_one(number, period, expected):
    assert told(old_advert(number=number, period=period)).adverts[0].has_no_extension is expected


def test_a_term_without_an_end_is_kept_in_words_and_not_worked_out():
    found = told(old_advert(**{" Estimated contract end date:": ""})).adverts[0]

    assert (found.ends_on, found.as_written) == (None, {"ends_on": "Contract period: 48 months"})


def test_a_jaggaer_advert_is_questions_and_answers():
    found = told(question_page())

    assert found.layout == "jaggaer"
    assert (found.adverts[0].reference, found.adverts[0].ends_on) == ("tender_396028", date(2028, 3, 31))
    assert found.adverts[0].extension_text == "two further periods of 12 months"
    assert found.adverts[0].document.endswith("detail?opportunityId=42")


def test_a_jaggaer_list_has_lines():
    assert [each.reference for each in told(question_list(("tender_1", "One"), ("tender_2", "Two"))).listed] == [
        "tender_1",
        "tender_2",
    ]


def test_in_tends_expiring_contracts_are_read_as_a_register_is():
    found = told(expiring(("CT-1", "Payroll system", "Example Ltd", "01/04/2022", "31/03/2027")))

    assert found.layout == "in_tend"
    assert found.held[0].fields["ends_on"] == "2027-03-31"
    assert found.held[0].fields["suppliers"] == [{"name": "Example Ltd", "company_number": None}]
    assert "Bloggs" not in repr(found)


def test_a_page_of_nothing_known_is_refused_with_the_known():
    with pytest.raises(UnreadablePage, match=r"no layout that is known.*ProContract"):
        told(page("<p>Good morning</p>"))


def test_a_page_said_to_be_of_a_portal_that_tells_nothing_is_refused():
    with pytest.raises(UnreadablePage, match="It is of Jaggaer, and holds no advert"):
        told(page("<p>Good morning</p>"), "jaggaer")


def test_a_page_in_old_windows_letters_is_read():
    data = advert(title="Café bookings").decode().encode("cp1252")

    assert told(data).adverts[0].title == "Café bookings"
