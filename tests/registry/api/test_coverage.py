"""What `/coverage` answers: what is known of each authority and service, and what is missing."""

from datetime import UTC, datetime, timedelta

import pytest

from registry.filing.authority_word import Word, declare
from registry.filing.knowledge import load_reference
from registry.models import Contract, RegisterImport, ScrapeRun, Source
from registry.renewals import LeadTimes
from registry.visibility import Audience
from tests.example_releases import HACKNEY, contract_details, contracts_finder_award
from tests.filing import file

CAMDEN = "E09000007"
WORTH = {"pence": 4200, "vat": "excluded", "currency": "GBP"}


@pytest.fixture(autouse=True)
def filled(session, knowledge):
    file(session, knowledge, contract_details(buyers=[HACKNEY]), contracts_finder_award())


@pytest.fixture
def say(session):
    """Says something for Camden about its contract, today."""

    def said(fields, audience="public", days_ago=0):
        camden = session.query(Contract).where(Contract.service_id.is_distinct_from("housing-management")).one()
        at = datetime.now(UTC) - timedelta(days=days_ago)
        word = Word(
            "contract",
            camden.id,
            fields,
            CAMDEN,
            "Camden",
            at,
            "correct",
            None,
            dict.fromkeys(fields, Audience(audience)),
        )
        declare(session, load_reference(session, LeadTimes()), word)
        session.commit()

    return said


def of(client, noun, key, name, **query):
    answer = client.get("/api/v1/coverage", query_string=query)
    assert answer.status_code == 200, answer.json
    return {each[noun][key]: each for each in answer.json[name]}


def authority(client, slug="camden", **query):
    return of(client, "authority", "slug", "authorities", **query)[slug]


def test_what_is_known_of_an_authority_is_counted(client):
    hackney = authority(client, "hackney")

    assert (hackney["systems"], hackney["contracts"], hackney["with_end"], hackney["with_value"]) == (1, 1, 1, 1)
    assert (hackney["services_known"], hackney["register_said_on"], hackney["latest_word_on"]) == (1, None, None)


def test_an_authority_of_which_nothing_is_known_is_listed_with_nothing(client):
    assert authority(client, "hounslow")["contracts"] == 0


def test_what_is_known_for_a_service_is_counted(client):
    housing = of(client, "service", "id", "services")["housing-management"]

    assert (housing["contracts"], housing["authorities_known"], housing["authorities_unknown"]) == (1, 1, 32)


def test_a_value_is_confirmed_by_its_authority_alone(client, say):
    say({"value": WORTH})
    camden = authority(client)

    assert (camden["value_confirmed"], camden["confirmed_within_year"]) == (1, 1)
    assert authority(client, "hackney")["value_confirmed"] == 0


def test_a_word_about_something_else_confirms_no_value(client, say):
    say({"ends_on": "2029-01-01"})
    camden = authority(client)

    assert (camden["value_confirmed"], camden["confirmed_within_year"]) == (0, 1)


def test_a_value_told_to_boroughs_is_not_publicly_confirmed(client, say):
    say({"value": WORTH}, audience="boroughs")

    assert authority(client)["value_confirmed"] == 0


def test_a_value_taken_back_is_not_confirmed(client, say):
    say({"value": None})

    assert authority(client)["value_confirmed"] == 0


def test_a_word_of_long_ago_is_no_confirmation_within_a_year(client, say):
    say({"value": WORTH}, days_ago=400)
    camden = authority(client)

    assert (camden["value_confirmed"], camden["confirmed_within_year"]) == (1, 0)


def test_coverage_can_be_narrowed(client):
    answer = client.get("/api/v1/coverage?authority=hackney&service=housing-management").json

    assert [each["authority"]["slug"] for each in answer["authorities"]] == ["hackney"]
    assert (answer["totals"]["contracts"], answer["missing"]["of_pairs"]) == (1, 1)
    assert authority(client, "hackney", service="parking")["contracts"] == 0


def test_what_is_missing_is_said(client):
    missing = client.get("/api/v1/coverage").json["missing"]

    assert len(missing["authorities"]) == 31
    assert set(missing["portals_never_read"]) == {"find_a_tender", "contracts_finder"}
    assert "Nothing is known of 31 of 33 authorities." in missing["sentences"]


def test_a_portal_says_how_far_it_was_read_and_how_often_that_failed(client, session):
    at = datetime.now(UTC).replace(microsecond=0)
    session.add(Source(name="find_a_tender", whole_since=at - timedelta(days=9), whole_until=at))
    session.flush()
    for error in (None, "No answer."):
        run = ScrapeRun(source="find_a_tender", since=at, until=at, started_at=at, finished_at=at, error=error)
        session.add(run)
    session.commit()
    answer = client.get("/api/v1/coverage").json
    (portal,) = (each for each in answer["sources"] if each["kind"] == "portal")

    assert (portal["notices"], portal["contracts"]) == (1, 1)
    assert (portal["runs_lately"], portal["failed_lately"], portal["last_read_at"]) == (2, 1, at.isoformat())
    assert answer["missing"]["portals_never_read"] == ["contracts_finder"]


def test_an_authority_says_as_of_which_day_its_register_speaks(client, session):
    at = datetime(2026, 8, 1, tzinfo=UTC)
    session.add(
        RegisterImport(
            id="r" * 13,
            gss=CAMDEN,
            filename="register.csv",
            digest="0" * 64,
            said_on=at.date(),
            state="applied",
            read_at=at,
            applied_at=at,
            by="Camden",
            sheet=None,
            header_row=1,
            columns=[],
            notes=[],
            counts={},
            vanished=[],
        )
    )
    session.commit()

    assert authority(client)["register_said_on"] == "2026-08-01"
    assert len(client.get("/api/v1/coverage").json["missing"]["without_register"]) == 32


def test_every_pair_is_listed_also_when_nothing_is_known(client):
    cells = client.get("/api/v1/coverage/cells?authority=hackney&page_size=100").json

    assert sum(cell["contracts"] for cell in cells) == 1
    assert len({cell["service"]["id"] for cell in cells}) == len(client.get("/api/v1/services?page_size=100").json)


def test_pairs_can_be_asked_for_by_whether_anything_is_known(client):
    (cell,) = client.get("/api/v1/coverage/cells?known=true&service=housing-management").json

    assert (cell["authority"]["slug"], cell["systems"]) == ("hackney", 1)
    assert client.get(cell["url"]).json["totals"]["contracts"] == 1


def test_contracts_of_unknown_purpose_stand_in_a_cell_of_their_own(client):
    cells = client.get("/api/v1/coverage/cells?authority=camden&known=true").json

    assert [cell["service"] for cell in cells if cell["contracts"]] in ([None], [cells[0]["service"]])
