"""`/search` over HTTP."""

import pytest

from tests.search.examples import NOW, authority, contract, ending, notice, product, service, supplier

HOUNSLOW, EALING = "E09000018", "E09000009"


@pytest.fixture
def two_boroughs(save):
    save(
        authority(HOUNSLOW, "Hounslow"),
        authority(EALING, "Ealing"),
        service(),
        supplier(),
        contract(
            title="Housing management system",
            authorities=[HOUNSLOW, EALING],
            supplier_ids=["supplier00001"],
            service_id="housing-management",
            ends_on=ending(2027, 3, 31),
            value_pence=123400,
            currency="GBP",
            vat="excluded",
        ),
        contract("contract00002", "Housing repairs", authorities=[EALING]),
        notice(title="Housing advice", authorities=[HOUNSLOW], closes_at=NOW),
    )


def ask(client, path):
    response = client.get(f"/api/v1/search{path}")
    assert response.status_code == 200, response.json
    return response.json


def ids(answer):
    return [hit["id"] for hit in answer["hits"]]


def test_a_hit_shows_its_record_and_why_it_was_found(drained, two_boroughs):
    hit = ask(drained(), "?q=housing+management&kind=contract")["hits"][0]

    assert hit["kind"], hit["url"] == ("contract", "/api/v1/contracts/contract00001")
    assert [each["name"] for each in hit["authorities"]] == ["Ealing", "Hounslow"]
    assert [each["name"] for each in hit["suppliers"]] == ["Meridian Systems Ltd"]
    assert hit["service"]["id"] == "housing-management"
    assert (hit["ends_on"], hit["closes_at"]) == ("2027-03-31", None)
    assert hit["value"]["amount"] == "1234.00"
    assert hit["why"] == {
        "words": ["housing", "management"],
        "fields": ["title", "service"],
        "name": None,
        "boosts": [],
    }
    assert [piece["text"] for piece in hit["highlights"] if piece["match"]] == ["Housing", "management"]


def test_an_answer_counts_and_reads_back(drained, two_boroughs):
    answer = ask(drained(), "?q=housing&authority=hounslow")

    assert answer["total"] == 2
    assert answer["facets"]["authority"] == [
        {"value": "E09000009", "name": "Ealing", "count": 2},
        {"value": "E09000018", "name": "Hounslow", "count": 2},
    ]
    assert {each["value"]: each["count"] for each in answer["facets"]["kind"]} == {"contract": 1, "notice": 1}
    assert answer["facets"]["supplier"][0]["name"] == "Meridian Systems Ltd"
    assert answer["reading"] == "housing"
    assert answer["did_you_mean"] is None


def test_a_misspelt_search_is_put_right(drained, two_boroughs):
    assert ask(drained(), "?q=houssing+repairs")["did_you_mean"] == "housing repairs"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?ending_before=2027-04-01&kind=contract", {"contract00001", "contract00002"}),
        ("?ending_before=2027-04-01&known=true", {"contract00001"}),
        ("?ending_after=2027-04-01&known=true", set()),
        ("?closing_after=2026-03-02&closing_before=2026-03-02", {"notice0000001"}),
        ("?supplier=supplier00001&kind=contract", {"contract00001"}),
        ("?stage=tender,award", {"notice0000001"}),
        ("?status=active", {"contract00001", "contract00002"}),
        ("?service=housing-management&kind=contract,service", {"contract00001", "housing-management"}),
    ],
)
def test_filters(drained, two_boroughs, query, expected):
    assert set(ids(ask(drained(), query))) == expected


def test_no_words_find_everything_newest_first(drained, two_boroughs):
    answer = ask(drained(), "")

    assert answer["total"] == 7
    assert ids(answer)[0] == "notice0000001"
    assert answer["reading"] == "everything"


def test_a_page_links_to_the_next(drained, two_boroughs):
    response = drained().get("/api/v1/search?q=housing&page_size=1&page=2")

    assert 'rel="next"' in response.headers["Link"]
    assert '"page": 2' in response.headers["X-Pagination"]


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("?q=" + "a" * 257, "q"),
        ("?page=101&page_size=100", "page"),
        ("?page=" + "9" * 30, "page"),
        ("?kind=dinosaur", "kind"),
        ("?sort=luck", "sort"),
        ("?ending_before=soon", "ending_before"),
        ("?authority=atlantis", "authority"),
        ("?colour=red", "colour"),
    ],
)
def test_a_bad_argument_is_named(drained, query, field):
    response = drained().get(f"/api/v1/search{query}")

    assert response.status_code == 422
    assert field in response.json["errors"]["query"]


def test_a_hit_whose_record_is_gone_is_left_out(drained, save, sessions):
    save(contract(title="Repairs"))
    client = drained()
    with sessions.begin() as session:
        session.connection().exec_driver_sql("DELETE FROM contracts")

    assert ids(ask(client, "?q=repairs")) == []


def test_a_merged_supplier_filters_as_what_it_was_merged_into(drained, save):
    merged = supplier("supplier00002", "Gone Ltd")
    merged.merged_into_id = "supplier00001"
    save(supplier(), merged)

    assert ids(ask(drained(), "?supplier=supplier00002")) == ["supplier00001"]


def test_without_an_index_it_says_when_to_come_back(client):
    response = client.get("/api/v1/search?q=housing")

    assert response.status_code == 503
    assert response.headers["Retry-After"] == "60"
    assert response.json["title"] == "Service Unavailable"


def test_suggestions_begin_with_names(drained, two_boroughs):
    suggestions = ask(drained(), "/suggest?q=hous")

    assert [each["kind"] for each in suggestions[:2]] == ["service", "contract"]
    assert suggestions[0]["url"] == "/api/v1/services/housing-management"


def test_suggestions_are_as_many_as_asked_for_and_never_twice(drained, two_boroughs, save):
    save(contract("contract00003", "HOUSING REPAIRS"))

    titles = [each["title"].lower() for each in ask(drained(), "/suggest?q=housing&size=4")]

    assert len(titles) == len(set(titles)) == 4


def test_a_suggestion_for_nothing_much_is_nothing(drained, two_boroughs):
    assert ask(drained(), "/suggest?q=%3F") == []


def test_months_and_bands_are_counted_in_their_order_and_named(drained, two_boroughs):
    facets = ask(drained(), "")["facets"]

    assert facets["value_band"] == [
        {"value": "0", "name": "under £25,000", "count": 1},
        {"value": "unknown", "name": "not known", "count": 2},
    ]
    assert [each["name"] for each in facets["ending_month"]] == ["Mar 2027", "not known"]
    assert facets["closing_month"] == [{"value": "2026-03", "name": "Mar 2026", "count": 1}]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?value_min=1000&known=true", {"contract00001"}),
        ("?value_max=1000&known=true", set()),
        ("?value_max=1000&kind=contract", {"contract00002"}),
        ("?value_band=0", {"contract00001"}),
        ("?ending_month=2027-03,2027-04", {"contract00001"}),
        ("?ending_month=unknown", {"contract00002"}),
        ("?q=kind:contract", {"contract00001", "contract00002"}),
        ("?q=authority:hounslow+kind:notice", {"notice0000001"}),
        ("?q=id:contract00002", {"contract00002"}),
        ("?q=supplier:meridian+title:housing", {"contract00001"}),
    ],
)
def test_values_months_and_fields_narrow(drained, two_boroughs, query, expected):
    assert set(ids(ask(drained(), query))) == expected


def test_a_facet_is_counted_as_if_its_own_filter_were_off(drained, two_boroughs):
    facets = ask(drained(), "?ending_month=2027-03")["facets"]

    assert {each["value"]: each["count"] for each in facets["ending_month"]} == {"2027-03": 1, "unknown": 1}
    assert [each["value"] for each in facets["value_band"]] == ["0"]


def test_where_nothing_is_found_it_says_which_filter_to_loosen(drained, two_boroughs):
    answer = ask(drained(), "?q=housing&kind=contract&status=terminated&value_min=1000000")

    assert answer["total"] == 0
    assert answer["loosen"] == [
        {"without": ["kind", "status", "value_min", "value_max"], "total": 4},
        {"without": ["status"], "total": 1},
        {"without": ["kind"], "total": 0},
        {"without": ["value_min", "value_max"], "total": 0},
    ]


def test_where_something_is_found_there_is_nothing_to_loosen(drained, two_boroughs):
    assert ask(drained(), "?q=housing&kind=contract")["loosen"] == []


def test_what_is_open_comes_earlier_says_so_and_need_not(drained, save, monkeypatch):
    monkeypatch.setattr("search.api.today", lambda: NOW.date())
    save(notice("notice0000001", "Parking", closes_at=None), notice("notice0000002", "Parking", closes_at=NOW))
    client = drained()

    boosted, plain = ask(client, "?q=parking")["hits"], ask(client, "?q=parking&boost=false")["hits"]

    assert [(hit["id"], hit["why"]["boosts"]) for hit in boosted] == [
        ("notice0000002", ["open", "recent"]),
        ("notice0000001", ["recent"]),
    ]
    assert [(hit["id"], hit["why"]["boosts"]) for hit in plain] == [("notice0000001", []), ("notice0000002", [])]


def test_what_could_not_be_read_as_meant_is_said(drained, two_boroughs):
    answer = ask(drained(), '?q="housing+repairs')

    assert "read as plain words: a quotation mark has no partner" in answer["reading"]
    assert ids(answer)[0] == "contract00002"


def test_former_names_complete_to_what_they_name_now(drained, save):
    save(product())

    assert [each["title"] for each in ask(drained(), "/suggest?q=northg")] == ["Tenancy One"]
