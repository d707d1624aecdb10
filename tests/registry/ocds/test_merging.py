"""All releases of one procurement merged into one record."""

import json
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from registry.ocds.merging import in_order, instant, merged
from registry.ocds.shapes import clean
from tests.any_json import any_json, any_object, damaged, patient
from tests.example_releases import CAMDEN, award, cancellation, contract_details, invitation, release, termination
from tests.real_releases import real_procurements

LIFE = (invitation(), award(), contract_details(), termination())
OF_THE_RELEASE = ("date", "id", "tag")
"""Fields that a record does not take from its releases."""


def at(date, number="000001-2026", **parts):
    return release(number, date, **parts)


def rest(record):
    return {key: value for key, value in record.items() if key not in OF_THE_RELEASE}


def scalars(value, path=()):
    """Yield every scalar of JSON with its path, objects of lists by their ids."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from scalars(inner, (*path, key))
    elif isinstance(value, list):
        for inner in value:
            yield from scalars(inner, (*path, str(inner.get("id"))) if isinstance(inner, dict) else (*path, "*"))
    else:
        yield path, repr(value)


def test_one_release_merged_is_that_release():
    assert rest(merged([contract_details()])) == rest(contract_details())


def test_a_record_says_that_it_is_compiled():
    assert merged(LIFE)["tag"] == ["compiled"]


def test_no_releases_make_a_record_of_nothing():
    assert rest(merged([])) == {}


@patient
@given(st.permutations(LIFE))
def test_the_order_of_reading_does_not_matter(releases):
    assert merged(releases) == merged(LIFE)


@given(st.lists(damaged(*LIFE), max_size=4), st.randoms())
@settings(patient, max_examples=60)
def test_the_order_of_reading_does_not_matter_even_when_releases_are_damaged(releases, random):
    numbered = [{**each, "id": str(number)} for number, each in enumerate(releases)]
    shuffled = random.sample(numbered, len(numbered))

    assert json.dumps(merged(shuffled), sort_keys=True) == json.dumps(merged(numbered), sort_keys=True)


@given(st.lists(any_object | damaged(*LIFE), max_size=4))
@settings(patient, max_examples=60)
def test_anything_can_be_merged(releases):
    assert merged(releases)["tag"] == ["compiled"]


@patient
@given(st.lists(st.sampled_from(LIFE), min_size=1))
def test_releases_read_twice_change_nothing(releases):
    once = [each for number, each in enumerate(releases) if each not in releases[:number]]

    assert merged(releases) == merged(once)


def test_the_latest_release_wins():
    old, new = at("2026-05-01T09:00:00Z", title="Old"), at("2026-06-01T09:00:00Z", title="New")

    assert merged([new, old])["title"] == "New"


def test_what_the_latest_does_not_mention_stays():
    assert merged([award(), invitation()])["tender"]["lots"] == invitation()["tender"]["lots"]


def test_a_null_deletes_nothing():
    later = at("2026-06-01T09:00:00Z", title=None)

    assert merged([at("2026-05-01T09:00:00Z", title="Parking"), later])["title"] == "Parking"


def test_an_empty_list_deletes_nothing():
    later = at("2026-06-01T09:00:00Z", tender={"lots": []})

    assert merged([at("2026-05-01T09:00:00Z", tender={"lots": [{"id": "1"}]}), later])["tender"]["lots"] == [
        {"id": "1"}
    ]


def test_releases_of_one_instant_are_ordered_by_id():
    same = "2026-05-01T09:00:00Z"

    assert merged([at(same, "000002-2026", title="B"), at(same, "000001-2026", title="A")])["title"] == "B"


def test_releases_are_ordered_by_instant_whatever_their_offsets():
    summer, winter = at("2026-05-01T09:30:00+01:00", title="First"), at("2026-05-01T09:00:00Z", title="Second")

    assert merged([winter, summer])["title"] == "Second"


def test_fractions_of_a_second_count():
    early, late = (
        at("2026-05-01T09:00:00.100Z", "9", title="First"),
        at("2026-05-01T09:00:00.200Z", "1", title="Second"),
    )

    assert merged([late, early])["title"] == "Second"


def test_a_release_without_a_readable_date_is_the_oldest():
    undated, dated = at("soon", title="Undated"), at("1990-01-01T00:00:00Z", title="Dated")

    assert [each["title"] for each in in_order([dated, undated])] == ["Undated", "Dated"]


def test_an_instant_is_in_utc():
    assert instant(at("2026-05-01T09:00:00+01:00")) == datetime(2026, 5, 1, 8, tzinfo=UTC)


def test_a_list_published_for_a_standstill_period_can_be_merged():
    first, second = award(), award("000003-2026", "2026-07-02T09:00:00Z")
    first["awards"][0]["standstillPeriod"] = []
    second["awards"][0]["standstillPeriod"] = [{"endDate": "2026-07-10T23:59:59+01:00"}]

    assert merged([first, second])["awards"][0]["standstillPeriod"] == {"endDate": "2026-07-10T23:59:59+01:00"}


def test_a_release_that_contradicts_later_ones_is_left_out_and_the_rest_is_kept(caplog):
    wrong = release("000000-2026", "2026-04-02T09:00:00Z", tender={"lots": "see documents"})
    good = [invitation(), award(), contract_details()]
    caplog.set_level("WARNING")

    assert rest(merged([wrong, *good])) == rest(merged(good))
    assert "000000-2026" in caplog.text


def test_of_two_releases_that_contradict_each_other_the_latest_is_kept():
    old, new = at("2026-05-01T09:00:00Z", value="tbc"), at("2026-06-01T09:00:00Z", value={"amount": 5})

    assert merged([old, new])["value"] == {"amount": 5}


def test_words_in_place_of_an_object_lose_nothing_that_was_known():
    odd = release("000009-2026", "2026-07-15T09:00:00Z", tender="cancelled")

    assert merged([invitation(), odd])["tender"] == invitation()["tender"]


def test_a_party_listed_twice_is_merged_without_a_warning():
    twice = invitation(buyers=[CAMDEN, {**CAMDEN, "roles": ["reviewBody"]}])

    assert [party["id"] for party in merged([twice, award()])["parties"]].count(CAMDEN["id"]) == 1


def test_objects_of_a_list_are_merged_by_id():
    lots = [{"id": "1", "title": "Parking"}, {"id": "2"}]
    first, second = (
        at("2026-05-01T09:00:00Z", tender={"lots": lots}),
        at("2026-06-01T09:00:00Z", tender={"lots": [{"id": "1", "status": "complete"}]}),
    )

    merged_lots = merged([first, second])["tender"]["lots"]

    assert merged_lots == [{"id": "1", "title": "Parking", "status": "complete"}, {"id": "2"}]


def test_codes_are_replaced_and_not_gathered():
    items = [[{"id": "1", "additionalClassifications": [{"scheme": "CPV", "id": code}]}] for code in ("48", "72")]
    releases = [at(f"2026-0{number}-01T09:00:00Z", tender={"items": each}) for number, each in enumerate(items, 5)]

    assert merged(releases)["tender"]["items"] == items[1]


@patient
@given(st.lists(st.dictionaries(st.sampled_from(["region", "name", "type"]), st.text(), min_size=1), min_size=1))
def test_a_list_whose_objects_have_no_ids_is_never_doubled(without_ids):
    tender = {
        "recurrence": {"dates": without_ids},
        "items": [{"id": "1", "deliveryAddresses": without_ids}],
        "lots": [{"id": "1", "awardCriteria": {"criteria": without_ids}}],
        "unheard": {"of": without_ids},
    }
    releases = [at(f"2026-0{month}-01T09:00:00Z", str(month), tender=tender, links=without_ids) for month in (5, 6, 7)]

    assert rest(merged(releases)) == rest(releases[-1])


def test_a_list_in_which_an_id_is_forgotten_once_does_not_lose_the_others():
    first = at("2026-05-01T09:00:00Z", contracts=[{"id": "1", "status": "active"}])
    second = at("2026-06-01T09:00:00Z", contracts=[{"title": "No id"}])

    assert {"id": "1", "status": "active"} in merged([first, second])["contracts"]


def test_a_stub_adds_to_what_was_known():
    record = merged([invitation(), cancellation(buyers=[])])

    assert (record["buyer"]["name"], record["tender"]["status"]) == ("London Borough of Camden", "cancelled")


@patient
@given(any_json)
def test_merging_leaves_the_releases_as_they_were(value):
    releases = [invitation(odd=value), award(odd=value)]
    before = json.dumps(releases)

    merged(releases)

    assert json.dumps(releases) == before


def test_real_procurements_merge_the_same_in_any_order():
    for releases in real_procurements():
        assert merged(releases[::-1]) == merged(releases)


def test_all_that_the_latest_real_release_says_is_in_the_record():
    for releases in real_procurements():
        said = set(scalars(rest(clean(in_order(releases)[-1]))))

        assert said <= set(scalars(merged(releases)))


def test_no_real_record_gathers_criteria():
    for releases in real_procurements():
        most = max(_criteria(clean(each)) for each in releases)

        assert _criteria(merged(releases)) == most


def _criteria(published):
    """Return the most award criteria of a lot."""
    lots = published.get("tender", {}).get("lots", [])
    return max((len(lot.get("awardCriteria", {}).get("criteria", [])) for lot in lots), default=0)
