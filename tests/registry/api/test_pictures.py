"""Pictures and the data behind them: timelines of renewals, and markets."""

import re
from datetime import date
from xml.etree import ElementTree

import pytest

from registry.api.pictures import Axis, readable, shortened
from tests.example_releases import CAMDEN, CIVICA, HACKNEY, contract_details, period
from tests.filing import file

SVG = "{http://www.w3.org/2000/svg}"
ON = "2026-11-21"
OTHER = {"id": "GB-COH-09", "name": "Other & Daughters <Ltd>", "roles": ["supplier"]}


def details(number, start, end, most=None, buyers=(CAMDEN,), sellers=(CIVICA,), title=None):
    agreed, told = period(start, end, most), {"title": title or f"Contract {number}"}
    return contract_details(
        ocid=f"ocds-h6vhtk-0f{number:04}", number=f"{number}-2025", date="2025-08-01T09:00:00Z",
        agreed=agreed, buyers=buyers, sellers=sellers, contract=told,
    )  # fmt: skip


@pytest.fixture
def filled(session, knowledge):
    file(
        session,
        knowledge,
        details(1, "2024-01-01", "2028-12-31", "2030-12-31"),
        details(2, "2023-01-01", "2028-03-31", "2029-03-31", buyers=[HACKNEY], sellers=[OTHER]),
        details(3, "2010-01-01", "2012-12-31"),
    )


def drawn(client, path, **query):
    answer = client.get(path, query_string={"format": "svg", **query})
    assert answer.status_code == 200, answer.text
    assert answer.mimetype == "image/svg+xml"
    return ElementTree.fromstring(answer.text)


def timeline(client, **query):
    return drawn(client, "/api/v1/renewals/timeline", on=ON, **query)


def told(svg):
    return svg.find(f"{SVG}desc").text


def test_a_timeline_has_what_a_chart_needs(client, filled):
    found = client.get("/api/v1/renewals/timeline", query_string={"on": ON, "authority": "camden"}).json
    past, bar = found["bars"]

    assert past["state"] == "past_end"
    assert bar["contract"]["title"] == "Contract 1"
    assert [each["name"] for each in bar["authorities"]] == ["Camden"]
    assert (bar["starts_on"], bar["ends_on"], bar["latest_ends_on"]) == ("2024-01-01", "2028-12-31", "2030-12-31")
    assert bar["natural_ends"] == ["2028-12-31", "2030-12-31"]
    assert (bar["act_by_on"], bar["state"]) == ("2027-06-30", "upcoming")
    assert (found["on"], found["not_shown"], found["windows"]) == (ON, 0, [])


def test_bars_stand_by_authority(client, filled):
    found = client.get("/api/v1/renewals/timeline", query_string={"on": ON}).json

    assert [each["authorities"][0]["name"] for each in found["bars"]] == ["Camden", "Camden", "Hackney"]


def test_a_timeline_of_one_service_has_the_days_that_authorities_share(client, filled):
    found = client.get("/api/v1/renewals/timeline", query_string={"on": ON, "service": "housing-management"}).json

    (window,) = found["windows"]
    assert window["first_on"] == "2028-12-31"
    assert window["first_on"] <= window["best_on"] <= window["last_on"]
    assert window["authorities"] == ["E09000007", "E09000012"]


def test_a_window_of_a_timeline_leads_to_what_is_seen_from_the_same_day(client, filled):
    on = "2025-06-01"
    found = client.get("/api/v1/renewals/timeline", query_string={"on": on, "service": "housing-management"}).json

    (window,) = found["windows"]
    assert window["url"] == f"/api/v1/joint-opportunities/{window['id']}?on={on}"
    assert client.get(window["url"]).json["on"] == on


def test_a_timeline_takes_the_filters_of_renewals(client, filled):
    found = client.get("/api/v1/renewals/timeline", query_string={"on": ON, "state": "upcoming"}).json

    assert [each["contract"]["title"] for each in found["bars"]] == ["Contract 1"]


def test_a_picture_says_in_words_all_that_it_draws(client, filled):
    svg = timeline(client, service="housing-management")

    assert svg.get("role") == "img"
    assert svg.get("aria-labelledby") == "timeline-title timeline-desc"
    assert svg.find(f"{SVG}title").text == "When contracts end, seen from 21 November 2026"
    assert (
        "Camden: Contract 1: starts 1 Jan 2024, ends 31 Dec 2028, at the latest 31 Dec 2030, act by 30 Jun 2027."
        in told(svg)
    )
    assert "2 authorities could replace together from 31 Dec 2028 until " in told(svg)
    assert "term ended on 31 Dec 2012" in [each.text for each in svg.iter(f"{SVG}text")]


def test_an_end_that_no_source_says_is_said_so(client, session, knowledge):
    file(session, knowledge, details(1, "2024-01-01", None))

    assert "starts 1 Jan 2024, end not known." in told(timeline(client))


def test_a_picture_of_nothing_says_so(client):
    assert told(timeline(client)).strip() == "No contract meets the filters."
    assert "No running contract" in told(drawn(client, "/api/v1/market", service="telephony"))


def test_a_picture_is_bounded_and_says_how_many_more_there_are(client, session, knowledge):
    file(session, knowledge, *(details(number, "2024-01-01", "2028-12-31") for number in range(103)))

    svg = timeline(client)

    assert len(list(svg.iter(f"{SVG}title"))) == 101
    assert told(svg).endswith("3 more are not shown.")
    assert client.get(f"/api/v1/renewals/timeline?on={ON}").json["not_shown"] == 3


def test_what_sources_say_cannot_run_or_break_a_picture(client, session, knowledge):
    file(session, knowledge, details(1, "2024-01-01", "2028-12-31", title='</title><script>alert("1")</script>\x0b&'))

    svg = timeline(client)

    assert {each.tag.removeprefix(SVG) for each in svg.iter()} <= {
        *("svg", "title", "desc", "defs", "pattern", "rect", "circle", "g", "text", "path")
    }
    assert '<script>alert("1")' in told(svg)


@pytest.mark.parametrize("path", ["/api/v1/renewals/timeline", "/api/v1/market?service=housing-management"])
def test_a_picture_loads_nothing_and_has_no_script_or_style(client, filled, path):
    text = client.get(path, headers={"Accept": "image/svg+xml"}).text

    assert not re.search(r"<script|<style|\sstyle=|\son\w+=|href|<image|@import|url\((?!#)", text)
    assert re.findall(r"https?://[^\"' ]+", text) == ["http://www.w3.org/2000/svg"]


@pytest.mark.parametrize("path", ["/api/v1/renewals/timeline", "/api/v1/market?service=housing-management"])
@pytest.mark.parametrize(
    ("accept", "given"),
    [
        (None, "application/json"),
        ("*/*", "application/json"),
        ("application/json", "application/json"),
        ("image/svg+xml", "image/svg+xml"),
        ("image/avif,image/webp,image/svg+xml,image/*,*/*;q=0.8", "image/svg+xml"),
        ("text/html, image/svg+xml;q=0.5", "image/svg+xml"),
    ],
)
def test_the_form_is_what_the_client_accepts(client, path, accept, given):
    answer = client.get(path, headers={"Accept": accept} if accept else {})

    assert answer.status_code == 200
    assert answer.mimetype == given
    assert "Accept" in answer.headers["Vary"]


@pytest.mark.parametrize("path", ["/api/v1/renewals/timeline", "/api/v1/market?service=housing-management"])
def test_another_form_is_refused(client, path):
    answer = client.get(path, headers={"Accept": "text/csv"})

    assert answer.status_code == 406
    assert answer.mimetype == "application/problem+json"


@pytest.mark.parametrize("path", ["/api/v1/renewals/timeline?", "/api/v1/market?service=housing-management&"])
def test_a_form_that_there_is_not_is_refused(client, path):
    assert client.get(f"{path}format=png").status_code == 422


def test_both_forms_are_documented(client):
    paths = client.get("/api/openapi.json").json["paths"]
    for path in ("/api/v1/renewals/timeline", "/api/v1/market"):
        assert set(paths[path]["get"]["responses"]["200"]["content"]) == {"application/json", "image/svg+xml"}, path


def test_a_market_is_the_one_that_its_service_shows(client, filled):
    found = client.get("/api/v1/market?service=housing-management").json

    assert found.pop("service")["id"] == "housing-management"
    assert found == client.get("/api/v1/services/housing-management").json["market"]


def test_a_picture_of_a_market_says_every_share(client, filled):
    svg = drawn(client, "/api/v1/market", service="housing-management")

    assert "Civica UK Limited: 66.7% (2 contracts, 1 authority)." in told(svg)
    assert "Other & Daughters <Ltd>: 33.3% (1 contract, 1 authority)." in told(svg)
    assert "67%, 2 contracts" in [each.text for each in svg.iter(f"{SVG}text")]


@pytest.mark.parametrize("query", ["", "?service=nothing", "?service=", "?service=telephony,parking"])
def test_a_market_is_of_one_service(client, query):
    assert client.get(f"/api/v1/market{query}").status_code == 422


def test_days_beyond_the_axis_stand_at_its_ends():
    axis = Axis(date(2026, 1, 1), date(2028, 1, 1), 100, 830)

    assert [axis.at(day) for day in (date(1900, 1, 1), date(2027, 1, 1), date(2200, 1, 1))] == [100, 465, 830]
    assert axis.years() == [(2027, 465), (2028, 830)]


def test_an_axis_of_a_day_and_one_of_centuries_are_drawn_too():
    assert Axis(date(2026, 1, 1), date(2026, 1, 1), 0, 10).at(date(2026, 1, 1)) == 0
    assert len(Axis(date(1900, 1, 1), date(2200, 1, 1), 0, 10).years()) <= 12


def test_long_texts_are_cut_and_unwritable_ones_cleaned():
    assert shortened("Housing management", 10) == "Housing m…"
    assert shortened("Housing", 7) == "Housing"
    assert readable("a\x00\x0b\ud800b￾é😀") == "abé😀"
