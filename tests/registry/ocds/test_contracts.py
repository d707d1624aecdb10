"""Where a notice becomes a contract."""

from copy import deepcopy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from registry.claims import Belief, Said, resolve
from registry.ocds.contracts import contracts_said
from registry.ocds.shapes import clean, day
from registry.ocds.terms import agreement_terms
from tests.any_json import any_object, damaged, patient
from tests.example_releases import (
    CAMDEN,
    CIVICA,
    CIVICA_BY_NAME,
    HACKNEY,
    OLD_RULES,
    award,
    cancellation,
    contract_details,
    contracts_finder_award,
    document,
    invitation,
    period,
    release,
    tender,
    termination,
)
from tests.real_releases import real_procurements, real_releases


def believed(*releases, key="1"):
    """Return what is believed of a contract after `releases`, by field."""
    dates = {each["id"]: day(each, "date") for each in releases}
    said = [
        Said("portal", each.release_id, each.belief, dates[each.release_id], each.fields)
        for each in contracts_said([clean(each) for each in releases])[key]
    ]
    return {name: found.value for name, found in resolve(said).items()}


def founded(*releases):
    """Return the keys of the contracts that `releases` found."""
    return list(contracts_said([clean(each) for each in releases]))


def said_by(published, key="1"):
    """Return what one release says of a contract."""
    return contracts_said([clean(published)])[key][0]


def change(number="000006-2026", date="2027-01-10T09:00:00Z", **contract):
    """Return a UK10 contract change notice."""
    own = {"id": "1", "awardID": "1", "documents": [document(number, "UK10")], **contract}
    return release(number, date, ("contractAmendment",), tender=tender(), contracts=[own])


def transparency(number="000007-2026", date="2026-06-15T09:00:00+01:00"):
    """Return a UK5 transparency notice."""
    published = award(number, date)
    published["awards"][0]["documents"] = [document(number, "UK5")]
    return published


def performance(number="000008-2026", date="2027-05-01T09:00:00+01:00"):
    """Return a UK9 contract performance notice."""
    own = {"id": "1", "awardID": "1", "implementation": {"documents": [document(number, "UK9")]}}
    return release(number, date, ("implementation",), tender=tender(), contracts=[own])


def award_again(number="000009-2026", date="2026-07-05T09:00:00+01:00", **parts):
    """Return a UK6 notice that corrects the award."""
    published = award(number, date)
    published["awards"][0] |= parts
    return {**published, "tag": ["awardUpdate", "contractUpdate"]}


def old_invitation(lots, number="000001-2024", date="2024-05-01T09:00:00+01:00", **parts):
    """Return a contract notice under the older law."""
    return release(number, date, ("tender",), tender=tender(legalBasis=OLD_RULES, lots=lots, **parts))


def old_award(lots=("1",), number="000002-2024", date="2024-07-01T09:00:00+01:00", **contract):
    """Return a contract award notice under the older law, which gives no period."""
    key = f"{number}-1"
    given_award = {"id": key, "status": "active", "suppliers": [CIVICA], "relatedLots": list(lots)}
    signed = {"id": key, "awardID": key, "status": "active", "value": {"amount": 500, "currency": "GBP"}, **contract}
    own = tender(legalBasis=OLD_RULES, status="complete")
    return release(
        number, date, ("award", "contract"), sellers=[CIVICA], tender=own, awards=[given_award], contracts=[signed]
    )


def days(found):
    return found.get("starts_on"), found.get("ends_on"), found.get("max_ends_on")


LIFE = (invitation(), transparency(), award(), contract_details(), change(), performance(), termination())
OTHERS = (cancellation(), old_invitation([{"id": "1"}]), old_award(), contracts_finder_award())


def test_an_award_founds_a_contract_that_is_not_signed_yet():
    assert believed(award())["status"] == "awarded"


def test_contract_details_found_a_contract_that_runs():
    assert believed(contract_details())["status"] == "active"


def test_an_award_and_its_contract_details_are_one_contract():
    assert founded(award(), contract_details()) == ["1"]


def test_contract_details_are_believed_over_the_award_although_read_first():
    found = believed(contract_details(date="2026-07-20T09:00:00Z"), award(date="2026-08-20T09:00:00Z"))

    assert days(found) == ("2026-09-15", "2029-09-14", "2031-09-14")


def test_contract_details_say_what_was_agreed():
    assert believed(contract_details()) == {
        "title": "Housing management system",
        "reference": "REF-1",
        "cpv": ["48000000"],
        "status": "active",
        "signed_on": "2026-07-20",
        "starts_on": "2026-09-15",
        "ends_on": "2029-09-14",
        "max_ends_on": "2031-09-14",
        "value": {"pence": 10_000_000, "vat": "excluded", "currency": "GBP", "with_vat_pence": 12_000_000},
    }


def test_a_contract_has_its_suppliers_and_all_its_buyers():
    said = said_by(contract_details(buyers=[CAMDEN, HACKNEY], sellers=[CIVICA, CIVICA_BY_NAME]))

    assert [each.name for each in said.buyers] == ["London Borough of Camden", "London Borough of Hackney"]
    assert [each.name for each in said.suppliers] == ["Civica UK Limited", "CIVICA UK LTD"]


def test_a_contract_is_worded_by_its_own_title_and_its_tenders():
    wording = said_by(
        contract_details(contract={"title": "Lot 2: rents"}, tender={"description": "Rent accounts."})
    ).wording

    assert wording == ("Lot 2: rents . Housing management system", "Rent accounts.")


def test_words_about_renewal_are_kept_as_they_are():
    words = {"hasRenewal": True, "renewal": {"description": "1+1+1"}}

    assert believed(contract_details(contract=words))["extension_text"] == "1+1+1"


def test_the_ocid_is_no_reference_of_the_buyers_own():
    assert "reference" not in believed(contract_details(tender={"id": "ocds-h6vhtk-0a0001"}))


@pytest.mark.parametrize(
    ("published", "belief"),
    [
        (award(), Belief.notice),
        (contract_details(), Belief.official),
        (change(), Belief.official),
        (termination(), Belief.official),
        (old_award(), Belief.notice),
        (contracts_finder_award(), Belief.notice),
    ],
)
def test_notices_that_legally_state_the_fact_are_official(published, belief):
    assert [said.belief for saids in contracts_said([published]).values() for said in saids] == [belief]


@pytest.mark.parametrize("published", [invitation(), transparency(), performance(), cancellation(), old_invitation([])])
def test_some_notices_alone_found_no_contract(published):
    assert founded(published) == []


def test_a_transparency_notice_speaks_about_a_contract_that_another_founds():
    transparent = transparency()
    transparent["awards"][0]["title"] = "Rents"
    award_without_title = award(tender={"title": ""})

    assert believed(transparent, award_without_title)["title"] == "Rents"


def test_a_performance_notice_tells_that_the_contract_runs():
    assert believed(award(), performance())["status"] == "active"


def test_a_cancellation_calls_off_what_was_awarded():
    assert believed(award(), cancellation())["status"] == "cancelled"


def test_a_cancellation_does_not_undo_what_was_entered_into():
    assert believed(award(), contract_details(), cancellation(date="2026-09-10T09:00:00Z"))["status"] == "active"


def test_an_award_after_a_cancellation_stands():
    assert believed(cancellation(date="2026-06-01T09:00:00Z"), award())["status"] == "awarded"


@pytest.mark.parametrize(
    "called_off",
    [
        {"awards": [{"id": "2", "status": "cancelled", "relatedLots": ["2"]}]},
        {
            "awards": [{"id": "2", "status": "active"}],
            "contracts": [{"id": "2", "awardID": "2", "status": "cancelled"}],
        },
    ],
)
def test_a_cancellation_that_names_awards_calls_off_those_alone(called_off):
    both = award()
    both["awards"].append({**both["awards"][0], "id": "2", "relatedLots": ["2"]})
    stub = cancellation(**called_off)

    assert believed(both, stub, key="1")["status"] == "awarded"
    assert believed(both, stub, key="2")["status"] == "cancelled"


def test_an_award_that_is_later_given_up_is_cancelled():
    assert believed(award(), award_again(status="cancelled"))["status"] == "cancelled"


def test_an_award_that_is_given_up_and_made_again_stands():
    given_up = award_again(status="unsuccessful", date="2026-06-20T09:00:00Z")

    assert believed(given_up, award())["status"] == "awarded"


@pytest.mark.parametrize("status", ["unsuccessful", "cancelled"])
def test_an_unsuccessful_award_founds_none(status):
    assert founded(award_again(status=status)) == []


@pytest.mark.parametrize("suppliers", [[], None])
def test_an_award_without_suppliers_founds_none(suppliers):
    assert founded(award_again(suppliers=suppliers)) == []


def test_a_termination_ends_the_contract_on_the_day_it_says():
    found = believed(contract_details(), termination(ended="2027-01-31"))

    assert (found["status"], days(found)) == ("terminated", ("2026-09-15", "2027-01-31", "2027-01-31"))


def test_a_termination_keeps_what_the_contract_was_worth():
    assert believed(contract_details(), termination())["value"]["pence"] == 10_000_000


def test_a_change_never_moves_the_start():
    found = believed(contract_details(), change(period=period("2027-01-10")))

    assert found["starts_on"] == "2026-09-15"


def test_a_change_moves_the_end():
    found = believed(contract_details(), change(period=period("2027-01-10", "2030-09-14", "2032-09-14")))

    assert days(found) == ("2026-09-15", "2030-09-14", "2032-09-14")


def test_a_change_may_give_the_new_end_in_its_amendment():
    amended = change(period=period("2027-01-10"), amendments=[{"id": "a", "period": period(None, "2030-09-14")}])

    assert days(believed(contract_details(), amended)) == ("2026-09-15", "2030-09-14", "2031-09-14")


def test_a_proposed_change_does_not_count_yet():
    proposed = change(proposedAmendments=[{"id": "a", "period": period("2027-01-10", "2035-09-14", "2036-09-14")}])

    found = believed(contract_details(), proposed)

    assert [found.pop("proposed_changes")] == [
        [{"starts_on": "2027-01-10", "ends_on": "2035-09-14", "max_ends_on": "2036-09-14"}]
    ]
    assert found == believed(contract_details())


def test_a_change_without_dates_leaves_them():
    assert days(believed(contract_details(), change())) == days(believed(contract_details()))


def test_a_lot_tells_what_an_award_leaves_out():
    bare = award()
    bare["awards"][0]["contractPeriod"] = []

    assert days(believed(invitation(), bare)) == ("2026-09-01", "2029-08-31", "2031-08-31")


def test_an_award_is_believed_over_the_tender_before_it():
    found = believed(invitation(), award(agreed=period("2026-10-01", "2027-09-30")))

    assert days(found)[:2] == ("2026-10-01", "2027-09-30")


def test_an_older_award_without_a_period_has_that_of_its_lot():
    lots = [
        {"id": "1", "contractPeriod": period("2024-09-01", "2026-08-31")},
        {"id": "2", "contractPeriod": period("2024-10-01", "2028-09-30"), "renewal": {"description": "2 x 12 months"}},
    ]
    found = believed(old_invitation(lots), old_award(lots=["2"]), key="000002-2024-1")

    assert days(found) == ("2024-10-01", "2028-09-30", None)
    assert found["extension_text"] == "2 x 12 months"


def test_an_award_that_names_no_lot_has_the_period_of_the_only_one():
    lots = [{"id": "LOT-0000", "contractPeriod": period("2024-09-01", "2026-08-31")}]

    assert days(believed(old_invitation(lots), old_award(lots=[]), key="000002-2024-1"))[1] == "2026-08-31"


def test_an_award_that_names_no_lot_has_none_of_several_periods():
    lots = [{"id": each, "contractPeriod": period("2024-09-01", "2026-08-31")} for each in ("1", "2")]

    assert days(believed(old_invitation(lots), old_award(lots=[]), key="000002-2024-1")) == (None, None, None)


def test_a_tender_without_lots_has_one_period_for_all():
    whole = old_invitation([], contractPeriod=period("2024-09-01", "2026-08-31"))

    assert days(believed(whole, old_award(), key="000002-2024-1"))[1] == "2026-08-31"


def test_an_older_award_reports_a_contract_that_was_signed():
    found = believed(old_award(dateSigned="2024-06-20T00:00:00+01:00"), key="000002-2024-1")

    assert (found["status"], found["signed_on"]) == ("active", "2024-06-20")


def test_an_older_value_is_without_vat():
    found = believed(old_award(), key="000002-2024-1")["value"]

    assert (found["pence"], found["vat"]) == (50000, "excluded")


def test_each_award_keeps_its_own_lot_supplier_and_dates():
    lots = [
        {"id": "1", "contractPeriod": period("2026-09-01", "2027-08-31")},
        {"id": "2", "contractPeriod": period("2026-09-01", "2028-08-31")},
    ]
    both = award(sellers=[CIVICA, CIVICA_BY_NAME])
    both["awards"] = [
        {"id": each, "status": "active", "relatedLots": [each], "suppliers": [seller]}
        for each, seller in (("1", CIVICA), ("2", CIVICA_BY_NAME))
    ]
    told = contracts_said([invitation(lots=lots), both])

    assert [told[key][0].suppliers[0].name for key in ("1", "2")] == ["Civica UK Limited", "CIVICA UK LTD"]
    assert [believed(invitation(lots=lots), both, key=key)["ends_on"] for key in ("1", "2")] == [
        "2027-08-31",
        "2028-08-31",
    ]


def test_call_offs_under_one_procurement_are_contracts_of_their_own():
    second = contract_details("000010-2026", "2026-10-01T09:00:00Z")
    second["awards"][0]["id"] = second["contracts"][0]["awardID"] = second["contracts"][0]["id"] = "2"

    assert founded(contract_details(), second) == ["1", "2"]


def test_a_contracts_finder_award_reports_a_contract_that_runs():
    found = believed(contracts_finder_award(), key="ocds-b5fd17-00000000-0000-0000-0000-000000000001-1")

    assert found == {
        "title": "Consultation hub",
        "reference": "DN700001",
        "cpv": ["48000000"],
        "status": "active",
        "starts_on": "2025-02-01",
        "ends_on": "2028-01-31",
        "value": {"pence": 3_750_000, "vat": "unknown", "currency": "GBP", "with_vat_pence": None},
    }


def test_a_planned_award_is_not_signed_yet():
    planned = contracts_finder_award()
    planned["awards"][0]["status"] = "planned"

    assert next(iter(contracts_said([planned]).values()))[0].fields["status"] == "awarded"


def test_what_is_not_said_is_absent_and_never_null():
    for saids in contracts_said([*LIFE, *OTHERS]).values():
        for said in saids:
            assert not [name for name, given_value in said.fields.items() if given_value in (None, "", [])]


@patient
@given(st.permutations(LIFE))
def test_the_order_of_reading_does_not_matter(releases):
    assert believed(*releases) == believed(*LIFE)


@given(st.lists(any_object | damaged(*LIFE, *OTHERS), max_size=5))
@settings(patient, max_examples=300)
def test_anything_that_is_published_can_be_read(releases):
    for key, saids in contracts_said([clean(each) for each in releases]).items():
        assert key
        assert any(said.founds for said in saids)


@patient
@given(st.lists(damaged(*LIFE, *OTHERS), max_size=3))
def test_reading_leaves_the_releases_as_they_were(releases):
    cleaned = [clean(each) for each in releases]
    before = deepcopy(cleaned)

    contracts_said(cleaned)

    assert repr(cleaned) == repr(before)


def test_real_releases_say_days_in_their_order():
    for published in map(clean, real_releases()):
        for said in (each for saids in contracts_said([published]).values() for each in saids):
            told = [each for each in days(said.fields) if each]

            assert told == sorted(told)


def test_real_contracts_are_read_the_same_in_any_order():
    for releases in real_procurements():
        keys = founded(*releases)

        assert set(founded(*releases[::-1])) == set(keys)
        assert all(believed(*releases[::-1], key=key) == believed(*releases, key=key) for key in keys)


def test_every_real_contract_details_notice_founds_its_contracts_with_dates_value_and_parties():
    for published in map(clean, real_releases()):
        for said in (each for saids in contracts_said([published]).values() for each in saids):
            if said.belief is Belief.official and "signed_on" in said.fields:
                assert {"title", "starts_on", "ends_on", "value", "cpv", "status"} <= said.fields.keys()
                assert said.buyers and said.suppliers and said.lots


def test_contract_details_without_options_say_that_there_are_none():
    fields = believed(award(), contract_details(agreed=period("2026-09-15", "2029-09-14")))

    assert fields["max_ends_on"] is None


@pytest.mark.parametrize(
    ("tender", "related", "expected"),
    [
        ({"techniques": {"hasFrameworkAgreement": True}}, [], {"agreement": "framework"}),
        ({"techniques": {"hasFrameworkAgreement": False}}, [], {}),
        ({"procurementMethodDetails": "Call-off from a framework agreement"}, [], {"agreement": "call_off"}),
        (
            {"techniques": {"hasFrameworkAgreement": True}},
            [{"relationship": ["framework"], "identifier": "ocds-h6vhtk-05484c"}],
            {"agreement": "call_off", "framework": "ocds-h6vhtk-05484c"},
        ),
        ({}, [{"relationship": ["prior"], "identifier": "ocds-h6vhtk-05484c"}], {}),
        ({}, [{"relationship": None}, "framework", {}, {"relationship": 5}], {}),
    ],
)
def test_a_framework_and_a_call_off_from_one_are_told_apart(tender, related, expected):
    assert agreement_terms({"tender": tender, "relatedProcesses": related}) == expected
