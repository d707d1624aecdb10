"""What waits for an authority's word."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.claims import Belief, Said, resolve
from registry.duplicates import Lookalike
from registry.inbox import (
    SILENT,
    Kind,
    Matter,
    OwnWord,
    contract_matters,
    duplicate_matters,
    most_pressing_first,
    system_matters,
)
from registry.inbox_calls import as_correction, contract_calls, dispute_calls, duplicate_calls
from registry.inbox_words import contract_why, dispute_why, duplicate_why, in_words, who
from registry.visibility import Audience

ON = date(2026, 11, 21)
RECENT, LONG_AGO = date(2026, 6, 1), date(2025, 6, 1)


def contract(**given):
    usual = {
        "id": "c",
        "status": "active",
        "ends_on": date(2029, 3, 31),
        "max_ends_on": None,
        "open_ended": False,
        "value_pence": 100,
        "annual_value_pence": None,
        "decision": None,
        "act_by_on": None,
        "disputed": [],
        "doubts": [],
    }
    return SimpleNamespace(**{**usual, **given})


def said(belief=Belief.authority, on=RECENT, reference="1", **fields):
    source = "authority" if belief is Belief.authority else "find_a_tender"
    return Said(source, reference, belief, on, fields)


def kinds(row, *told, said_on=RECENT):
    return [each.kind for each in contract_matters(row, resolve(told), OwnWord(said_on), ON)]


@pytest.mark.parametrize(
    ("given", "asked"),
    [
        ({}, []),
        ({"said_on": None}, ["proposal"]),
        ({"said_on": None, "ends_on": None, "value_pence": None}, ["proposal"]),
        ({"said_on": LONG_AGO}, ["stale"]),
        ({"ends_on": None}, ["missing_end"]),
        ({"ends_on": None, "open_ended": True}, []),
        ({"value_pence": None}, ["missing_value"]),
        ({"value_pence": None, "annual_value_pence": 1}, []),
        ({"ends_on": None, "value_pence": None}, ["missing_end", "missing_value"]),
        ({"ends_on": date(2026, 11, 20)}, ["past_end"]),
        ({"ends_on": date(2026, 11, 20), "said_on": None}, ["past_end"]),
        ({"ends_on": ON}, []),
        ({"ends_on": date(2026, 11, 20), "open_ended": True}, []),
        ({"ends_on": date(2026, 11, 20), "decision": "exit"}, []),
        ({"ends_on": date(2026, 11, 20), "decision": "undecided"}, ["past_end"]),
        ({"status": "terminated", "said_on": None, "ends_on": None}, []),
        ({"status": "awarded", "said_on": None}, ["proposal"]),
    ],
)
def test_what_a_contract_waits_for(given, asked):
    said_on = given.pop("said_on", RECENT)

    assert kinds(contract(**given), said_on=said_on) == asked


def test_a_year_is_fresh_and_a_day_more_is_not():
    assert kinds(contract(), said_on=ON - timedelta(days=365)) == []
    assert kinds(contract(), said_on=ON - timedelta(days=366)) == ["stale"]


def test_what_the_authority_says_there_is_none_of_is_not_missing():
    assert kinds(contract(value_pence=None), said(value=None)) == []
    assert kinds(contract(value_pence=None), said(Belief.notice, value=None)) == ["missing_value"]


def test_every_disputed_field_is_a_matter_of_its_own():
    told = [said(ends_on="2029-03-31", title="A"), said(Belief.official, ON, ends_on="2031-01-01", title="B")]

    found = list(contract_matters(contract(disputed=["ends_on", "title"]), resolve(told), OwnWord(RECENT), ON))

    assert [(each.kind, each.field, each.detail) for each in found] == [
        ("dispute", "ends_on", '"2031-01-01"'),
        ("dispute", "title", '"B"'),
    ]


@pytest.mark.parametrize(
    ("status", "said_on", "asked"),
    [
        ("proposed", None, ["proposal"]),
        ("live", RECENT, []),
        ("live", LONG_AGO, ["stale"]),
        ("retired", LONG_AGO, []),
        ("proposed", RECENT, ["proposal"]),
        ("live", None, ["proposal"]),
        ("retired", None, []),
    ],
)
def test_what_a_system_waits_for(status, said_on, asked):
    row = SimpleNamespace(id="s", status=status, disputed=[])

    assert [each.kind for each in system_matters(row, {}, OwnWord(said_on), ON)] == asked


@pytest.mark.parametrize(
    ("own", "told"),
    [(SILENT, "You have not spoken about it yet."), (OwnWord(None, True), "You have an unpublished draft.")],
)
def test_a_contract_with_nothing_but_drafts_says_so(own, told):
    matter = next(contract_matters(contract(), {}, own, ON))

    assert (matter.kind, contract_why(matter, contract(starts_on=None), {}, ()).startswith(told)) == ("proposal", True)


def test_an_item_keeps_its_id_until_something_else_is_asked():
    asked = Matter(Kind.dispute, "contract", "c", field="ends_on", detail='"2031-01-01"')
    later = Matter(Kind.dispute, "contract", "c", act_by_on=ON, field="ends_on", detail='"2031-01-01"')
    other = Matter(Kind.dispute, "contract", "c", field="ends_on", detail='"2032-01-01"')

    assert asked.id("E09000007") == later.id("E09000007") != other.id("E09000007")
    assert asked.id("E09000007") != asked.id("E09000012")


DAYS = st.none() | st.integers(0, 99).map(lambda days: ON + timedelta(days))
MATTERS = st.lists(
    st.builds(
        Matter,
        kind=st.sampled_from(Kind),
        subject_kind=st.sampled_from(["contract", "system"]),
        subject_id=st.text("abc", min_size=1),
        act_by_on=DAYS,
    ),
    unique_by=lambda each: (each.kind, each.subject_id),
)


@given(MATTERS, st.randoms())
def test_matters_come_by_kind_and_then_by_the_day_to_act(matters, random):
    found = most_pressing_first(random.sample(matters, len(matters)))

    assert found == most_pressing_first(matters)
    order = [(list(Kind).index(each.kind), each.act_by_on or date.max) for each in found]
    assert order == sorted(order)


def test_a_pair_is_as_pressing_as_the_first_of_the_two():
    pair = Lookalike("a", "b", 0.9, ("They have a supplier in common.",))

    found = next(iter(duplicate_matters([pair], {"a": None, "b": ON})))

    assert (found.act_by_on, found.subject_id, found.detail) == (ON, "a", "b")
    assert duplicate_why(pair, "Parking") == "It looks like “Parking”. They have a supplier in common."


def test_a_contract_past_its_end_with_options_left_most_likely_ran_on():
    runs_on = contract(ends_on=LONG_AGO, max_ends_on=date(2027, 6, 1))

    assert contract_calls(Kind.past_end, runs_on, ON)[0].body == {"ends_on": "2027-06-01"}
    assert contract_calls(Kind.past_end, contract(ends_on=LONG_AGO), ON)[0].body == {"status": "terminated"}


def test_a_value_kept_from_others_stays_so_when_it_is_kept():
    field = resolve([said(ends_on="2029-03-31"), said(Belief.official, ON, ends_on="2031-01-01")])["ends_on"]
    matter = Matter(Kind.dispute, "contract", "c", field="ends_on")

    calls = list(dispute_calls(matter, field, Audience.embargoed, date(2027, 1, 1)))

    assert calls[0].body == {
        "ends_on": "2029-03-31",
        "visibility": {"ends_on": "embargoed"},
        "public_from": "2027-01-01",
    }
    assert calls[1].body == {"ends_on": "2031-01-01"}


def test_contracts_that_cannot_be_merged_can_be_told_apart():
    assert [each.action for each in duplicate_calls("b", "Parking", True)] == ["merge", "distinct"]
    assert [each.action for each in duplicate_calls("b", "Parking", False)] == ["distinct"]


@pytest.mark.parametrize(
    ("name", "value", "body"),
    [
        ("ends_on", "2029-03-31", {"ends_on": "2029-03-31"}),
        ("max_ends_on", None, {"max_ends_on": None}),
        ("suppliers", [{"id": "s", "name": "X", "company_number": None}], {"suppliers": [{"id": "s"}]}),
        ("service", {"id": "telephony", "words": []}, {"service": "telephony"}),
        ("product", {"id": None, "text": "Thing"}, {"product": "Thing"}),
        (
            "value",
            {"pence": 123405, "with_vat_pence": None, "vat": None, "currency": None},
            {"value": {"amount": "1234.05", "vat": "unknown", "currency": "GBP", "amount_with_vat": None}},
        ),
        ("options", [], {}),
    ],
)
def test_a_claim_becomes_the_body_of_a_correction(name, value, body):
    assert as_correction(name, value) == body


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "none"),
        (True, "yes"),
        ("2029-03-31", "31 March 2029"),
        ("2029-99-31", "2029-99-31"),
        ({"pence": 12345678, "vat": "excluded", "currency": "GBP"}, "£123,456.78 without VAT"),
        ({"pence": 100, "vat": "unknown", "currency": "EUR"}, "EUR 1"),
        ([{"id": "s", "name": "X Ltd"}, {"id": "t", "name": "Y Ltd"}], "X Ltd, Y Ltd"),
        ([], "none"),
        ("x" * 500, "x" * 160 + "…"),
    ],
)
def test_values_are_told_in_words(value, words):
    assert in_words(value) == words


def test_a_dispute_is_told_with_both_words_and_their_days():
    field = resolve([said(ends_on="2029-03-31"), said(Belief.official, ON, "000009-2026", ends_on="2031-01-01")])[
        "ends_on"
    ]

    assert dispute_why("ends_on", field) == (
        "Notice 000009-2026 (find a tender) of 21 November 2026 says: ends 1 January 2031. "
        "You said on 1 June 2026: 31 March 2029."
    )
    assert who(field.claim) == "the authority’s word"
