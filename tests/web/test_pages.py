"""What each page promises to say."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from sqlalchemy import select

from registry.models import Contract, Procurement, Statement, Supplier
from search.sync import drain
from tests.example_releases import CIVICA, contract_details, invitation
from tests.filing import file

MOBYSOFT = "Implementation of RentSense software"


@pytest.fixture
def rentsense(sample):
    return sample.scalar(select(Contract).where(Contract.title == MOBYSOFT))


def test_the_front_page_says_what_it_is_in_one_sentence(read):
    assert "when each contract ends." in read("/")


@time_machine.travel("2026-11-21T12:00:00Z")
def test_the_front_page_shows_what_to_replace_first(read):
    page = read("/")

    assert "Online Cashless Payment System for HES Catering Service" in page
    assert "1 Mar 2027" in page


def test_the_front_page_names_every_authority_and_every_service(read):
    page = read("/")

    assert page.count('href="/authorities/') >= 33
    assert page.count('href="/services/') >= 80


def test_the_front_page_says_how_old_the_data_is(read):
    page = read("/")

    assert "Find a Tender" in page
    assert "11 Aug 2026" in page
    assert "not read by this registry yet" in page


def test_a_service_shows_who_has_it_from_whom_until_when_and_who_says_so(read):
    page = read("/services/housing-management")

    for promised in ("Lambeth", MOBYSOFT, "Mobysoft Limited", "31 Mar 2021", "moderngov.lambeth.gov.uk", "5 Dec 2019"):
        assert promised in page
    assert "confidence medium" in page


def test_an_end_that_no_source_says_is_shown_as_not_known(read):
    page = read("/services/adult-social-care")

    assert "West London Alliance adult social care management information dashboard" in page
    assert '<span class="state unknown">not known</span>' in page


def test_an_authority_shows_its_contracts_by_service_and_counts_them(read):
    page = read("/authorities/hillingdon")

    assert "with a known end" in page
    page = page[page.index("Contracts, by service") :]
    assert page.index("Finance and ERP") < page.index("Housing management</a></h3>") < page.index("31 Jul 2030")


def test_an_authority_is_found_by_its_gss_code_too(read):
    assert "London Borough of Hillingdon" in read("/authorities/E09000017")


def test_a_supplier_shows_the_contracts_it_holds(read, sample):
    supplier = sample.scalar(select(Supplier).where(Supplier.name == "Mobysoft Limited"))

    assert MOBYSOFT in read(f"/suppliers/{supplier.id}")
    assert MOBYSOFT in read(f"/suppliers/{supplier.slug}")


def test_a_merged_supplier_leads_to_the_one_it_was_merged_into(sample_client, sample):
    merged = sample.scalar(select(Supplier).where(Supplier.merged_into_id.is_not(None)))

    answer = sample_client.get(f"/suppliers/{merged.id}")

    assert answer.status_code == 308
    assert answer.location == f"/suppliers/{merged.merged_into_id}"


def test_a_contract_says_where_each_fact_comes_from_and_how_far_to_trust_it(read, rentsense):
    page = read(f"/contracts/{rentsense.id}")

    for promised in ("31 Mar 2021", "https://moderngov.lambeth.gov.uk/", "5 Dec 2019", "medium", "past its end"):
        assert promised in page
    assert "Its term ended on 31 March 2021" in page


def test_a_contract_links_the_notice_that_states_it(read, sample):
    by_notice = sample.scalar(select(Contract).where(Contract.title == "Commercial Property Analytics Platform"))

    page = read(f"/contracts/{by_notice.id}")

    assert 'href="https://www.find-tender.service.gov.uk/Notice/075850-2026"' in page
    assert "Contract details notice (UK7)" in page
    assert "analytics platform; commercial property" in page


@time_machine.travel("2026-05-10T12:00:00Z")
def test_opportunities_show_what_is_open_and_until_when(client, session, knowledge):
    file(session, knowledge, invitation())

    page = client.get("/opportunities").text

    assert "Housing management system" in page
    assert "1 Jun 2026, 12:00" in page


def test_a_procurement_shows_its_notices_and_contracts(client, session, knowledge):
    file(session, knowledge, invitation(), contract_details())

    page = client.get(f"/procurements/{invitation()['ocid']}").text

    assert "Tender notice (UK4)" in page
    assert "Contract details notice (UK7)" in page
    assert "Contracts of this procurement" in page


def test_a_procurement_says_in_words_what_each_notice_changed(client, session, knowledge):
    later = invitation("000002-2026", "2026-05-20T09:00:00+01:00", closes="2026-06-17T12:00:00+01:00")
    file(session, knowledge, invitation(), later)

    page = client.get(f"/procurements/{invitation()['ocid']}").text

    assert "What each notice changed" in page
    assert "The deadline moved from 1 June to 17 June 2026." in page


def test_search_marks_what_was_searched_for_and_says_why(read):
    page = read("/search", q="rentsense")

    assert "<mark>RentSense</mark>" in page
    assert "Found because its title and its product have: rentsense" in page


def test_search_narrows_to_a_kind(read):
    page = read("/search", q="housing", kind="service")

    assert "<mark>Housing</mark> repairs" in page
    assert MOBYSOFT not in page
    assert 'aria-current="true">Services' in page


def test_search_narrows_by_what_there_is_and_keeps_it(read):
    page = read("/search", q="housing", ending_month="unknown", sort="-value")

    assert '<option value="unknown" selected>not known (' in page
    assert '<option value="-value" selected>Highest value</option>' in page
    assert "ending_month=unknown&amp;sort=-value" in page  # kinds are chosen beside it


def test_search_says_what_to_loosen_when_nothing_is_left(read):
    page = read("/search", q="housing", kind="service", value_band="unknown")

    assert "What was chosen leaves nothing" in page
    assert "without value</a>" in page
    assert "kind=service" in page


@pytest.mark.parametrize("name", ["value_band", "closing_month", "supplier", "sort", "boost", "page", "kind"])
@pytest.mark.parametrize("value", ["", "x", "2027-99", "\x00", "9" * 300, "unknown"])
def test_no_choice_breaks_a_search(sample_client, name, value):
    assert sample_client.get("/search", query_string={"q": "housing", name: value}).status_code == 200


def test_search_says_what_it_could_not_read_as_meant(read):
    assert "a quotation mark has no partner" in read("/search", q='"housing')


def test_search_puts_a_misspelt_word_right(read):
    assert "Few records have parkng, so parking was searched for." in read("/search", q="parkng")


def test_search_leads_a_notice_to_its_procurement(read, sample):
    ocid = sample.scalar(select(Procurement.ocid).where(Procurement.title == "Library Management System"))

    assert f"/procurements/{ocid}#" in read("/search", q="library management system", kind="notice")


def test_a_contract_shows_what_speaks_against_its_authority(client, session, knowledge):
    file(session, knowledge, invitation(), contract_details())
    contract = session.scalar(select(Contract))
    said_on = date(2026, 1, 5)
    own = {"subject_kind": "contract", "subject_id": contract.id, "source": "authority", "belief": "authority"}
    fields = {"ends_on": "2030-01-01"}
    session.add(Statement(**own, reference="correction", said_on=said_on, recorded_at=datetime.now(UTC), fields=fields))
    session.commit()

    page = client.get(f"/contracts/{contract.id}").text

    assert "confirmed by the authority on <time" in page
    assert "disputed: 14 Sep 2029, says" in page
    assert "Find a Tender" in page


def test_a_hostile_title_is_shown_as_text_and_a_hostile_address_is_no_link(app, client, sessions, session, knowledge):
    title = "<script>alert(1)</script>\"' onload=x"
    bad = [{"id": "000003-2026", "noticeType": "UK7", "url": "javascript:alert(1)"}]
    told = contract_details(sellers=({**CIVICA, "name": title},), contract={"title": title, "documents": bad})
    file(session, knowledge, invitation(tender={"title": title}), told)
    drain(sessions, app.extensions["search"])
    contract = session.scalar(select(Contract))

    for path in (f"/contracts/{contract.id}", f"/procurements/{contract.ocid}", "/search?q=script+alert"):
        page = client.get(path).text
        assert "&lt;script&gt;alert" in page.replace("<mark>", "").replace("</mark>", ""), path
        assert "<script" not in page, path
        assert "javascript:" not in page, path


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("/services/parking", "/api/v1/contracts.csv?technology=true&amp;service=parking"),
        ("/authorities/hillingdon", "/api/v1/contracts.xlsx?technology=true&amp;authority=hillingdon"),
        ("/renewals", "/api/v1/renewals.jsonl?state=act_now,due"),
        ("/", "/api/v1/bundle.zip"),
    ],
)
def test_what_a_list_shows_can_be_downloaded(read, path, address):
    assert f'href="{address}"' in read(path)
