"""Saved pages join national notices by reference; what no notice tells of is a contract of its own."""

from datetime import UTC, date, datetime

import pytest

from registry.duplicates import Candidate, likely_duplicates
from registry.filing.changes import plain
from registry.filing.filer import refile_all
from tests.example_releases import HACKNEY, award, contract_details, contracts_finder_award, invitation
from tests.filing import file
from tests.scrapers.registers.example_imports import everything
from tests.scrapers.saved.example_pages import (
    advert,
    advert_address,
    expiring,
    old_advert,
    opportunities,
    question_page,
)
from tests.scrapers.saved.saving import CAMDEN, bring, contracts, said

PAYROLL = ("CT-1", "Payroll system", "Example Ltd", "01/04/2022", "31/03/2027")


def test_an_advert_joins_the_contract_of_a_notice_with_its_number(sessions, session, knowledge):
    file(session, knowledge, contracts_finder_award())

    report = bring(sessions, advert())[0]

    [contract] = contracts(sessions)
    assert report.outcomes[0].contracts == (contract.id,)
    assert [each.reference for each in said(sessions, "procontract")] == [advert_address()]
    assert said(sessions, "procontract")[0].belief == "notice"


def test_an_award_is_believed_before_the_advert_that_led_to_it(sessions, session, knowledge):
    file(session, knowledge, award(tender={"id": "CAM-DN700001-9"}))

    bring(sessions, advert())

    assert contracts(sessions)[0].ends_on == date(2029, 8, 31)


def test_an_advert_adds_the_extensions_that_no_notice_tells(sessions, session, knowledge):
    release = contracts_finder_award()
    release["tender"]["id"] = "DN100001"
    file(session, knowledge, release)

    bring(sessions, old_advert())

    [joined] = contracts(sessions)
    assert "Number of anticipated extensions: 2" in joined.extension_text
    assert joined.options == []


def test_an_advert_that_joins_nothing_is_a_contract_of_its_own(sessions):
    report = bring(sessions, old_advert())[0]

    [contract] = contracts(sessions)
    assert (contract.reference, contract.title, contract.ocid) == ("DN100001", "Parking permits system", None)
    assert (plain(contract.starts_on), plain(contract.ends_on)) == ("2019-06-01", "2023-05-31")
    assert (contract.status, contract.service_id) == ("awarded", "parking")
    assert (report.status, report.new) == ("understood", 1)


def test_what_is_kept_names_no_person(sessions):
    bring(sessions, advert(), old_advert(), question_page(), expiring(PAYROLL))

    assert "Bloggs" not in repr(everything(sessions))
    assert "7946" not in repr(everything(sessions))
    assert "@camden" not in repr(everything(sessions))


def test_an_advert_whose_contract_has_not_begun_is_no_contract_yet(sessions):
    before = bring(sessions, advert(), at=datetime(2025, 3, 1, tzinfo=UTC))[0]
    after = bring(sessions, advert(), at=datetime(2025, 4, 2, tzinfo=UTC))[0]

    assert (before.status, before.outcomes[0].contracts) == ("partly", ())
    assert "was to start on 2025-04-01" in before.outcomes[0].why
    assert after.new == 1


def test_a_procurement_without_a_contract_yet_gets_none_from_its_advert(sessions, session, knowledge):
    file(session, knowledge, invitation(tender={"id": "DN700001"}))

    report = bring(sessions, advert())[0]

    assert contracts(sessions) == []
    assert "no contract of it yet" in report.outcomes[0].why


def test_an_advert_does_not_say_whose_days_it_tells_among_several_contracts(sessions, session, knowledge):
    details = contract_details(tender={"id": "DN700001"})
    details["contracts"].append({**details["contracts"][0], "id": "2", "title": "Housing repairs system"})
    file(session, knowledge, details)

    report = bring(sessions, advert())[0]

    assert "several contracts" in report.outcomes[0].why
    assert said(sessions, "procontract") == []


def test_an_advert_of_another_buyer_is_left_out(sessions):
    reports = bring(sessions, advert(buyer="London Borough of Hackney"), advert(buyer="Kent County Council"))

    assert contracts(sessions) == []
    assert "“Kent County Council”, is not known" in reports[1].outcomes[0].why


def test_another_boroughs_notice_with_the_number_is_not_joined(sessions, session, knowledge):
    file(session, knowledge, contract_details(buyers=(HACKNEY,), tender={"id": "DN700001"}))

    bring(sessions, advert())

    assert [each.ocid is None for each in contracts(sessions)].count(True) == 1


def test_a_notice_that_comes_later_is_a_likely_duplicate_by_its_number(sessions, session, knowledge):
    bring(sessions, advert())
    file(session, knowledge, contracts_finder_award())

    both = [
        Candidate(each.id, each.title, starts_on=each.starts_on, ends_on=each.ends_on, reference=each.reference)
        for each in contracts(sessions)
    ]
    assert "DN700001" in likely_duplicates(both)[0].reasons[0]


def test_a_page_imported_again_after_the_notice_speaks_about_both_and_keeps_the_first(sessions, session, knowledge):
    bring(sessions, advert())
    first = contracts(sessions)[0].id
    file(session, knowledge, contracts_finder_award())

    report = bring(sessions, advert())[0]

    assert len(report.outcomes[0].contracts) == 2
    assert first in {each.id for each in contracts(sessions)}


def test_what_a_page_said_outlives_its_procurement_being_worked_out_anew(sessions, session, knowledge):
    file(session, knowledge, contracts_finder_award())
    bring(sessions, advert())

    list(refile_all(sessions, knowledge))

    assert len(said(sessions, "procontract")) == 1


def test_a_list_says_nothing_of_contracts_and_names_those_known(sessions):
    bring(sessions, advert())
    before = everything(sessions)

    report = bring(
        sessions, opportunities(("DN700001", "Hub", "Camden Council"), ("DN700002", "Bins", "Camden Council"))
    )[0]

    assert everything(sessions) == before
    assert [len(each.contracts) for each in report.outcomes] == [1, 0]


def test_expiring_contracts_are_as_good_as_a_register(sessions):
    bring(sessions, expiring(PAYROLL))

    [contract] = contracts(sessions)
    assert (contract.reference, contract.status, plain(contract.ends_on)) == ("CT-1", "active", "2027-03-31")
    assert said(sessions, "in_tend")[0].belief == "register"


def test_expiring_contracts_join_a_notice_with_only_their_term(sessions, session, knowledge):
    file(session, knowledge, contracts_finder_award())

    bring(sessions, expiring(("DN700001", "Hub", "Another Ltd", "01/02/2025", "31/01/2029")))

    [contract] = contracts(sessions)
    assert (contract.title, plain(contract.ends_on)) == ("Consultation hub", "2029-01-31")


def test_the_same_a_day_later_keeps_its_day(sessions):
    bring(sessions, expiring(PAYROLL))
    before = everything(sessions)

    bring(sessions, expiring(PAYROLL), at=datetime(2026, 10, 1, tzinfo=UTC))

    assert everything(sessions) == before


def test_a_later_saving_of_a_page_wins_whatever_the_order(sessions):
    earlier, later = advert(), advert(Contract_end="31/03/2029")
    bring(sessions, later, said_on=date(2026, 2, 1))

    bring(sessions, earlier, said_on=date(2026, 1, 1))

    assert contracts(sessions)[0].ends_on == date(2029, 3, 31)


@pytest.mark.parametrize("buyer", [None, "Camden"])
def test_a_page_that_names_no_buyer_is_of_whom_it_is_said_to_be(sessions, buyer):
    bring(sessions, advert(Buyer=buyer))

    assert said(sessions, "procontract")[0].fields["authorities"] == [CAMDEN]


def test_a_script_in_a_title_is_shown_and_not_run(client, sessions):
    bring(sessions, advert(title="<script>alert(1)</script> Consultation hub"))

    [contract] = contracts(sessions)
    shown = client.get(f"/contracts/{contract.id}").text
    assert "&lt;script&gt;alert(1)" in shown
    assert "<script>alert" not in shown


def test_a_long_list_does_not_take_long(sessions):
    lines = [(f"DN7{number:05}", "Hub", "Camden Council") for number in range(5000)]

    assert len(bring(sessions, opportunities(*lines))[0].outcomes) == 2000
